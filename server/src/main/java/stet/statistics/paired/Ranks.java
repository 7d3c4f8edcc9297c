package stet.statistics.paired;

import java.util.stream.IntStream;

/**
 * Values by rank from 1; those that are equal share the middle of their ranks.
 *
 * @param ties the sum of t³−t over every set of t equal values, by which ties lessen a variance
 */
record Ranks(double[] of, double ties) {
    static Ranks of(double[] values) {
        var order = IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        var ranks = new double[values.length];
        double ties = 0;
        for (int start = 0; start < order.length; ) {
            int end = start;
            while (end < order.length && values[order[end]] == values[order[start]]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                ranks[order[i]] = (start + 1 + end) / 2.0;
            }
            double equal = end - start;
            ties += equal * equal * equal - equal;
            start = end;
        }
        return new Ranks(ranks, ties);
    }
}
