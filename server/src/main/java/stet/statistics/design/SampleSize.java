package stet.statistics.design;

import stet.statistics.Alpha;
import stet.statistics.Normal;

/** How many cases a comparison on the same cases needs. */
public final class SampleSize {
    private SampleSize() {}

    /**
     * How much scores vary.
     *
     * @param betweenCases the variance of the true difference from case to case
     * @param withinFirst the variance of the first version's score on one case from run to run
     * @param withinSecond the same of the second
     * @param runsFirst runs of each case with the first version, averaged
     * @param runsSecond the same of the second
     */
    public record Spread(double betweenCases, double withinFirst, double withinSecond, int runsFirst, int runsSecond) {
        public Spread {
            if (!(betweenCases >= 0 && withinFirst >= 0 && withinSecond >= 0) || runsFirst < 1 || runsSecond < 1) {
                throw new IllegalArgumentException("variances are 0 or more, runs 1 or more");
            }
        }

        /** Scores that do not change from run to run. */
        public static Spread of(double betweenCases) {
            return new Spread(betweenCases, 0, 0, 1, 1);
        }

        double ofCase() {
            return betweenCases + withinFirst / runsFirst + withinSecond / runsSecond;
        }
    }

    /** Cases at which a true difference is noticed with the given power. */
    public static double paired(Spread spread, double difference, double alpha, double power) {
        double reach = Normal.reach(alpha) + Normal.quantile(Alpha.checked(power));
        return reach * reach * spread.ofCase() / (difference * difference);
    }

    /** The chance to notice a true difference with so many cases. */
    public static double power(Spread spread, double difference, double alpha, double cases) {
        return Normal.below(Math.abs(difference) * Math.sqrt(cases / spread.ofCase()) - Normal.reach(alpha));
    }

    /** The smallest true difference that so many cases notice with the given power. */
    public static double detectable(Spread spread, double alpha, double power, double cases) {
        return (Normal.reach(alpha) + Normal.quantile(Alpha.checked(power))) * Math.sqrt(spread.ofCase() / cases);
    }

    /** Cases for McNemar's test, given the shares of cases that pass with one version only. */
    public static double mcNemar(double onlyFirst, double onlySecond, double alpha, double power) {
        if (!(onlyFirst >= 0 && onlySecond >= 0 && onlyFirst + onlySecond <= 1)) {
            throw new IllegalArgumentException(onlyFirst + " and " + onlySecond + " are no shares of the same cases");
        }
        double changed = onlyFirst + onlySecond;
        double apart = onlyFirst - onlySecond;
        double reach = Normal.reach(alpha) * Math.sqrt(changed)
                + Normal.quantile(Alpha.checked(power)) * Math.sqrt(changed - apart * apart);
        return reach * reach / (apart * apart);
    }
}
