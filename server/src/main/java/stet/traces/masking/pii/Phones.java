package stet.traces.masking.pii;

import static stet.traces.masking.pii.Around.at;
import static stet.traces.masking.pii.Around.digit;
import static stet.traces.masking.pii.Around.digitAt;
import static stet.traces.masking.pii.Around.digits;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Telephone numbers: international ones with their plus and a country that has that code, North American ones in their three
 * groups, and others that begin with one zero and stand in groups. Digits in one piece are not taken for one.
 */
final class Phones implements Finder {
    private static final int LEAST = 8;
    private static final int MOST = 15;
    private static final Set<String> TWO_DIGITS = words("20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 "
            + "51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98");
    private static final Set<String> THREE_DIGITS_BEGIN =
            words("21 22 23 24 25 26 29 35 37 38 42 50 59 67 68 69 80 85 87 88 96 97 99");

    @Override
    public @Nullable Found next(String text, int from) {
        for (int place = from; place + LEAST < text.length(); place++) {
            char it = text.charAt(place);
            int end = it == '+'
                    ? international(text, place, from)
                    : it == '(' || (it >= '1' && it <= '9')
                            ? northAmerican(text, place, from)
                            : it == '0' ? national(text, place, from) : -1;
            if (end > 0) {
                return new Found(place, end);
            }
            if (digit(it)) {
                place += digits(text, place, text.length()) - 1;
            }
        }
        return null;
    }

    private static int international(String text, int plus, int from) {
        char before = Around.before(text, plus, from);
        if (Around.inWord(before) || before == '+' || !digitAt(text, plus + 1)) {
            return -1;
        }
        var number = new StringBuilder(MOST + 1);
        int end = plus + 1;
        int gap = 0;
        for (int place = plus + 1; number.length() <= MOST && gap <= 2; place++) {
            char it = at(text, place);
            if (digit(it)) {
                number.append(it);
                end = place + 1;
                gap = 0;
            } else if (" -./()\u00a0".indexOf(it) >= 0) {
                gap++;
            } else {
                break;
            }
        }
        boolean right = number.length() >= LEAST && number.length() <= MOST && code(number.toString());
        return right && !Around.inWord(at(text, end)) ? end : -1;
    }

    private static boolean code(String number) {
        if (number.charAt(0) == '1') {
            return number.length() == 11 && number.charAt(1) >= '2' && number.charAt(4) >= '2';
        }
        String two = number.substring(0, 2);
        return two.charAt(0) == '7' || TWO_DIGITS.contains(two) || THREE_DIGITS_BEGIN.contains(two);
    }

    /** {@code (415) 555-2671}, {@code 415-555-2671} or {@code 415.555.2671}, also with a 1 before. */
    private static int northAmerican(String text, int start, int from) {
        if (!Around.mayBegin(text, start, from)) {
            return -1;
        }
        int place = start;
        if (at(text, place) == '1' && (at(text, place + 1) == '-' || at(text, place + 1) == '.')) {
            place += 2;
        }
        boolean bracket = at(text, place) == '(';
        int area = bracket ? place + 1 : place;
        int exchange = area + 3 + between(text, area + 3, bracket);
        char separator = at(text, exchange + 3);
        int end = exchange + 8;
        return exchange > area + 3
                        && group(text, area)
                        && group(text, exchange)
                        && (separator == '-' || separator == '.' || (bracket && separator == ' '))
                        && digits(text, exchange + 4, 5) == 4
                        && Around.mayEnd(text, end)
                ? end
                : -1;
    }

    private static boolean group(String text, int from) {
        return at(text, from) >= '2' && digits(text, from, 4) == 3;
    }

    /** How many characters stand between the area and the rest; 0 when they are none that may. */
    private static int between(String text, int from, boolean bracket) {
        char it = at(text, from);
        if (bracket) {
            return it != ')' ? 0 : at(text, from + 1) == ' ' ? 2 : 1;
        }
        return it == '-' || it == '.' ? 1 : 0;
    }

    /** A zero, a digit that is none, and groups with one separator between them. */
    private static int national(String text, int zero, int from) {
        if (at(text, zero + 1) < '1' || !Around.mayBegin(text, zero, from)) {
            return -1;
        }
        List<Integer> groups = new ArrayList<>();
        int place = zero;
        int count = 0;
        char later = 0;
        while (groups.size() < 6) {
            int length = digits(text, place, 9);
            groups.add(length);
            count += length;
            place += length;
            char separator = at(text, place);
            boolean first = groups.size() == 1 && (separator == '/' || separator == '-' || separator == ' ');
            boolean further =
                    groups.size() > 1 && (separator == '-' || separator == ' ') && (later == 0 || separator == later);
            if (!digitAt(text, place + 1) || !(first || further)) {
                break;
            }
            later = groups.size() > 1 ? separator : later;
            place++;
        }
        boolean shape = groups.size() > 1
                && groups.getFirst() <= 5
                && groups.stream().allMatch(it -> it >= 2 && it <= 8)
                && !date(groups);
        boolean ends = Around.mayEnd(text, place) && !(at(text, place) == ':' && digitAt(text, place + 1));
        return shape && ends && count >= 9 && count <= 12 ? place : -1;
    }

    private static boolean date(List<Integer> groups) {
        return groups.size() > 2 && groups.get(0) == 2 && groups.get(1) == 2 && groups.get(2) == 4;
    }

    private static Set<String> words(String codes) {
        return Stream.of(codes.split(" ", -1)).collect(Collectors.toUnmodifiableSet());
    }
}
