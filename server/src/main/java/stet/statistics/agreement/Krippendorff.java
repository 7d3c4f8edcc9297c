package stet.statistics.agreement;

import java.util.Arrays;

/** Krippendorff's alpha: any number of raters, gaps, any scale. The one to look at first. */
public final class Krippendorff {
    private Krippendorff() {}

    /** From 1 (no disagreement) over 0 (what chance gives) down; not a number where fewer than two categories were given. */
    public static double alpha(Ratings ratings, Scale scale) {
        double[] categories = ratings.categories();
        int k = categories.length;
        var pairs = new double[k][k];
        for (int[] item : ratings.counts()) {
            int given = Arrays.stream(item).sum();
            for (int a = 0; given > 1 && a < k; a++) {
                for (int b = 0; b < k; b++) {
                    pairs[a][b] += (double) item[a] * (a == b ? item[b] - 1 : item[b]) / (given - 1);
                }
            }
        }
        double[] totals =
                Arrays.stream(pairs).mapToDouble(it -> Arrays.stream(it).sum()).toArray();
        double all = Arrays.stream(totals).sum();
        double observed = 0;
        double expected = 0;
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                double distance = scale.distance(a, b, categories, totals);
                observed += pairs[a][b] * distance;
                expected += totals[a] * totals[b] * distance;
            }
        }
        return expected == 0 ? Double.NaN : 1 - (all - 1) * observed / expected;
    }
}
