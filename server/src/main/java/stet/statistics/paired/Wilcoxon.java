package stet.statistics.paired;

import java.util.Arrays;
import java.util.OptionalDouble;
import stet.statistics.Normal;

/**
 * Wilcoxon's signed rank test of differences.
 *
 * @param positive the sum of ranks of differences above 0
 * @param negative the sum of ranks of differences below 0
 * @param exact two-sided, where no two differences are of the same size and none is 0
 * @param exactGreater the same for differences above 0 only
 * @param normal two-sided, by the approximation
 * @param corrected two-sided, by the approximation with half a rank of correction
 */
public record Wilcoxon(
        double positive,
        double negative,
        OptionalDouble exact,
        OptionalDouble exactGreater,
        double normal,
        double corrected) {
    /** The most differences of which the exact distribution is counted. */
    public static final int MOST_EXACT = 50;

    /** What is done with differences of 0. */
    public enum Zeros {
        /** They are left out before ranking. */
        DROPPED,
        /** They are ranked, and their ranks left out (Pratt): the more cautious. */
        RANKED
    }

    public static Wilcoxon of(double[] differences, Zeros zeros) {
        var kept = zeros == Zeros.RANKED
                ? differences
                : Arrays.stream(differences).filter(it -> it != 0).toArray();
        var sizes = Arrays.stream(kept).map(Math::abs).toArray();
        var ranks = Ranks.of(sizes);
        double positive = 0;
        double negative = 0;
        double none = 0;
        for (int i = 0; i < kept.length; i++) {
            positive += kept[i] > 0 ? ranks.of()[i] : 0;
            negative += kept[i] < 0 ? ranks.of()[i] : 0;
            none += kept[i] == 0 ? 1 : 0;
        }
        double n = kept.length;
        double center = (n * (n + 1) - none * (none + 1)) / 4;
        double spread = n * (n + 1) * (2 * n + 1) - none * (none + 1) * (2 * none + 1);
        double ties = ranks.ties() - (none * none * none - none);
        double deviation = Math.sqrt((spread - ties / 2) / 24);
        double off = Math.abs(positive - center);
        boolean countable = none == 0 && ties == 0 && n > 0 && n <= MOST_EXACT;
        return new Wilcoxon(
                positive,
                negative,
                countable
                        ? OptionalDouble.of(Math.min(1, 2 * atMost(kept.length, Math.min(positive, negative))))
                        : OptionalDouble.empty(),
                countable ? OptionalDouble.of(atMost(kept.length, negative)) : OptionalDouble.empty(),
                deviation == 0 ? 1 : Normal.twoSided(off / deviation),
                deviation == 0 ? 1 : Normal.twoSided(Math.max(0, off - 0.5) / deviation));
    }

    /** The smaller of the two sums. */
    public double statistic() {
        return Math.min(positive, negative);
    }

    /** Exact where it can be. */
    public double pValue() {
        return exact.orElse(normal);
    }

    /** The chance that a random half of the ranks 1 to n sums up to at most so much. */
    private static double atMost(int n, double sum) {
        var ways = new double[n * (n + 1) / 2 + 1];
        ways[0] = 1;
        for (int rank = 1; rank <= n; rank++) {
            for (int total = ways.length - 1; total >= rank; total--) {
                ways[total] += ways[total - rank];
            }
        }
        return Arrays.stream(ways, 0, (int) sum + 1).sum() / Math.scalb(1.0, n);
    }
}
