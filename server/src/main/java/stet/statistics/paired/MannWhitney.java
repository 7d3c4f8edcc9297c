package stet.statistics.paired;

import java.util.Arrays;
import java.util.OptionalDouble;
import stet.statistics.Normal;

/**
 * The test of Mann and Whitney: whether values of one version tend to be larger than those of another, on different cases.
 *
 * @param u how many pairs have the larger value in the first, equal ones counting half
 * @param exact two-sided, where no two values are equal and there are few
 * @param normal two-sided, by the approximation with half a pair of correction
 */
public record MannWhitney(double u, OptionalDouble exact, double normal) {
    /** The most values of either version of which the exact distribution is counted. */
    public static final int MOST_EXACT = 50;

    public static MannWhitney of(double[] first, double[] second) {
        int n = first.length;
        int m = second.length;
        if (n == 0 || m == 0) {
            throw new IllegalArgumentException("both versions need at least one value");
        }
        var all = Arrays.copyOf(first, n + m);
        System.arraycopy(second, 0, all, n, m);
        var ranks = Ranks.of(all);
        double u = Arrays.stream(ranks.of(), 0, n).sum() - n * (n + 1) / 2.0;
        double total = n + m;
        double variance = (double) n * m / 12 * (total + 1 - ranks.ties() / (total * (total - 1)));
        double off = Math.max(0, Math.abs(u - (double) n * m / 2) - 0.5);
        boolean countable = ranks.ties() == 0 && n <= MOST_EXACT && m <= MOST_EXACT;
        return new MannWhitney(
                u,
                countable
                        ? OptionalDouble.of(Math.min(1, 2 * atMost(n, m, (int) Math.min(u, (double) n * m - u))))
                        : OptionalDouble.empty(),
                variance <= 0 ? 1 : Normal.twoSided(off / Math.sqrt(variance)));
    }

    /** Exact where it can be. */
    public double pValue() {
        return exact.orElse(normal);
    }

    /** The chance that the ranks of n among n+m leave at most so many pairs: counted by adding one value after the other. */
    private static double atMost(int n, int m, int pairs) {
        var ways = new double[n + 1][n * m + 1];
        ways[0][0] = 1;
        for (int value = 1; value <= n + m; value++) {
            for (int taken = Math.min(n, value); taken >= 1; taken--) {
                int over = value - taken;
                if (over > m) {
                    continue;
                }
                for (int sum = n * m; sum >= over; sum--) {
                    ways[taken][sum] += ways[taken - 1][sum - over];
                }
            }
        }
        return Arrays.stream(ways[n], 0, pairs + 1).sum()
                / Arrays.stream(ways[n]).sum();
    }
}
