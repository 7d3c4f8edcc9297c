package stet.statistics.paired;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import stet.statistics.Alpha;
import stet.statistics.Interval;

/** Welch's t test: the first mean less the second, of different cases with spreads of their own. */
public record Welch(double difference, double standardError, double degrees) {
    public static Welch of(double[] first, double[] second) {
        double a = spread(first) / first.length;
        double b = spread(second) / second.length;
        double degrees = (a + b) * (a + b) / (a * a / (first.length - 1) + b * b / (second.length - 1));
        return new Welch(mean(first) - mean(second), Math.sqrt(a + b), degrees);
    }

    public double pValue() {
        if (standardError == 0) {
            return difference == 0 ? 1 : 0;
        }
        return Math.min(1, 2 * TDistribution.of(degrees).survivalProbability(Math.abs(difference / standardError)));
    }

    public Interval interval(double alpha) {
        Alpha.checked(alpha);
        return standardError == 0
                ? Interval.around(difference, 0)
                : Interval.around(
                        difference, standardError * TDistribution.of(degrees).inverseSurvivalProbability(alpha / 2));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double spread(double[] values) {
        if (values.length < 2) {
            throw new IllegalArgumentException("two values of each version are needed, not " + values.length);
        }
        double mean = mean(values);
        return Arrays.stream(values).map(it -> (it - mean) * (it - mean)).sum() / (values.length - 1);
    }
}
