package stet.traces.masking.pii;

import static stet.traces.masking.pii.Around.at;
import static stet.traces.masking.pii.Around.digit;
import static stet.traces.masking.pii.Around.digits;

import org.jspecify.annotations.Nullable;

/** Addresses such as {@code 203.0.113.7}; a version of a program, as in {@code Chrome/120.0.0.0} or {@code v1.2.3.4}, is none. */
final class Ipv4Addresses implements Finder {
    @Override
    public @Nullable Found next(String text, int from) {
        int place = from;
        while (place < text.length()) {
            if (!digit(text.charAt(place))) {
                place++;
                continue;
            }
            int end = end(text, place);
            if (end > 0
                    && Around.mayBegin(text, place, from)
                    && !ofProgram(text, place, from)
                    && Around.mayEnd(text, end)) {
                return new Found(place, end);
            }
            place += digits(text, place, text.length());
        }
        return null;
    }

    private static boolean ofProgram(String text, int place, int from) {
        return Around.before(text, place, from) == '/' && Around.inWord(Around.before(text, place - 1, from));
    }

    /** Behind four numbers up to 255 with dots between them; -1 when there are none. */
    static int end(String text, int from) {
        int place = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && at(text, place++) != '.') {
                return -1;
            }
            int length = digits(text, place, 4);
            if (length == 0
                    || length > 3
                    || (length > 1 && at(text, place) == '0')
                    || Integer.parseInt(text, place, place + length, 10) > 255) {
                return -1;
            }
            place += length;
        }
        return place;
    }
}
