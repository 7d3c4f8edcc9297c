package stet.evaluations.reports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.evaluations.Run;
import stet.evaluations.RunItem;
import stet.evaluations.comparison.Metric;
import stet.evaluations.comparison.MetricMean;
import stet.evaluations.reports.Report.MeasuredMetric;
import stet.statistics.Alpha;

/**
 * A finished run of a suite, by its figures.
 *
 * @param target what was asked, such as {@code answer@3}
 */
record SuiteHistoryRow(
        String runId,
        @Nullable String name,
        @Nullable Integer suiteVersion,
        String target,
        @Nullable String targetDigest,
        @Nullable Integer datasetVersion,
        @Nullable String datasetDigest,
        Instant createdAt,
        List<MeasuredMetric> metrics) {
    static SuiteHistoryRow of(Run run, List<RunItem> items) {
        return new SuiteHistoryRow(
                run.id().toString(),
                run.name(),
                run.suiteVersion(),
                run.pins().target(),
                run.pins().targetDigest(),
                run.pins().datasetVersion(),
                run.pins().datasetDigest(),
                run.createdAt(),
                measured(items));
    }

    static List<MeasuredMetric> measured(List<RunItem> items) {
        return Metric.in(items.stream()).stream()
                .map(it -> new MeasuredMetric(it.name(), MetricMean.of(it, items, Alpha.USUAL)))
                .filter(it -> it.mean().cases() > 0)
                .toList();
    }
}
