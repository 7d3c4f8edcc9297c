package stet.prompts.templates;

import java.util.Arrays;

/** Where the lines of a text begin, to find many places in it. */
public final class Lines {
    private final int[] starts;

    public Lines(String text) {
        starts = new int[1 + (int) text.chars().filter(it -> it == '\n').count()];
        int line = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            starts[++line] = i + 1;
        }
    }

    public Place at(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Place(line + 1, offset - starts[line] + 1);
    }
}
