package stet.statistics.proportions;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * McNemar's test: whether cases that changed did so in one direction more than chance would.
 *
 * @param exact two-sided, conditional on how many changed
 * @param midP the same with half of the observed outcome's own chance: less cautious, closer to the level it states. The one to use.
 * @param chiSquared the statistic of the approximation, not corrected
 */
public record McNemar(double exact, double midP, double chiSquared) {
    private static final ChiSquaredDistribution ONE_DEGREE = ChiSquaredDistribution.of(1);

    public static McNemar of(PairedTable table) {
        return of(table.onlyFirst(), table.onlySecond());
    }

    /** Of the cases that pass with one version only. */
    public static McNemar of(int onlyFirst, int onlySecond) {
        int changed = onlyFirst + onlySecond;
        if (changed == 0) {
            return new McNemar(1, 1, 0);
        }
        int smaller = Math.min(onlyFirst, onlySecond);
        var even = BinomialDistribution.of(changed, 0.5);
        double twice = 2 * even.cumulativeProbability(smaller);
        double apart = onlyFirst - onlySecond;
        return new McNemar(Math.min(1, twice), Math.min(1, twice - even.probability(smaller)), apart * apart / changed);
    }

    /** The p-value of the approximation. */
    public double asymptotic() {
        return ONE_DEGREE.survivalProbability(chiSquared);
    }

    /** Edwards' continuity correction of the approximation. */
    public static double corrected(int onlyFirst, int onlySecond) {
        int changed = onlyFirst + onlySecond;
        double apart = Math.max(0, Math.abs(onlyFirst - onlySecond) - 1);
        return changed == 0 ? 1 : ONE_DEGREE.survivalProbability(apart * apart / changed);
    }
}
