package stet.evaluations.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.evaluations.RunItem;

/**
 * Cases by runs: how often each passes.
 *
 * @param runs ids, in the order given
 */
public record HeatMap(List<String> runs, List<HeatMapRow> rows) {
    /**
     * One case.
     *
     * @param passes the share of repetitions that pass in each run; null where none was judged
     */
    public record HeatMapRow(String caseId, List<@Nullable Double> passes) {}

    public static HeatMap of(Map<String, List<RunItem>> runs) {
        var rows = new LinkedHashMap<String, List<@Nullable Double>>();
        int column = 0;
        for (var items : runs.values()) {
            items.forEach(it -> rows.computeIfAbsent(it.caseId(), _ -> empty(runs.size())));
            for (var one : CaseValues.of(Metric.PASS, items).of().entrySet()) {
                rows.computeIfAbsent(one.getKey(), _ -> empty(runs.size()))
                        .set(column, one.getValue().mean());
            }
            column++;
        }
        return new HeatMap(
                List.copyOf(runs.keySet()),
                rows.entrySet().stream()
                        .map(it -> new HeatMapRow(it.getKey(), it.getValue()))
                        .toList());
    }

    private static List<@Nullable Double> empty(int runs) {
        var row = new ArrayList<@Nullable Double>();
        for (int i = 0; i < runs; i++) {
            row.add(null);
        }
        return row;
    }
}
