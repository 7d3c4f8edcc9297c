package stet.traces.masking.pii;

import static stet.traces.masking.pii.Around.at;
import static stet.traces.masking.pii.Around.digits;

import org.jspecify.annotations.Nullable;

/** Social security numbers of the United States, in their three groups and of parts that are issued. */
final class SocialSecurityNumbers implements Finder {
    private static final int LENGTH = 11;

    @Override
    public @Nullable Found next(String text, int from) {
        int place = from;
        while (place + LENGTH <= text.length()) {
            int run = digits(text, place, 4);
            if (run == 3 && Around.mayBegin(text, place, from) && isOne(text, place)) {
                return new Found(place, place + LENGTH);
            }
            place += run == 4 ? digits(text, place, text.length()) : Math.max(1, run);
        }
        return null;
    }

    private static boolean isOne(String text, int from) {
        char separator = at(text, from + 3);
        if ((separator != '-' && separator != ' ')
                || at(text, from + 6) != separator
                || digits(text, from + 4, 3) != 2
                || digits(text, from + 7, 5) != 4
                || !Around.mayEnd(text, from + LENGTH)) {
            return false;
        }
        String area = text.substring(from, from + 3);
        return !area.equals("000")
                && !area.equals("666")
                && area.charAt(0) != '9'
                && !text.startsWith("00", from + 4)
                && !text.startsWith("0000", from + 7);
    }
}
