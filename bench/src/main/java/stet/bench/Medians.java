package stet.bench;

import java.util.Collection;

/** Medians, which a noisy neighbour moves least. */
public final class Medians {
    private Medians() {}

    /** The middle value, or the mean of the two in the middle; NaN of nothing. Values that are NaN are left out. */
    public static double median(Collection<Double> values) {
        double[] sorted = values.stream()
                .mapToDouble(Double::doubleValue)
                .filter(it -> !Double.isNaN(it))
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
