package stet.evaluations.comparison;

import org.jspecify.annotations.Nullable;
import stet.statistics.Interval;

/**
 * One metric of two runs, over the cases that both have it of.
 *
 * @param pairs cases with a value in both runs
 * @param difference the candidate's mean less the baseline's
 * @param interval of the difference: Newcombe's of shares seen once, else of Student's t over cases
 * @param bootstrap the same by resampling cases (BCa); absent of shares seen once
 * @param test what {@code p} is of
 * @param p the chance of such a difference, or a larger one, between equal versions; two-sided
 * @param adjustedP the same for gate metrics, adjusted for how many there are (Holm)
 * @param wilcoxonP by ranks alone
 * @param regressionP the chance of such a difference between versions that are the margin apart; two-sided
 * @param casesNeeded how many more cases would tell, were the difference seen the true one
 * @param detectable the smallest true difference that so many cases notice with a power of 0.8
 * @param withinCase the variance from repetition to repetition, mean of both runs; absent without repetitions
 */
public record MetricComparison(
        String metric,
        boolean moreIsBetter,
        int pairs,
        MetricMean baseline,
        MetricMean candidate,
        @Nullable Double difference,
        @Nullable Interval interval,
        @Nullable Interval bootstrap,
        @Nullable String test,
        @Nullable Double p,
        @Nullable Double adjustedP,
        @Nullable Double wilcoxonP,
        @Nullable Double regressionP,
        double margin,
        double alpha,
        Standing standing,
        @Nullable Integer casesNeeded,
        @Nullable Double detectable,
        @Nullable Double withinCase) {
    MetricComparison adjusted(double holm) {
        return with(holm, standing);
    }

    /** A regression that would not stand among the others looked at, as far as {@code holm} says, is not claimed. */
    public MetricComparison claimedAt(double holm) {
        return with(adjustedP, standing == Standing.REGRESSION && holm > alpha ? Standing.INCONCLUSIVE : standing);
    }

    private MetricComparison with(@Nullable Double otherP, Standing otherStanding) {
        return new MetricComparison(
                metric,
                moreIsBetter,
                pairs,
                baseline,
                candidate,
                difference,
                interval,
                bootstrap,
                test,
                p,
                otherP,
                wilcoxonP,
                regressionP,
                margin,
                alpha,
                otherStanding,
                casesNeeded,
                detectable,
                withinCase);
    }
}
