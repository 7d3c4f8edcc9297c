package stet.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * Values in groups that share a document, session or user, as each group's sum and size: all that a mean over values of dependent groups needs.
 */
public record Clusters(double[] sums, int[] sizes) {
    public Clusters {
        if (sums.length != sizes.length) {
            throw new IllegalArgumentException(sums.length + " sums have " + sizes.length + " sizes");
        }
    }

    /** Every value on its own. */
    public static Clusters single(double[] values) {
        var sizes = new int[values.length];
        Arrays.fill(sizes, 1);
        return new Clusters(checked(values), sizes);
    }

    /** @param groups the group of each value */
    public static Clusters of(double[] values, List<?> groups) {
        if (values.length != groups.size()) {
            throw new IllegalArgumentException(values.length + " values have " + groups.size() + " groups");
        }
        checked(values);
        var places = new HashMap<Object, Integer>();
        var sums = new double[values.length];
        var sizes = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            Integer known = places.putIfAbsent(groups.get(i), places.size());
            int place = known == null ? places.size() - 1 : known;
            sums[place] += values[i];
            sizes[place]++;
        }
        return new Clusters(Arrays.copyOf(sums, places.size()), Arrays.copyOf(sizes, places.size()));
    }

    public int count() {
        return sums.length;
    }

    /** How many values there are in all groups. */
    public int values() {
        return Arrays.stream(sizes).sum();
    }

    public double mean() {
        return Arrays.stream(sums).sum() / values();
    }

    private static double[] checked(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value is " + value + "; only finite numbers can be compared");
            }
        }
        return values;
    }
}
