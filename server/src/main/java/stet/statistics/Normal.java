package stet.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The standard normal distribution. */
public final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    private Normal() {}

    /** The share below {@code z}. */
    public static double below(double z) {
        return STANDARD.cumulativeProbability(z);
    }

    /** The value with this share below it. */
    public static double quantile(double share) {
        return STANDARD.inverseCumulativeProbability(share);
    }

    /** The chance of a value at least as far from 0 as {@code z}, on either side. */
    public static double twoSided(double z) {
        return Math.min(1, 2 * STANDARD.survivalProbability(Math.abs(z)));
    }

    /** How many standard errors a two-sided interval with error {@code alpha} reaches to each side. */
    public static double reach(double alpha) {
        return STANDARD.inverseSurvivalProbability(Alpha.checked(alpha) / 2);
    }
}
