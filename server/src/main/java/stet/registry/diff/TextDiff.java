package stet.registry.diff;

import java.util.ArrayList;
import java.util.List;
import stet.registry.diff.TextEdit.Op;

/** What is different between two texts, word by word. */
public final class TextDiff {
    private TextDiff() {}

    /** The pieces of both texts in order; those that are not insertions make up {@code before}, those not deletions {@code after}. */
    public static List<TextEdit> between(String before, String after) {
        var from = words(before);
        var to = words(after);
        int[] matched = Sequences.matches(from, to);
        var edits = new ArrayList<TextEdit>();
        int next = 0;
        int index = 0;
        while (index < to.size() || next < from.size()) {
            var deleted = new StringBuilder();
            var inserted = new StringBuilder();
            while (index < to.size() && matched[index] < 0) {
                inserted.append(to.get(index++));
            }
            int until = index < to.size() ? matched[index] : from.size();
            while (next < until) {
                deleted.append(from.get(next++));
            }
            add(edits, Op.DELETE, deleted);
            add(edits, Op.INSERT, inserted);
            var equal = new StringBuilder();
            while (index < to.size() && matched[index] == next) {
                equal.append(to.get(index++));
                next++;
            }
            add(edits, Op.EQUAL, equal);
        }
        return edits;
    }

    private static void add(List<TextEdit> edits, Op op, StringBuilder text) {
        if (!text.isEmpty()) {
            edits.add(new TextEdit(op, text.toString()));
        }
    }

    /** Words, runs of space, and every other character by itself. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        int start = 0;
        while (start < text.length()) {
            int first = text.codePointAt(start);
            int end = start + Character.charCount(first);
            int sort = sort(first);
            while (sort != 0 && end < text.length() && sort(text.codePointAt(end)) == sort) {
                end += Character.charCount(text.codePointAt(end));
            }
            words.add(text.substring(start, end));
            start = end;
        }
        return words;
    }

    private static int sort(int codePoint) {
        if (codePoint == '\n') {
            return 0;
        }
        if (Character.isWhitespace(codePoint)) {
            return 1;
        }
        return Character.isLetterOrDigit(codePoint)
                        || codePoint == '_'
                        || Character.getType(codePoint) == Character.NON_SPACING_MARK
                ? 2
                : 0;
    }
}
