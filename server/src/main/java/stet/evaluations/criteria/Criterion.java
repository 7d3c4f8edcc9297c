package stet.evaluations.criteria;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.evaluations.RunItem;
import stet.evaluations.comparison.Metric;
import stet.platform.http.Problem;
import stet.statistics.Alpha;
import tools.jackson.databind.JsonNode;

/**
 * One thing that a suite demands: a metric within limits, or no worse than a baseline's.
 *
 * @param tag only cases with it count
 * @param split only its cases count
 */
public record Criterion(
        String metric,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable NoRegression regression,
        @Nullable String tag,
        @Nullable String split) {
    public static final int MOST = 100;
    private static final int LONGEST = 200;
    private static final double LARGEST = 1e12;
    private static final Set<String> FIELDS = Set.of("metric", "min", "max", "regression", "tag", "split");

    /**
     * No worse than a baseline.
     *
     * @param margin by how much it may be worse, in the metric's own unit
     * @param alpha the share of wrong claims that is accepted, two-sided
     */
    public record NoRegression(double margin, double alpha) {}

    /** @throws Problem.Invalid that names the field below {@code path} and what is wrong with it */
    public static Criterion read(JsonNode given, String path) {
        if (!given.isObject()) {
            throw Problem.Invalid.field(
                    path, "is no criterion such as {\"metric\": \"pass\", \"min\": 0.9}, but " + kind(given));
        }
        known(given, FIELDS, path);
        String metric = text(given, "metric", path);
        if (metric == null) {
            throw Problem.Invalid.field(
                    path + ".metric",
                    "is missing: 'pass', an evaluator's name, '<evaluator>.pass', 'latencyMs', 'costUsd' or 'errors'");
        }
        var min = number(given, "min", path);
        var max = number(given, "max", path);
        var regression = given.has("regression") ? regression(given.path("regression"), path + ".regression") : null;
        if (min == null && max == null && regression == null) {
            throw Problem.Invalid.field(path, "demands nothing: give 'min', 'max' or 'regression'");
        }
        if (regression != null && (min != null || max != null)) {
            throw Problem.Invalid.field(
                    path + ".regression", "stands beside 'min' or 'max': make two criteria of them");
        }
        if (min != null && max != null && min > max) {
            throw Problem.Invalid.field(path + ".min", min + " is more than 'max', " + max);
        }
        bounded(metric, "min", min, path);
        bounded(metric, "max", max, path);
        return new Criterion(metric, min, max, regression, text(given, "tag", path), text(given, "split", path));
    }

    /** A list of them; none of nothing. */
    public static List<Criterion> readAll(@Nullable JsonNode given, String path) {
        if (given == null || given.isMissingNode()) {
            return List.of();
        }
        if (!given.isArray() || given.size() > MOST) {
            throw Problem.Invalid.field(path, "is no list of at most " + MOST + " criteria");
        }
        var all = new ArrayList<Criterion>();
        for (int i = 0; i < given.size(); i++) {
            all.add(read(given.get(i), path + "[" + i + "]"));
        }
        return List.copyOf(all);
    }

    public Metric measured() {
        return new Metric(metric);
    }

    boolean covers(RunItem item) {
        return (tag == null || item.tags().contains(tag)) && (split == null || split.equals(item.split()));
    }

    /** In words, such as {@code pass at least 0.9 (tag refunds)}. */
    public String words() {
        var text = new StringBuilder(metric);
        if (regression != null) {
            text.append(" no worse than the baseline's by ").append(Figures.of(regression.margin()));
        }
        if (min != null) {
            text.append(" at least ").append(Figures.of(min));
        }
        if (max != null) {
            text.append(min == null ? " at most " : " and at most ").append(Figures.of(max));
        }
        if (tag != null) {
            text.append(" (tag ").append(tag).append(')');
        }
        if (split != null) {
            text.append(" (split ").append(split).append(')');
        }
        return text.toString();
    }

    private static NoRegression regression(JsonNode given, String path) {
        if (!given.isObject()) {
            throw Problem.Invalid.field(path, "is no object such as {\"margin\": 0.02}, but " + kind(given));
        }
        known(given, Set.of("margin", "alpha"), path);
        var margin = number(given, "margin", path);
        if (margin == null || margin < 0) {
            throw Problem.Invalid.field(path + ".margin", "is no number from 0 on: by how much it may be worse");
        }
        var alpha = number(given, "alpha", path);
        if (alpha != null && !(alpha > 0 && alpha < 1)) {
            throw Problem.Invalid.field(path + ".alpha", alpha + " does not lie between 0 and 1");
        }
        return new NoRegression(margin, alpha == null ? Alpha.USUAL : alpha);
    }

    private static void bounded(String metric, String field, @Nullable Double value, String path) {
        if (value != null && new Metric(metric).isBounded() && !(value >= 0 && value <= 1)) {
            throw Problem.Invalid.field(
                    path + "." + field, value + " does not lie from 0 to 1, as " + metric + " does");
        }
    }

    private static void known(JsonNode given, Set<String> fields, String path) {
        for (var name : given.propertyNames()) {
            if (!fields.contains(name)) {
                throw Problem.Invalid.field(
                        path + "." + name,
                        "there is no such field; there are: "
                                + String.join(", ", fields.stream().sorted().toList()));
            }
        }
    }

    private static @Nullable String text(JsonNode given, String field, String path) {
        if (!given.has(field)) {
            return null;
        }
        var value = given.path(field);
        if (!value.isString() || value.asString().isBlank() || value.asString().length() > LONGEST) {
            throw Problem.Invalid.field(path + "." + field, "is no text of 1 to " + LONGEST + " characters");
        }
        return value.asString();
    }

    private static @Nullable Double number(JsonNode given, String field, String path) {
        if (!given.has(field)) {
            return null;
        }
        var value = given.path(field);
        if (!value.isNumber() || !(Math.abs(value.asDouble()) <= LARGEST)) {
            throw Problem.Invalid.field(path + "." + field, "is no number, but " + kind(value));
        }
        return value.asDouble();
    }

    private static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
