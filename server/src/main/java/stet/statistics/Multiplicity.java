package stet.statistics;

import java.util.stream.IntStream;

/** Adjusts p-values for how many were looked at. */
public final class Multiplicity {
    private Multiplicity() {}

    /** Holm: the chance of even one false claim stays below alpha. For gates. */
    public static double[] holm(double[] pValues) {
        int n = pValues.length;
        int[] order = ascending(pValues);
        var adjusted = new double[n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.min(1, (n - i) * pValues[order[i]]));
            adjusted[order[i]] = largest;
        }
        return adjusted;
    }

    /** Benjamini–Hochberg: the share of false claims among all claims stays below alpha. For exploring. */
    public static double[] benjaminiHochberg(double[] pValues) {
        int n = pValues.length;
        int[] order = ascending(pValues);
        var adjusted = new double[n];
        double smallest = 1;
        for (int i = n - 1; i >= 0; i--) {
            smallest = Math.min(smallest, pValues[order[i]] * n / (i + 1));
            adjusted[order[i]] = smallest;
        }
        return adjusted;
    }

    private static int[] ascending(double[] pValues) {
        for (double p : pValues) {
            if (!(p >= 0 && p <= 1)) {
                throw new IllegalArgumentException("a p-value lies from 0 to 1; " + p + " does not");
            }
        }
        return IntStream.range(0, pValues.length)
                .boxed()
                .sorted((a, b) -> Double.compare(pValues[a], pValues[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
