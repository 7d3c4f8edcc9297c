package stet.models.simulated;

import java.util.random.RandomGenerator;

/** A log-normal spread of a duration or count, given by its median and its 95th percentile. */
record Spread(double median, double p95) {
    private static final double Z95 = 1.6448536269514722;
    static final Spread NONE = new Spread(0, 0);

    Spread {
        if (!(median >= 0 && p95 >= median && p95 <= 3_600_000)) {
            throw new IllegalArgumentException(
                    "a spread needs 0 <= median <= p95 <= 3600000, not median " + median + " and p95 " + p95);
        }
    }

    double draw(RandomGenerator random) {
        return median == 0 ? 0 : median * Math.exp(Math.log(p95 / median) / Z95 * random.nextGaussian());
    }
}
