package stet.traces.masking;

import java.util.regex.Pattern;

/** Keeps a pattern's compiled form small: each counted repetition multiplies what it repeats. */
final class Repetitions {
    private static final Pattern COUNTED = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");
    private static final long MOST = 100_000;

    private Repetitions() {}

    static void check(String pattern) {
        long product = 1;
        var counted = COUNTED.matcher(pattern);
        while (counted.find()) {
            String upTo = counted.group(2) == null || counted.group(2).isEmpty() ? counted.group(1) : counted.group(2);
            product *= Math.max(1, Long.parseLong(upTo));
            if (product > MOST) {
                throw new IllegalArgumentException("pattern repeats too much: its counts, such as {" + counted.group(1)
                        + "}, multiply to more than " + MOST);
            }
        }
    }
}
