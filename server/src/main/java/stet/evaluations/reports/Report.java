package stet.evaluations.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.evaluations.RunItem;
import stet.evaluations.comparison.CaseComparison;
import stet.evaluations.comparison.Comparison;
import stet.evaluations.comparison.MetricMean;
import stet.evaluations.comparison.Options;
import stet.evaluations.criteria.Criteria;
import stet.evaluations.criteria.RunVerdict;

/**
 * What came of a run.
 *
 * @param run its name
 * @param baseline the name of the run it is compared with
 * @param metrics of the run alone, over all its cases
 * @param cases the most harmed or worst first
 */
public record Report(
        String title,
        String run,
        @Nullable String baseline,
        RunVerdict verdict,
        List<MeasuredMetric> metrics,
        @Nullable Comparison comparison,
        List<ReportedCase> cases) {
    /** A metric of the run alone. */
    public record MeasuredMetric(String metric, MetricMean mean) {}

    /** A run by its name. */
    public record NamedRun(String name, List<RunItem> items) {}

    public static Report of(String title, NamedRun run, @Nullable NamedRun baseline, Criteria criteria) {
        @Nullable List<RunItem> before = baseline == null ? null : baseline.items();
        String beside = baseline == null ? "" : baseline.name();
        var options = Options.of(beside, run.name());
        var comparison = before == null ? null : Comparison.of(before, run.items(), options);
        return new Report(
                title,
                run.name(),
                baseline == null ? null : beside,
                criteria.judge(run.items(), before, options.seed()),
                SuiteHistoryRow.measured(run.items()),
                comparison,
                cases(run.items(), before == null ? List.of() : before, comparison));
    }

    private static List<ReportedCase> cases(
            List<RunItem> items, List<RunItem> baseline, @Nullable Comparison comparison) {
        var order = new HashMap<String, Integer>();
        var changes = new HashMap<String, CaseComparison.Change>();
        for (var one : comparison == null ? List.<CaseComparison>of() : comparison.cases()) {
            order.put(one.caseId(), order.size());
            changes.put(one.caseId(), one.change());
        }
        Map<String, RunItem> before = new HashMap<>();
        baseline.forEach(it -> before.putIfAbsent(ReportedCase.key(it), it));
        var cases = new ArrayList<ReportedCase>();
        for (var item : items) {
            cases.add(ReportedCase.of(item, before.get(ReportedCase.key(item)), changes.get(item.caseId())));
        }
        cases.sort(Comparator.comparingInt((ReportedCase it) -> order.getOrDefault(it.caseId(), order.size()))
                .thenComparingInt(ReportedCase::rank));
        return List.copyOf(cases);
    }
}
