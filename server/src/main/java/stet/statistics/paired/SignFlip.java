package stet.statistics.paired;

import java.util.Arrays;
import stet.statistics.Clusters;
import stet.statistics.SeededRandom;

/**
 * The sign-flip permutation test of a mean difference: if the versions are alike, each group's difference could as well have had the other sign.
 *
 * @param twoSided the chance of a mean at least as far from 0
 * @param greater the chance of a mean at least as large
 * @param flips how many arrangements were looked at
 * @param exact whether those were all there are
 */
public record SignFlip(double twoSided, double greater, long flips, boolean exact) {
    /** The most groups that differ for which every arrangement is looked at. */
    public static final int MOST_EXACT = 20;

    public static final int USUAL_FLIPS = 10_000;

    /** Sums that are equal but for rounding count as equal. */
    private static final double ROUNDING = 1e-11;

    /**
     * Exact for up to {@link #MOST_EXACT} groups that differ, else by random arrangements.
     *
     * @param flips random arrangements, of which the observed one is counted as another: no p-value is below 1/(flips+1)
     */
    public static SignFlip of(Clusters differences, int flips, long seed) {
        var sums = Arrays.stream(differences.sums()).filter(it -> it != 0).toArray();
        return sums.length <= MOST_EXACT ? exact(sums) : sampled(sums, flips, seed);
    }

    /** Every sum is one of a sum over the first half and one over the second. */
    private static SignFlip exact(double[] sums) {
        int half = sums.length / 2;
        double[] left = arrangements(Arrays.copyOf(sums, half));
        double[] right = arrangements(Arrays.copyOfRange(sums, half, sums.length));
        double observed = Arrays.stream(sums).sum();
        double slack = slack(sums);
        long far = 0;
        long large = 0;
        for (double a : left) {
            for (double b : right) {
                double sum = a + b;
                far += Math.abs(sum) >= Math.abs(observed) - slack ? 1 : 0;
                large += sum >= observed - slack ? 1 : 0;
            }
        }
        long all = 1L << sums.length;
        return new SignFlip((double) far / all, (double) large / all, all, true);
    }

    private static double[] arrangements(double[] sums) {
        double[] all = {0};
        for (double sum : sums) {
            var wider = new double[all.length * 2];
            for (int i = 0; i < all.length; i++) {
                wider[2 * i] = all[i] + sum;
                wider[2 * i + 1] = all[i] - sum;
            }
            all = wider;
        }
        return all;
    }

    /** As for many groups, whatever their number. */
    static SignFlip sampled(double[] sums, int flips, long seed) {
        if (flips < 1) {
            throw new IllegalArgumentException("at least one arrangement is needed, not " + flips);
        }
        var random = new SeededRandom(seed);
        double observed = Arrays.stream(sums).sum();
        double slack = slack(sums);
        long far = 0;
        long large = 0;
        for (int flip = 0; flip < flips; flip++) {
            double sum = 0;
            long signs = 0;
            for (int i = 0; i < sums.length; i++) {
                signs = i % 64 == 0 ? random.nextLong() : signs >>> 1;
                sum += (signs & 1) == 0 ? sums[i] : -sums[i];
            }
            far += Math.abs(sum) >= Math.abs(observed) - slack ? 1 : 0;
            large += sum >= observed - slack ? 1 : 0;
        }
        return new SignFlip((far + 1.0) / (flips + 1.0), (large + 1.0) / (flips + 1.0), flips, false);
    }

    private static double slack(double[] sums) {
        return ROUNDING * Arrays.stream(sums).map(Math::abs).sum();
    }
}
