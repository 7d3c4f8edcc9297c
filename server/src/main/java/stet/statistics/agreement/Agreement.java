package stet.statistics.agreement;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import stet.statistics.Alpha;
import stet.statistics.Interval;
import stet.statistics.SeededRandom;

/** Agreement of any number of raters about categories. */
public final class Agreement {
    private static final int LEAST_DRAWS = 100;

    private Agreement() {}

    /** The share of pairs of ratings of the same item that are equal, averaged over items with two ratings or more. */
    public static double raw(Ratings ratings) {
        return raw(ratings.counts());
    }

    /** Fleiss' kappa, of items that all have as many ratings. */
    public static double fleiss(int[][] counts) {
        double chance = Arrays.stream(shares(counts)).map(it -> it * it).sum();
        return (raw(counts) - chance) / (1 - chance);
    }

    /** @throws IllegalArgumentException where an item has more ratings than another */
    public static double fleiss(Ratings ratings) {
        int[][] counts = ratings.counts();
        long numbers = Arrays.stream(counts)
                .mapToInt(it -> Arrays.stream(it).sum())
                .distinct()
                .count();
        if (numbers > 1) {
            throw new IllegalArgumentException(
                    "Fleiss' kappa needs as many ratings of every item; Krippendorff's alpha does not");
        }
        return fleiss(counts);
    }

    /** Gwet's AC1, which stays meaningful where nearly all ratings fall into one category. */
    public static double ac1(Ratings ratings) {
        int[][] counts = ratings.counts();
        double[] shares = shares(counts);
        if (shares.length < 2) {
            return shares.length == 1 ? 1 : Double.NaN;
        }
        double chance = Arrays.stream(shares).map(it -> it * (1 - it)).sum() / (shares.length - 1);
        return (raw(counts) - chance) / (1 - chance);
    }

    /** An interval for any of these: items drawn again with replacement; draws that leave it undefined are left out. */
    public static Interval interval(
            Ratings ratings, ToDoubleFunction<Ratings> coefficient, double alpha, int draws, long seed) {
        Alpha.checked(alpha);
        int n = ratings.items().length;
        if (n < 2 || draws < LEAST_DRAWS) {
            throw new IllegalArgumentException(
                    "two items and " + LEAST_DRAWS + " draws are needed; there are " + n + " and " + draws);
        }
        var random = new SeededRandom(seed);
        var values = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            var places = new int[n];
            for (int i = 0; i < n; i++) {
                places[i] = random.below(n);
            }
            values[draw] = coefficient.applyAsDouble(ratings.drawn(places));
        }
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new Interval(-1, 1);
        }
        int last = sorted.length - 1;
        return new Interval(
                sorted[(int) Math.floor(alpha / 2 * last)], sorted[(int) Math.ceil((1 - alpha / 2) * last)]);
    }

    private static double raw(int[][] counts) {
        double sum = 0;
        int items = 0;
        for (int[] item : counts) {
            double given = Arrays.stream(item).sum();
            if (given > 1) {
                sum += Arrays.stream(item).mapToDouble(it -> it * (it - 1.0)).sum() / (given * (given - 1));
                items++;
            }
        }
        return sum / items;
    }

    /** How much of all each category is, every item counting the same, however many rated it. */
    private static double[] shares(int[][] counts) {
        var shares = new double[counts.length == 0 ? 0 : counts[0].length];
        double rated = 0;
        for (int[] item : counts) {
            double given = Arrays.stream(item).sum();
            for (int c = 0; given > 0 && c < item.length; c++) {
                shares[c] += item[c] / given;
            }
            rated += given > 0 ? 1 : 0;
        }
        for (int c = 0; c < shares.length; c++) {
            shares[c] /= rated;
        }
        return shares;
    }
}
