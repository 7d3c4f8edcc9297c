package stet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, which is also readable as it is. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        rows.add(List.of(header));
    }

    /** Adds a row; numbers are shown with about three digits, unknown ones as a dash. */
    public void row(Object... cells) {
        var row = new ArrayList<String>();
        for (Object cell : cells) {
            row.add(cell instanceof Number number ? shown(number.doubleValue()) : cell.toString());
        }
        rows.add(row);
    }

    static String shown(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        int decimals = size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    @Override
    public String toString() {
        int[] widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < widths.length; i++) {
                text.append(i == 0 ? "| " : " | ").append(padded(rows.get(r).get(i), widths[i], i == 0));
            }
            text.append(" |\n");
            if (r == 0) {
                for (int i = 0; i < widths.length; i++) {
                    text.append("|-").append("-".repeat(widths[i])).append(i == 0 ? '-' : ':');
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private static String padded(String cell, int width, boolean left) {
        String space = " ".repeat(width - cell.length());
        return left ? cell + space : space + cell;
    }
}
