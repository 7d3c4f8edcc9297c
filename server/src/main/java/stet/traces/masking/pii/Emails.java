package stet.traces.masking.pii;

import static stet.traces.masking.pii.Around.at;

import org.jspecify.annotations.Nullable;

/** E-mail addresses: a local part, an at sign, and a domain whose last label is a word. */
final class Emails implements Finder {
    private static final int MOST_LOCAL = 64;
    private static final int MOST_DOMAIN = 255;
    private static final String LOCAL = "!#$%&'*+-/=?^_`{|}~.";

    @Override
    public @Nullable Found next(String text, int from) {
        for (int sign = text.indexOf('@', from); sign >= 0; sign = text.indexOf('@', sign + 1)) {
            int start = start(text, from, sign);
            int end = end(text, sign + 1);
            if (start < sign && end > sign) {
                return new Found(start, end);
            }
        }
        return null;
    }

    private static int start(String text, int from, int sign) {
        int start = sign;
        while (start > from && sign - start < MOST_LOCAL && local(text.charAt(start - 1))) {
            start--;
        }
        while (start < sign && !Character.isLetterOrDigit(text.charAt(start)) && text.charAt(start) != '_') {
            start++;
        }
        return start;
    }

    private static boolean local(char it) {
        return it < 128 ? Around.digit(it) || Around.letter(it) || LOCAL.indexOf(it) >= 0 : Character.isLetter(it);
    }

    /** Behind the longest domain that begins there; 0 when there is none. */
    private static int end(String text, int from) {
        int end = 0;
        int labels = 0;
        int place = from;
        while (place - from < MOST_DOMAIN) {
            int label = place;
            while (label(at(text, place)) && place - from < MOST_DOMAIN) {
                place++;
            }
            if (place == label || at(text, label) == '-') {
                return end;
            }
            labels++;
            if (labels > 1 && word(text, label, place)) {
                end = place;
            }
            if (at(text, place) != '.') {
                return end;
            }
            place++;
        }
        return end;
    }

    private static boolean label(char it) {
        return it == '-' || (it != '_' && Around.inWord(it));
    }

    private static boolean word(String text, int from, int to) {
        if (to - from < 2) {
            return false;
        }
        if (text.startsWith("xn--", from)) {
            return true;
        }
        for (int i = from; i < to; i++) {
            if (!Character.isLetter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
