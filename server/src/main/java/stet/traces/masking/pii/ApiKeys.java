package stet.traces.masking.pii;

import static stet.traces.masking.pii.Around.at;

import org.jspecify.annotations.Nullable;

/**
 * Keys that their vendor begins with a word of its own.
 *
 * @param begins that word
 * @param least how many characters of a key's alphabet follow it at least, a digit among them
 */
record ApiKeys(String begins, int least) implements Finder {
    @Override
    public @Nullable Found next(String text, int from) {
        int place = text.indexOf(begins, from);
        while (place >= 0) {
            if (Around.inWord(Around.before(text, place, from))) {
                place = text.indexOf(begins, place + 1);
                continue;
            }
            int behind = place + begins.length();
            boolean digit = false;
            while (ofKey(at(text, behind))) {
                digit |= Around.digitAt(text, behind);
                behind++;
            }
            int end = behind;
            while (end > place && !Around.inWord(at(text, end - 1))) {
                end--;
            }
            if (digit && end - place - begins.length() >= least) {
                return new Found(place, end);
            }
            place = text.indexOf(begins, behind);
        }
        return null;
    }

    private static boolean ofKey(char it) {
        return it < 128 && (Around.inWord(it) || it == '-' || it == '.');
    }
}
