package stet.evaluations.criteria;

import org.jspecify.annotations.Nullable;
import stet.evaluations.comparison.MetricComparison;
import stet.evaluations.comparison.MetricMean;

/**
 * Whether a run meets one criterion.
 *
 * @param criterion in words
 * @param reason why, with the figures
 * @param missing items without a value, for an error or because they are not done
 * @param comparison with the baseline, where the criterion is about one
 */
public record CriterionVerdict(
        String criterion,
        String metric,
        Outcome outcome,
        String reason,
        MetricMean measured,
        int missing,
        @Nullable MetricComparison comparison) {
    /** What came of a criterion. */
    public enum Outcome {
        PASS,
        FAIL,
        REGRESSION,
        INCONCLUSIVE
    }
}
