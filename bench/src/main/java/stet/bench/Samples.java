package stet.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;

/** What was measured, by what was measured, in what setting, of what figure; one value for each round. */
final class Samples {
    private record Key(String target, int setting, String figure) {}

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();

    void add(String target, int setting, String figure, double value) {
        values.computeIfAbsent(new Key(target, setting, figure), _ -> new ArrayList<>())
                .add(value);
    }

    /** The targets measured in a setting, from the shortest way to the longest. */
    Set<String> targets(int setting) {
        return values.keySet().stream()
                .filter(it -> it.setting() == setting)
                .map(Key::target)
                .sorted(Comparator.comparingInt(GatewayBench.TARGETS::indexOf))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    double median(String target, int setting, String figure) {
        return Medians.median(values(target, setting, figure));
    }

    double least(String target, int setting, String figure) {
        return values(target, setting, figure).stream()
                .mapToDouble(it -> it)
                .min()
                .orElse(Double.NaN);
    }

    double most(String target, int setting, String figure) {
        return values(target, setting, figure).stream()
                .mapToDouble(it -> it)
                .max()
                .orElse(Double.NaN);
    }

    double sum(String target, int setting, String figure) {
        return values(target, setting, figure).stream().mapToDouble(it -> it).sum();
    }

    /** The median of the quotients of each round, so that a busy machine slows both. */
    double ratio(String target, String other, int setting, String figure) {
        return paired(target, other, setting, figure, (a, b) -> a / b);
    }

    /** The median of the differences of each round. */
    double added(String target, String other, int setting, String figure) {
        return paired(target, other, setting, figure, (a, b) -> a - b);
    }

    private double paired(String target, String other, int setting, String figure, DoubleBinaryOperator operator) {
        var left = values(target, setting, figure);
        var right = values(other, setting, figure);
        var pairs = new ArrayList<Double>();
        for (int round = 0; round < Math.min(left.size(), right.size()); round++) {
            pairs.add(operator.applyAsDouble(left.get(round), right.get(round)));
        }
        return Medians.median(pairs);
    }

    private List<Double> values(String target, int setting, String figure) {
        return values.getOrDefault(new Key(target, setting, figure), List.of());
    }
}
