package stet.traces.masking.pii;

/** Looks at the characters of a text without falling off its ends. */
final class Around {
    private Around() {}

    /** A character, or NUL before the text and behind it. */
    static char at(String text, int place) {
        return place < 0 || place >= text.length() ? 0 : text.charAt(place);
    }

    /** The character before a place; NUL at {@code from}, where looking began. */
    static char before(String text, int place, int from) {
        return place <= from ? 0 : at(text, place - 1);
    }

    static boolean digit(char it) {
        return it >= '0' && it <= '9';
    }

    static boolean digitAt(String text, int place) {
        return digit(at(text, place));
    }

    static boolean letter(char it) {
        return (it >= 'a' && it <= 'z') || (it >= 'A' && it <= 'Z');
    }

    /** Whether the character belongs to a word, an identifier or a number. */
    static boolean inWord(char it) {
        return digit(it) || it == '_' || (it < 128 ? letter(it) : Character.isLetterOrDigit(it));
    }

    /** How many digits stand there, counted no further than to {@code most}. */
    static int digits(String text, int from, int most) {
        int count = 0;
        while (count < most && digitAt(text, from + count)) {
            count++;
        }
        return count;
    }

    /** Whether a number may begin there: it is not the end of a word, of a decimal or of a chain of numbers. */
    static boolean mayBegin(String text, int place, int from) {
        char before = before(text, place, from);
        return !inWord(before) && !((before == '.' || before == '-') && digit(before(text, place - 1, from)));
    }

    /** Whether a number may end there: no word goes on, and no decimal or chain. */
    static boolean mayEnd(String text, int to) {
        char behind = at(text, to);
        return !inWord(behind)
                && !(behind == '.' && digitAt(text, to + 1))
                && !(behind == '-' && inWord(at(text, to + 1)));
    }
}
