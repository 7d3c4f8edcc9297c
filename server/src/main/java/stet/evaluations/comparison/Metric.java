package stet.evaluations.comparison;

import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.evaluations.ItemScore;
import stet.evaluations.RunItem;

/**
 * A number that an item of a run has, or has not: {@code pass}, an evaluator's name (its score), {@code <evaluator>.pass}, {@code latencyMs},
 * {@code costUsd} or {@code errors}. An error has neither a score nor a pass.
 */
public record Metric(String name) {
    public static final Metric PASS = new Metric("pass");
    public static final Metric ERRORS = new Metric("errors");
    public static final Metric LATENCY = new Metric("latencyMs");
    public static final Metric COST = new Metric("costUsd");
    private static final String OF_EVALUATOR = ".pass";
    private static final List<Metric> OWN = List.of(PASS, ERRORS, LATENCY, COST);

    /** Every metric that some items have, {@code pass} first. */
    public static List<Metric> in(Stream<RunItem> items) {
        var evaluators = new TreeSet<String>();
        items.forEach(item -> item.scores().forEach(score -> evaluators.add(score.evaluator())));
        var ofEvaluators = evaluators.stream().flatMap(it -> Stream.of(new Metric(it), new Metric(it + OF_EVALUATOR)));
        return Stream.of(Stream.of(PASS), ofEvaluators, Stream.of(ERRORS, LATENCY, COST))
                .flatMap(it -> it)
                .distinct()
                .toList();
    }

    /** Whether it is a matter of yes or no for each item. */
    public boolean isShare() {
        return equals(PASS) || equals(ERRORS) || name.endsWith(OF_EVALUATOR);
    }

    /** Whether it lies from 0 to 1. */
    public boolean isBounded() {
        return !equals(LATENCY) && !equals(COST);
    }

    public boolean moreIsBetter() {
        return !OWN.contains(this) || equals(PASS);
    }

    public OptionalDouble of(RunItem item) {
        if (equals(PASS)) {
            return share(item.verdict());
        }
        if (equals(ERRORS)) {
            return item.state() == RunItem.State.PENDING
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(item.verdict() == ItemScore.Verdict.ERROR ? 1 : 0);
        }
        if (equals(LATENCY)) {
            return item.state() == RunItem.State.DONE ? number(item.latencyMs()) : OptionalDouble.empty();
        }
        if (equals(COST)) {
            return number(item.costUsd());
        }
        boolean passes = name.endsWith(OF_EVALUATOR);
        String evaluator = passes ? name.substring(0, name.length() - OF_EVALUATOR.length()) : name;
        var score = item.scores().stream()
                .filter(it -> it.evaluator().equals(evaluator))
                .findFirst();
        return score.isEmpty()
                ? OptionalDouble.empty()
                : passes ? share(score.get().verdict()) : number(score.get().score());
    }

    private static OptionalDouble share(ItemScore.@Nullable Verdict verdict) {
        return verdict == null || verdict == ItemScore.Verdict.ERROR
                ? OptionalDouble.empty()
                : OptionalDouble.of(verdict == ItemScore.Verdict.PASS ? 1 : 0);
    }

    private static OptionalDouble number(@Nullable Double value) {
        return value == null || !Double.isFinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
