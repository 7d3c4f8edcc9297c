package stet.traces.masking.pii;

import org.jspecify.annotations.Nullable;

/** Private keys between their lines of dashes; one whose end is missing goes to the end of the text. */
final class PrivateKeys implements Finder {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final int LONGEST_LABEL = 60;

    @Override
    public @Nullable Found next(String text, int from) {
        for (int place = text.indexOf(BEGIN, from); place >= 0; place = text.indexOf(BEGIN, place + 1)) {
            int label = place + BEGIN.length();
            int labelEnd = text.indexOf(DASHES, label);
            if (labelEnd >= 0
                    && labelEnd - label <= LONGEST_LABEL
                    && text.substring(label, labelEnd).contains("PRIVATE KEY")) {
                return new Found(place, end(text, labelEnd + DASHES.length()));
            }
        }
        return null;
    }

    private static int end(String text, int from) {
        int last = text.indexOf(END, from);
        int dashes = last < 0 ? -1 : text.indexOf(DASHES, last + END.length());
        return dashes < 0 ? text.length() : dashes + DASHES.length();
    }
}
