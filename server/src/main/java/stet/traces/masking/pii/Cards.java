package stet.traces.masking.pii;

import static stet.traces.masking.pii.Around.at;
import static stet.traces.masking.pii.Around.digit;
import static stet.traces.masking.pii.Around.digits;

import org.jspecify.annotations.Nullable;

/** Payment card numbers: a network's first digits and lengths, in one piece or in the groups printed on cards, with Luhn's check digit. */
final class Cards implements Finder {
    private static final int LEAST = 14;
    private static final int MOST = 19;
    private static final int[][] GROUPS = {{4, 4, 4, 4, 3}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}};

    @Override
    public @Nullable Found next(String text, int from) {
        int place = from;
        while (place < text.length()) {
            if (!digit(text.charAt(place))) {
                place++;
                continue;
            }
            int run = digits(text, place, MOST + 1);
            if (Around.mayBegin(text, place, from)) {
                var found = run == 4 ? grouped(text, place) : whole(text, place, run);
                if (found != null) {
                    return found;
                }
            }
            place += run;
        }
        return null;
    }

    private static @Nullable Found whole(String text, int from, int length) {
        int to = from + length;
        return length >= LEAST && length <= MOST && Around.mayEnd(text, to) && known(text.substring(from, to))
                ? new Found(from, to)
                : null;
    }

    private static @Nullable Found grouped(String text, int from) {
        char separator = at(text, from + 4);
        if (separator != ' ' && separator != '-') {
            return null;
        }
        for (int[] groups : GROUPS) {
            var number = new StringBuilder(MOST);
            int place = from;
            for (int i = 0; i < groups.length && place >= 0; i++) {
                if (i > 0) {
                    place = at(text, place) == separator ? place + 1 : -1;
                }
                if (place >= 0 && digits(text, place, groups[i] + 1) == groups[i]) {
                    number.append(text, place, place + groups[i]);
                    place += groups[i];
                } else {
                    place = -1;
                }
            }
            if (place >= 0 && Around.mayEnd(text, place) && known(number.toString())) {
                return new Found(from, place);
            }
        }
        return null;
    }

    private static boolean known(String number) {
        return network(number) && luhn(number);
    }

    /** Whether a network issues numbers that begin so and are so long. */
    private static boolean network(String number) {
        int length = number.length();
        int two = Integer.parseInt(number, 0, 2, 10);
        int four = Integer.parseInt(number, 0, 4, 10);
        if (number.charAt(0) == '4') {
            return length == 16 || length == 19;
        }
        if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) {
            return length == 16;
        }
        if (two == 34 || two == 37) {
            return length == 15;
        }
        if ((four >= 3000 && four <= 3059) || two == 36 || two == 38 || two == 39) {
            return length == 14;
        }
        boolean discover = four == 6011 || two == 65 || (four >= 6440 && four <= 6499);
        boolean maestro = four == 5018 || four == 5020 || four == 5038 || four == 6304 || four / 10 == 676;
        return length >= 16 && (discover || maestro || two == 62 || (four >= 3528 && four <= 3589));
    }

    static boolean luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
