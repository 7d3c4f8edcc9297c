package stet.evaluations.reports;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import stet.evaluations.criteria.CriterionVerdict.Outcome;

/** A report for a comment on a pull request; nothing that was answered can format it, mention anybody or link anywhere. */
record MarkdownReport(Report report) {
    private static final int MOST_CASES = 20;
    private static final int LONGEST = 300;
    private static final Pattern SPACE =
            Pattern.compile("[\\p{Cntrl}\\s\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+");
    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]|~$#]");

    String text() {
        var words = new Wording(report);
        var text = new StringBuilder();
        text.append("### ").append(mark(report.verdict().outcome())).append(' ').append(plain(words.headline()));
        text.append("\n\n").append(plain(words.subject())).append(". ").append(plain(words.counts()));
        text.append(".\n\n");
        table(
                text,
                List.of("criterion", "verdict", "why"),
                words.criteria().stream()
                        .map(it -> List.of(it.first(), Wording.word(it.outcome()), it.why()))
                        .toList());
        table(text, words.metricHeading(), words.metrics());
        var troubled = words.troubled(MOST_CASES);
        if (!troubled.isEmpty()) {
            text.append("<details><summary>Cases that did not pass</summary>\n\n");
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
            text.append("</details>\n");
        }
        return text.toString();
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case PASS -> "✅";
            case FAIL, REGRESSION -> "❌";
            case INCONCLUSIVE -> "❔";
        };
    }

    private static void table(StringBuilder text, List<String> heading, List<List<String>> rows) {
        text.append("| ").append(String.join(" | ", heading)).append(" |\n");
        text.append("|").append(" --- |".repeat(heading.size())).append('\n');
        for (var row : rows) {
            text.append("| ")
                    .append(row.stream().map(MarkdownReport::plain).collect(Collectors.joining(" | ")))
                    .append(" |\n");
        }
        text.append('\n');
    }

    static String plain(String given) {
        String cut = given.length() <= LONGEST ? given : given.substring(0, LONGEST - 1) + "…";
        String oneLine = SPACE.matcher(cut).replaceAll(" ");
        return SPECIAL.matcher(oneLine)
                .replaceAll("\\\\$0")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "@<!-- -->")
                .replace("://", ":<!-- -->//")
                .replace("www.", "www<!-- -->.");
    }
}
