package stet.statistics.proportions;

import org.apache.commons.statistics.distribution.BetaDistribution;
import stet.statistics.Alpha;
import stet.statistics.Interval;
import stet.statistics.Normal;

/** How many of how many. */
public record Proportion(int successes, int total) {
    public Proportion {
        if (successes < 0 || total < successes) {
            throw new IllegalArgumentException(successes + " of " + total + " is no share");
        }
    }

    /** The observed share; not a number of none. */
    public double share() {
        return (double) successes / total;
    }

    /** Wilson's score interval; everything is possible while nothing is known. */
    public Interval wilson(double alpha) {
        double z = Normal.reach(alpha);
        if (total == 0) {
            return new Interval(0, 1);
        }
        double n = total;
        double p = share();
        double scale = 1 + z * z / n;
        double center = (p + z * z / (2 * n)) / scale;
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / scale;
        double low = successes == 0 ? 0 : center - half;
        double high = successes == total ? 1 : center + half;
        return new Interval(low, high);
    }

    /** The interval of Clopper and Pearson, which errs at most as often as it says and is wider for it. */
    public Interval clopperPearson(double alpha) {
        Alpha.checked(alpha);
        double low = successes == 0
                ? 0
                : BetaDistribution.of(successes, total - successes + 1.0).inverseCumulativeProbability(alpha / 2);
        double high = successes == total
                ? 1
                : BetaDistribution.of(successes + 1.0, total - successes).inverseSurvivalProbability(alpha / 2);
        return new Interval(low, high);
    }
}
