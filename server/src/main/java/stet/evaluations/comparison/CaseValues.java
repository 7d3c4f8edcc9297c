package stet.evaluations.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stet.evaluations.RunItem;

/** The values of a metric that each case of a run has, repetition by repetition; cases without any are left out. */
record CaseValues(Map<String, Values> of) {
    static CaseValues of(Metric metric, List<RunItem> items) {
        var of = new LinkedHashMap<String, Values>();
        for (var item : items) {
            metric.of(item)
                    .ifPresent(value -> of.computeIfAbsent(
                                    item.caseId(), _ -> new Values(item.weight(), new ArrayList<>()))
                            .each()
                            .add(value));
        }
        return new CaseValues(of);
    }

    record Values(double weight, List<Double> each) {
        double mean() {
            return each.stream().mapToDouble(it -> it).sum() / each.size();
        }

        /** The variance from repetition to repetition; 0 of one. */
        double variance() {
            double mean = mean();
            return each.size() < 2
                    ? 0
                    : each.stream().mapToDouble(it -> (it - mean) * (it - mean)).sum() / (each.size() - 1);
        }
    }
}
