package stet.evaluations.comparison;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import stet.evaluations.comparison.CaseValues.Values;
import stet.statistics.design.Verdict.Demand;

/**
 * How to compare.
 *
 * @param demand its margin is for metrics from 0 to 1; latency and cost may be {@link #RELATIVE_MARGIN} of the baseline's mean worse
 * @param gates metrics whose p-values are adjusted together
 * @param seed of everything that is drawn, the same for the same runs
 */
public record Options(Demand demand, List<String> gates, long seed) {
    /** How much longer or dearer calls may be, as a share of what they were. */
    public static final double RELATIVE_MARGIN = 0.1;

    public Options {
        gates = List.copyOf(gates);
    }

    /** The usual ones, for two runs. */
    public static Options of(String baseline, String candidate) {
        return new Options(Demand.USUAL, List.of(), seed(baseline, candidate));
    }

    public static long seed(String baseline, String candidate) {
        var id = UUID.nameUUIDFromBytes((baseline + "/" + candidate).getBytes(StandardCharsets.UTF_8));
        return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
    }

    double marginOf(Metric metric, List<Values> baseline) {
        return metric.isBounded()
                ? demand.margin()
                : RELATIVE_MARGIN
                        * baseline.stream()
                                .mapToDouble(Values::mean)
                                .map(Math::abs)
                                .average()
                                .orElse(0);
    }
}
