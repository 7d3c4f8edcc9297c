package stet.statistics.agreement;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Who gave what to which item: a row for each item, a column for each rater, not a number where a rater gave nothing. Categories are numbers, such as
 * 0 and 1 or the points of a scale.
 */
public record Ratings(double[][] items) {
    public Ratings {
        int raters = items.length == 0 ? 0 : items[0].length;
        for (double[] item : items) {
            if (item.length != raters) {
                throw new IllegalArgumentException("one item has " + item.length + " raters, another " + raters);
            }
        }
    }

    /** Of two raters. */
    public static Ratings of(double[] first, double[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " items cannot be held against " + second.length);
        }
        return new Ratings(IntStream.range(0, first.length)
                .mapToObj(it -> new double[] {first[it], second[it]})
                .toArray(double[][]::new));
    }

    /** The categories that occur, from small to large. */
    public double[] categories() {
        return Arrays.stream(items)
                .flatMapToDouble(Arrays::stream)
                .filter(it -> !Double.isNaN(it))
                .distinct()
                .sorted()
                .toArray();
    }

    /** How many raters put each item into each category. */
    int[][] counts() {
        double[] categories = categories();
        var counts = new int[items.length][categories.length];
        for (int i = 0; i < items.length; i++) {
            for (double given : items[i]) {
                if (!Double.isNaN(given)) {
                    counts[i][Arrays.binarySearch(categories, given)]++;
                }
            }
        }
        return counts;
    }

    /** The items drawn by their places. */
    Ratings drawn(int[] places) {
        return new Ratings(Arrays.stream(places).mapToObj(it -> items[it]).toArray(double[][]::new));
    }
}
