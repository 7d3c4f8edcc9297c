package stet.statistics.proportions;

import stet.statistics.Interval;

/** Newcombe's intervals for the difference of two shares, made of the Wilson interval of each. They never leave −1 to 1. */
public final class Newcombe {
    private Newcombe() {}

    /** The first share less the second, of different cases (his method 10 of 1998a). */
    public static Interval unpaired(Proportion first, Proportion second, double alpha) {
        return combined(first, second, 0, alpha);
    }

    /** The second share less the first, of the same cases (his method 10 of 1998b, which allows for their correlation). */
    public static Interval paired(PairedTable table, double alpha) {
        return combined(table.second(), table.first(), correlation(table), alpha);
    }

    private static Interval combined(Proportion of, Proportion less, double correlation, double alpha) {
        if (of.total() == 0 || less.total() == 0) {
            return new Interval(-1, 1);
        }
        double p1 = of.share();
        double p2 = less.share();
        var w1 = of.wilson(alpha);
        var w2 = less.wilson(alpha);
        double below = distance(p1 - w1.low(), w2.high() - p2, correlation);
        double above = distance(w1.high() - p1, p2 - w2.low(), correlation);
        return new Interval(p1 - p2 - below, p1 - p2 + above).within(-1, 1);
    }

    private static double distance(double a, double b, double correlation) {
        return Math.sqrt(Math.max(0, a * a - 2 * correlation * a * b + b * b));
    }

    /** Phi, drawn towards 0 by half a case when it is positive. */
    private static double correlation(PairedTable table) {
        double n = table.total();
        double passFirst = table.first().successes();
        double passSecond = table.second().successes();
        double scale = Math.sqrt(passFirst * (n - passFirst) * passSecond * (n - passSecond));
        if (scale == 0) {
            return 0;
        }
        double product = (double) table.both() * table.neither() - (double) table.onlyFirst() * table.onlySecond();
        double drawn = product > 0 ? Math.max(0, product - n / 2) : product;
        return drawn / scale;
    }
}
