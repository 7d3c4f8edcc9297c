package stet.evaluations.criteria;

import java.util.List;
import stet.evaluations.RunItem;
import stet.evaluations.comparison.Metric;
import stet.evaluations.comparison.MetricMean;
import stet.evaluations.criteria.Criteria.Judged;
import stet.evaluations.criteria.CriterionVerdict.Outcome;
import stet.statistics.Alpha;

/**
 * Whether a mean lies within limits. Items without a value are neither passes nor fails: where their values could decide it either way, it is not told.
 */
final class Limits {
    private Limits() {}

    static Judged judge(Criterion criterion, List<RunItem> items) {
        var metric = criterion.measured();
        var mean = MetricMean.of(metric, items, Alpha.USUAL);
        Double value = mean.mean();
        if (value == null) {
            return new Judged(
                    Outcome.INCONCLUSIVE, items.isEmpty() ? "no case is meant" : "no case has a value for it");
        }
        long missing = items.stream().filter(it -> metric.of(it).isEmpty()).count();
        var range = mean.interval();
        String figures = Figures.of(value)
                + (range == null ? "" : " (" + Figures.of(range) + ")")
                + ", n = " + mean.cases()
                + (missing == 0 ? "" : ", " + missing + " without a value");
        if (!metric.isBounded() || missing == 0) {
            return decided(holds(criterion, value), figures);
        }
        boolean atWorst = holds(criterion, filled(metric, items, 0));
        boolean atBest = holds(criterion, filled(metric, items, 1));
        return atWorst == atBest && atWorst == holds(criterion, value)
                ? decided(atWorst, figures)
                : new Judged(Outcome.INCONCLUSIVE, figures + ", which could decide it either way");
    }

    private static Judged decided(boolean holds, String figures) {
        return new Judged(holds ? Outcome.PASS : Outcome.FAIL, figures);
    }

    private static boolean holds(Criterion criterion, double value) {
        Double min = criterion.min();
        Double max = criterion.max();
        return (min == null || value >= min) && (max == null || value <= max);
    }

    /** The mean, were every missing value this one. */
    private static double filled(Metric metric, List<RunItem> items, double with) {
        double sum = 0;
        double weights = 0;
        for (var item : items) {
            sum += item.weight() * metric.of(item).orElse(with);
            weights += item.weight();
        }
        return sum / weights;
    }
}
