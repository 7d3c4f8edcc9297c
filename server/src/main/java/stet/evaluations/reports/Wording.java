package stet.evaluations.reports;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stet.evaluations.ItemScore.Verdict;
import stet.evaluations.comparison.MetricComparison;
import stet.evaluations.comparison.MetricMean;
import stet.evaluations.comparison.Standing;
import stet.evaluations.criteria.CriterionVerdict.Outcome;
import stet.evaluations.criteria.Figures;

/** What all forms of a report say alike. */
record Wording(Report report) {
    /** A line of a table, not yet escaped. */
    record Row(String first, Outcome outcome, String why) {}

    String headline() {
        String verdict = switch (report.verdict().outcome()) {
            case PASS -> "Passed";
            case FAIL -> "Failed";
            case REGRESSION -> "Regression";
            case INCONCLUSIVE -> "Inconclusive";
        };
        return verdict + ": " + report.title();
    }

    String subject() {
        return report.baseline() == null ? report.run() : report.run() + " against " + report.baseline();
    }

    List<Row> criteria() {
        return Stream.concat(
                        report.verdict().criteria().stream()
                                .map(it -> new Row(it.criterion(), it.outcome(), it.reason())),
                        report.verdict().mustPass().stream()
                                .map(it -> new Row("case " + it.caseId(), it.outcome(), it.reason())))
                .toList();
    }

    List<String> metricHeading() {
        return report.comparison() == null
                ? List.of("metric", "mean", "interval", "cases")
                : List.of("metric", "baseline", "candidate", "difference", "interval", "cases", "verdict");
    }

    List<List<String>> metrics() {
        var comparison = report.comparison();
        return comparison == null
                ? report.metrics().stream()
                        .map(it -> List.of(
                                it.metric(),
                                mean(it.mean()),
                                interval(it.mean()),
                                "" + it.mean().cases()))
                        .toList()
                : comparison.metrics().stream().map(this::compared).toList();
    }

    private List<String> compared(MetricComparison it) {
        Double difference = it.difference();
        var range = it.interval();
        return List.of(
                it.metric(),
                mean(it.baseline()),
                mean(it.candidate()),
                difference == null ? "–" : Figures.change(difference),
                range == null ? "–" : Figures.of(range),
                "" + it.pairs(),
                standing(it));
    }

    static String standing(MetricComparison it) {
        Integer needed = it.casesNeeded();
        return it.standing() == Standing.INCONCLUSIVE && needed != null
                ? "inconclusive, " + needed + " more cases needed"
                : word(it.standing());
    }

    /** Counts in one sentence. */
    String counts() {
        var verdicts = report.cases().stream()
                .collect(Collectors.groupingBy(it -> Objects.toString(it.verdict(), "PENDING"), Collectors.counting()));
        String text = report.cases().size() + " items: "
                + Stream.of(Verdict.PASS.name(), Verdict.FAIL.name(), Verdict.ERROR.name(), "PENDING")
                        .filter(verdicts::containsKey)
                        .map(it -> verdicts.get(it) + " " + it.toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        var comparison = report.comparison();
        if (comparison == null) {
            return text;
        }
        String changes = comparison.changes().entrySet().stream()
                .map(it -> it.getValue() + " " + word(it.getKey()))
                .collect(Collectors.joining(", "));
        int alone =
                comparison.onlyBaseline().size() + comparison.onlyCandidate().size();
        return text + "; " + comparison.shared() + " cases in both runs"
                + (changes.isEmpty() ? "" : ": " + changes)
                + (alone == 0 ? "" : "; " + alone + " cases in one run only");
    }

    /** Those worth reading. */
    List<ReportedCase> troubled(int most) {
        return report.cases().stream()
                .filter(it -> it.verdict() != Verdict.PASS)
                .limit(most)
                .toList();
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String mean(MetricMean of) {
        Double mean = of.mean();
        return mean == null ? "–" : Figures.of(mean);
    }

    private static String interval(MetricMean of) {
        var range = of.interval();
        return range == null ? "–" : Figures.of(range);
    }
}
