package stet.statistics.design;

import java.util.OptionalInt;
import stet.statistics.Alpha;
import stet.statistics.Interval;
import stet.statistics.Normal;

/** Whether the second version may take the place of the first, given a difference where more is better. */
public sealed interface Verdict {
    /** Two points of a hundred. */
    double USUAL_MARGIN = 0.02;

    double USUAL_POWER = 0.8;

    /** Fewer groups of cases than this say nothing while their differences are all the same. */
    int LEAST_GROUPS = 30;

    /** It is worse by more than the margin. */
    record Regression() implements Verdict {}

    /**
     * It is not worse by more than the margin.
     *
     * @param better it is even better than the first
     */
    record NonInferior(boolean better) implements Verdict {}

    /**
     * These cases cannot tell.
     *
     * @param casesNeeded how many more would, if the difference seen is the true one; absent where no reachable number would
     */
    record Inconclusive(OptionalInt casesNeeded) implements Verdict {}

    /**
     * What was seen.
     *
     * @param interval of the difference, two-sided with error alpha
     * @param groups of cases, or cases where each stands alone
     */
    record Seen(double difference, double standardError, Interval interval, int groups) {}

    /** How sure one wants to be. */
    record Demand(double margin, double alpha, double power) {
        public static final Demand USUAL = new Demand(USUAL_MARGIN, Alpha.USUAL, USUAL_POWER);
        private static final double MOST_CASES = 10_000_000;

        public Demand {
            Alpha.checked(alpha);
            Alpha.checked(power);
            if (!(margin >= 0)) {
                throw new IllegalArgumentException("a margin is 0 or more, not " + margin);
            }
        }

        /** Judges by where the interval lies. */
        public Verdict of(Seen seen) {
            boolean enough = seen.groups() >= LEAST_GROUPS || seen.standardError() > 0;
            if (enough && seen.interval().high() < -margin) {
                return new Regression();
            }
            if (enough && seen.interval().low() > -margin) {
                return new NonInferior(seen.interval().low() > 0);
            }
            return new Inconclusive(needed(seen));
        }

        private OptionalInt needed(Seen seen) {
            if (seen.standardError() == 0) {
                return OptionalInt.of(Math.max(1, LEAST_GROUPS - seen.groups()));
            }
            double distance = seen.difference() + margin;
            double variance = seen.standardError() * seen.standardError() * seen.groups();
            double reach = Normal.reach(alpha) + Normal.quantile(power);
            double all = reach * reach * variance / (distance * distance);
            return all <= MOST_CASES
                    ? OptionalInt.of(Math.max(1, (int) Math.ceil(all) - seen.groups()))
                    : OptionalInt.empty();
        }
    }
}
