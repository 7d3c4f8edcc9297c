package stet.statistics.agreement;

import java.util.Arrays;
import stet.statistics.Interval;
import stet.statistics.Normal;

/**
 * Cohen's kappa of two raters.
 *
 * @param standardError for an interval around kappa (Fleiss, Cohen and Everitt)
 */
public record Cohen(double kappa, double standardError) {
    /** How much a disagreement counts. */
    public enum Weights {
        /** Every one in full. */
        EQUAL,
        /** By how many categories lie between. */
        LINEAR,
        /** By the square of that. */
        QUADRATIC;

        double agreement(int a, int b, int categories) {
            if (this == EQUAL || a == b) {
                return a == b ? 1 : 0;
            }
            double apart = Math.abs(a - b) / (categories - 1.0);
            return 1 - (this == LINEAR ? apart : apart * apart);
        }
    }

    /**
     * Not a number where chance alone would make them agree always.
     *
     * @param table how often the first rater gave the row's category and the second the column's
     */
    public static Cohen of(int[][] table, Weights weights) {
        int k = table.length;
        double n = Arrays.stream(table).flatMapToInt(Arrays::stream).sum();
        var rows = new double[k];
        var columns = new double[k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                rows[a] += table[a][b] / n;
                columns[b] += table[a][b] / n;
            }
        }
        double observed = 0;
        double expected = 0;
        var rowMeans = new double[k];
        var columnMeans = new double[k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                double weight = weights.agreement(a, b, k);
                observed += weight * table[a][b] / n;
                expected += weight * rows[a] * columns[b];
                rowMeans[a] += weight * columns[b];
                columnMeans[b] += weight * rows[a];
            }
        }
        double sum = 0;
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                double off =
                        weights.agreement(a, b, k) * (1 - expected) - (rowMeans[a] + columnMeans[b]) * (1 - observed);
                sum += table[a][b] / n * off * off;
            }
        }
        double center = observed * expected - 2 * expected + observed;
        double room = (1 - expected) * (1 - expected);
        return new Cohen(
                (observed - expected) / (1 - expected), Math.sqrt(Math.max(0, sum - center * center) / n) / room);
    }

    /** @throws IllegalArgumentException unless there are two raters; items that one of them left out are left out */
    public static Cohen of(Ratings ratings, Weights weights) {
        double[] categories = ratings.categories();
        var table = new int[categories.length][categories.length];
        for (double[] item : ratings.items()) {
            if (item.length != 2) {
                throw new IllegalArgumentException("kappa is of two raters, not of " + item.length);
            }
            if (!Double.isNaN(item[0]) && !Double.isNaN(item[1])) {
                table[Arrays.binarySearch(categories, item[0])][Arrays.binarySearch(categories, item[1])]++;
            }
        }
        return of(table, weights);
    }

    public Interval interval(double alpha) {
        return Interval.around(kappa, Normal.reach(alpha) * standardError).within(-1, 1);
    }
}
