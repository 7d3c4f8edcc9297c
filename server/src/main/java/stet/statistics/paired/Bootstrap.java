package stet.statistics.paired;

import java.util.Arrays;
import stet.statistics.Alpha;
import stet.statistics.Clusters;
import stet.statistics.Interval;
import stet.statistics.Normal;
import stet.statistics.SeededRandom;

/**
 * What the mean would have been with other cases of the same kind: groups drawn again and again with replacement.
 *
 * @param percentile the middle of the drawn means
 * @param corrected the same, corrected for bias and skew (BCa)
 * @param seed of the draws, to have them again
 */
public record Bootstrap(
        double mean, double standardError, Interval percentile, Interval corrected, int draws, long seed) {
    public static final int USUAL_DRAWS = 10_000;
    private static final int LEAST_DRAWS = 100;

    public static Bootstrap of(Clusters values, double alpha, int draws, long seed) {
        Alpha.checked(alpha);
        if (values.count() < 2 || draws < LEAST_DRAWS) {
            throw new IllegalArgumentException("two groups and " + LEAST_DRAWS + " draws are needed; there are "
                    + values.count() + " and " + draws);
        }
        double mean = values.mean();
        double[] means = drawn(values, draws, new SeededRandom(seed));
        double average = Arrays.stream(means).average().orElse(mean);
        double variance = Arrays.stream(means)
                .map(it -> (it - average) * (it - average))
                .average()
                .orElse(0);
        Arrays.sort(means);
        return new Bootstrap(
                mean,
                Math.sqrt(variance),
                new Interval(at(means, alpha / 2), at(means, 1 - alpha / 2)),
                corrected(values, means, alpha),
                draws,
                seed);
    }

    private static double[] drawn(Clusters values, int draws, SeededRandom random) {
        var means = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            double sum = 0;
            long size = 0;
            for (int i = 0; i < values.count(); i++) {
                int group = random.below(values.count());
                sum += values.sums()[group];
                size += values.sizes()[group];
            }
            means[draw] = sum / size;
        }
        return means;
    }

    private static Interval corrected(Clusters values, double[] means, double alpha) {
        double mean = values.mean();
        double below = Arrays.stream(means)
                .map(it -> it < mean ? 1 : it == mean ? 0.5 : 0)
                .average()
                .orElse(0.5);
        if (below == 0 || below == 1) {
            return new Interval(means[0], means[means.length - 1]);
        }
        double bias = Normal.quantile(below);
        double skew = acceleration(values);
        double z = Normal.reach(alpha);
        double low = at(means, shifted(bias, -z, skew));
        double high = at(means, shifted(bias, z, skew));
        return new Interval(Math.min(low, high), Math.max(low, high));
    }

    private static double shifted(double bias, double z, double skew) {
        double sum = bias + z;
        return Normal.below(bias + sum / (1 - skew * sum));
    }

    /** From the means without one group each. */
    private static double acceleration(Clusters values) {
        double sum = Arrays.stream(values.sums()).sum();
        double size = values.values();
        var without = new double[values.count()];
        for (int i = 0; i < without.length; i++) {
            without[i] = (sum - values.sums()[i]) / (size - values.sizes()[i]);
        }
        double center = Arrays.stream(without).average().orElse(0);
        double squares = 0;
        double cubes = 0;
        for (double mean : without) {
            double off = center - mean;
            squares += off * off;
            cubes += off * off * off;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    /** Between the two nearest of sorted values. */
    static double at(double[] sorted, double share) {
        double place = Math.clamp(share, 0, 1) * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
