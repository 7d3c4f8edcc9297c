package stet.evaluations.comparison;

import java.util.Arrays;

/** Means of values that do not all count alike. */
final class Weighted {
    private Weighted() {}

    static boolean isEqual(double[] weights) {
        return Arrays.stream(weights).allMatch(it -> it == weights[0]);
    }

    static double mean(double[] values, double[] weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * weights[i];
        }
        return sum / Arrays.stream(weights).sum();
    }

    /** Values whose plain mean is the weighted one and whose spread gives its standard error (linearised); the values themselves where all count alike. */
    static double[] influences(double[] values, double[] weights) {
        if (isEqual(weights)) {
            return values;
        }
        double mean = mean(values, weights);
        double scale = values.length / Arrays.stream(weights).sum();
        var influences = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            influences[i] = mean + weights[i] * scale * (values[i] - mean);
        }
        return influences;
    }
}
