package stet.evaluations.reports;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.evaluations.comparison.Comparison;
import stet.evaluations.comparison.MetricComparison;
import stet.evaluations.comparison.Standing;
import stet.evaluations.criteria.CriterionVerdict.Outcome;
import stet.evaluations.criteria.Figures;

/** A report as one page that needs nothing else, light or dark as its reader's system is; no script runs in it. */
record HtmlReport(Report report) {
    private static final int MOST_CASES = 200;
    private static final String STYLE = """
            :root { color-scheme: light dark; --line: #d8dce2; --quiet: #5c6570; --good: #1a7f4b; --bad: #b3261e; --unsure: #8a6100; --panel: #f5f6f8; }
            @media (prefers-color-scheme: dark) { :root { --line: #3a4048; --quiet: #a0a8b2; --good: #5fd39a; --bad: #ff8a80; --unsure: #e6b84a; --panel: #22262b; } }
            body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
            p.quiet, .quiet { color: var(--quiet); margin: .25rem 0; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
            th { text-align: left; font-weight: 600; color: var(--quiet); } th, td { padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
            .good { color: var(--good); } .bad { color: var(--bad); } .unsure { color: var(--unsure); }
            svg { display: block; width: 14rem; height: 1.25rem; } .axis { stroke: var(--line); } .range { stroke: currentColor; stroke-width: 2; } .dot { fill: currentColor; }
            details { border-bottom: 1px solid var(--line); padding: .4rem 0; } summary { cursor: pointer; }
            .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; } pre { background: var(--panel); padding: .75rem; margin: .5rem 0; white-space: pre-wrap; overflow-wrap: anywhere; border-radius: 4px; }
            """;

    String text() {
        var words = new Wording(report);
        var text = new StringBuilder();
        text.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        text.append(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        text.append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
        text.append(escaped(words.headline()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        text.append("<h1 class=\"").append(tone(report.verdict().outcome())).append("\">");
        text.append(escaped(words.headline()))
                .append("</h1>\n<p class=\"quiet\">")
                .append(escaped(words.subject()));
        text.append("<br>").append(escaped(words.counts())).append("</p>\n");
        criteria(text, words);
        metrics(text, words);
        cases(text, words);
        return text.append("</body>\n</html>\n").toString();
    }

    private static void criteria(StringBuilder text, Wording words) {
        text.append("<h2>Criteria</h2>\n<table>\n").append(row("th", List.of("criterion", "verdict", "why")));
        for (var it : words.criteria()) {
            text.append("<tr><td>")
                    .append(escaped(it.first()))
                    .append("</td><td class=\"")
                    .append(tone(it.outcome()));
            text.append("\">")
                    .append(Wording.word(it.outcome()))
                    .append("</td><td>")
                    .append(escaped(it.why()));
            text.append("</td></tr>\n");
        }
        text.append("</table>\n");
    }

    private void metrics(StringBuilder text, Wording words) {
        text.append("<h2>Metrics</h2>\n<table>\n").append(row("th", words.metricHeading()));
        words.metrics().forEach(it -> text.append(row("td", it)));
        text.append("</table>\n");
        var comparison = report.comparison();
        if (comparison != null) {
            text.append("<h2>Differences</h2>\n<table>\n");
            comparison.metrics().forEach(it -> plot(text, it));
            text.append(
                    "</table>\n<p class=\"quiet\">Candidate less baseline, with 95 % intervals; the middle line is no difference, each row has its own scale.</p>\n");
            slices(text, comparison);
        }
    }

    private static void plot(StringBuilder text, MetricComparison it) {
        var range = it.interval();
        Double difference = it.difference();
        if (range == null || difference == null) {
            return;
        }
        double reach = Math.max(Math.max(Math.abs(range.low()), Math.abs(range.high())), it.margin());
        text.append("<tr><td>")
                .append(escaped(it.metric()))
                .append("</td><td class=\"")
                .append(tone(it.standing()));
        text.append("\"><svg viewBox=\"0 0 200 16\" role=\"img\" aria-label=\"").append(escaped(Wording.standing(it)));
        text.append("\"><line class=\"axis\" x1=\"100\" y1=\"0\" x2=\"100\" y2=\"16\"/><line class=\"range\" x1=\"");
        text.append(place(range.low(), reach)).append("\" y1=\"8\" x2=\"").append(place(range.high(), reach));
        text.append("\" y2=\"8\"/><circle class=\"dot\" cx=\"").append(place(difference, reach));
        text.append("\" cy=\"8\" r=\"4\"/></svg></td><td>")
                .append(escaped(Wording.standing(it)))
                .append("</td></tr>\n");
    }

    private static String place(double value, double reach) {
        return String.format(Locale.ROOT, "%.1f", reach == 0 ? 100 : 100 + 92 * value / reach);
    }

    private static void slices(StringBuilder text, Comparison of) {
        if (of.slices().isEmpty()) {
            return;
        }
        text.append("<h2>Slices, by pass</h2>\n<table>\n");
        text.append(row("th", List.of("slice", "difference", "interval", "cases", "verdict")));
        for (var slice : of.slices()) {
            var pass = slice.pass();
            var range = pass.interval();
            Double difference = pass.difference();
            text.append(row(
                    "td",
                    List.of(
                            slice.kind() + " " + slice.name(),
                            difference == null ? "–" : Figures.change(difference),
                            range == null ? "–" : Figures.of(range),
                            "" + pass.pairs(),
                            Wording.standing(pass))));
        }
        text.append("</table>\n");
    }

    private static void cases(StringBuilder text, Wording words) {
        var shown = words.troubled(MOST_CASES);
        if (shown.isEmpty()) {
            return;
        }
        text.append("<h2>Cases that did not pass</h2>\n");
        for (var it : shown) {
            text.append("<details><summary>").append(escaped(it.name())).append(" <span class=\"bad\">");
            text.append(
                    it.change() == null
                            ? Objects.toString(it.verdict(), "pending").toLowerCase(Locale.ROOT)
                            : Wording.word(it.change()));
            text.append("</span> <span class=\"quiet\">")
                    .append(escaped(it.reasons()))
                    .append("</span></summary>\n<div class=\"pair\">");
            output(text, "Baseline", it.baselineOutput());
            output(text, "Candidate", it.output());
            text.append("</div></details>\n");
        }
    }

    private static void output(StringBuilder text, String whose, @Nullable String output) {
        text.append("<div><p class=\"quiet\">").append(whose).append("</p><pre>");
        text.append(output == null ? "–" : escaped(output)).append("</pre></div>");
    }

    private static String row(String cell, List<String> texts) {
        return texts.stream()
                .map(it -> "<" + cell + ">" + escaped(it) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }

    private static String tone(Standing standing) {
        return switch (standing) {
            case REGRESSION -> "bad";
            case NON_INFERIOR, BETTER -> "good";
            case INCONCLUSIVE -> "unsure";
        };
    }

    private static String tone(Outcome outcome) {
        return switch (outcome) {
            case REGRESSION, FAIL -> "bad";
            case PASS -> "good";
            case INCONCLUSIVE -> "unsure";
        };
    }

    private static String escaped(String given) {
        return JunitReport.escaped(given).replace("'", "&#39;").replace("\u202e", "\ufffd");
    }
}
