package stet.evaluations.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A report for a terminal. */
record TableReport(Report report) {
    private static final int MOST_CASES = 20;
    private static final int WIDEST = 100;

    /** What could steer a terminal or turn the direction of writing. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]");

    String text() {
        var words = new Wording(report);
        var text = new StringBuilder();
        text.append(plain(words.headline())).append('\n');
        text.append(plain(words.subject())).append('\n');
        text.append(plain(words.counts())).append("\n\n");
        var criteria = words.criteria().stream()
                .map(it -> List.of(it.first(), Wording.word(it.outcome()), it.why()))
                .toList();
        table(text, List.of("criterion", "verdict", "why"), criteria);
        table(text, words.metricHeading(), words.metrics());
        var troubled = words.troubled(MOST_CASES);
        if (!troubled.isEmpty()) {
            table(
                    text,
                    List.of("case", "verdict", "change", "why"),
                    troubled.stream()
                            .map(it -> List.of(
                                    it.name(),
                                    it.verdict() == null ? "pending" : Wording.word(it.verdict()),
                                    it.change() == null ? "–" : Wording.word(it.change()),
                                    it.reasons()))
                            .toList());
        }
        return text.toString();
    }

    private static void table(StringBuilder text, List<String> heading, List<List<String>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(heading.stream().map(it -> it.toUpperCase(Locale.ROOT)).toList());
        rows.forEach(row -> all.add(row.stream().map(TableReport::plain).toList()));
        int[] widths = new int[heading.size()];
        for (var row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (var row : all) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        text.append('\n');
    }

    private static String plain(String given) {
        String text = UNSAFE.matcher(given).replaceAll(" ");
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }
}
