package stet.evaluations.comparison;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.evaluations.RunItem;
import stet.evaluations.comparison.CaseValues.Values;
import stet.statistics.Clusters;
import stet.statistics.Interval;
import stet.statistics.paired.PairedT;
import stet.statistics.proportions.Proportion;

/**
 * A mean over cases.
 *
 * @param cases that have a value; repetitions are averaged first
 * @param interval where the mean lies with the confidence asked for; absent of fewer than two cases that are no matter of yes or no
 */
public record MetricMean(
        int cases, @Nullable Double mean, @Nullable Interval interval) {
    /** Of a run's items. */
    public static MetricMean of(Metric metric, List<RunItem> items, double alpha) {
        return of(metric, CaseValues.of(metric, items).of().values(), alpha);
    }

    static MetricMean of(Metric metric, Collection<Values> cases, double alpha) {
        if (cases.isEmpty()) {
            return new MetricMean(0, null, null);
        }
        double[] means = cases.stream().mapToDouble(Values::mean).toArray();
        double[] weights = cases.stream().mapToDouble(Values::weight).toArray();
        double mean = Weighted.mean(means, weights);
        boolean plain = cases.stream().allMatch(it -> it.each().size() == 1) && Weighted.isEqual(weights);
        if (metric.isShare() && plain) {
            int passes = (int) cases.stream().filter(it -> it.mean() == 1).count();
            return new MetricMean(means.length, mean, new Proportion(passes, means.length).wilson(alpha));
        }
        if (means.length < 2) {
            return new MetricMean(means.length, mean, null);
        }
        var range =
                PairedT.of(Clusters.single(Weighted.influences(means, weights))).interval(alpha);
        return new MetricMean(
                means.length,
                mean,
                metric.isBounded() ? range.within(0, 1) : range.within(0, Double.POSITIVE_INFINITY));
    }
}
