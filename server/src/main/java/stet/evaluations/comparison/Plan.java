package stet.evaluations.comparison;

import java.util.List;
import java.util.Optional;
import stet.evaluations.RunItem;
import stet.evaluations.comparison.CaseValues.Values;
import stet.statistics.design.SampleSize;
import stet.statistics.design.SampleSize.Spread;
import stet.statistics.design.Verdict.Demand;

/**
 * What a comparison with a baseline that has run can be expected to tell, before the candidate runs.
 *
 * @param detectable the smallest true difference that so many cases notice with the power asked for
 * @param casesForMargin how many cases would notice a difference as large as the margin
 * @param power the chance to notice a difference as large as the margin
 */
public record Plan(String metric, int cases, int repetitions, double detectable, int casesForMargin, double power) {
    /** How alike two versions answer the same case, where repetitions do not tell. */
    private static final double ALIKE = 0.5;

    /** Nothing where the baseline has fewer than two cases, or all alike. */
    public static Optional<Plan> of(Metric metric, List<RunItem> baseline, int cases, int repetitions, Demand demand) {
        var values = List.copyOf(CaseValues.of(metric, baseline).of().values());
        var spread = spread(values, repetitions);
        if (spread.betweenCases() + spread.withinFirst() == 0 || cases < 1 || demand.margin() == 0) {
            return Optional.empty();
        }
        double needed = SampleSize.paired(spread, demand.margin(), demand.alpha(), demand.power());
        return Optional.of(new Plan(
                metric.name(),
                cases,
                repetitions,
                SampleSize.detectable(spread, demand.alpha(), demand.power(), cases),
                (int) Math.ceil(Math.min(needed, Integer.MAX_VALUE)),
                SampleSize.power(spread, demand.margin(), demand.alpha(), cases)));
    }

    private static Spread spread(List<Values> values, int repetitions) {
        double mean = values.stream().mapToDouble(Values::mean).average().orElse(0);
        double between = values.size() < 2
                ? 0
                : values.stream()
                                .mapToDouble(it -> (it.mean() - mean) * (it.mean() - mean))
                                .sum()
                        / (values.size() - 1);
        double within = values.stream()
                .filter(it -> it.each().size() > 1)
                .mapToDouble(Values::variance)
                .average()
                .orElse(0);
        int runs = values.stream().mapToInt(it -> it.each().size()).min().orElse(1);
        double truly = Math.max(0, between - within / Math.max(1, runs));
        return new Spread(2 * (1 - ALIKE) * truly, within, within, Math.max(1, runs), Math.max(1, repetitions));
    }
}
