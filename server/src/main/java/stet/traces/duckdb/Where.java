package stet.traces.duckdb;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.SpanFacts;
import stet.traces.query.Filter;

/** A filter as a condition on the trace table, every value bound. */
record Where(String sql, List<Object> values) {

    /** @param window when the spans whose text is searched may have started */
    static Where of(UUID project, Filter filter, Window window) {
        var compiler = new Compiler(project, window, new ArrayList<>());
        compiler.values.add(project);
        var condition = compiler.condition(filter);
        return new Where("t.project = ? AND " + condition, compiler.values);
    }

    Where and(String condition, Object... more) {
        var all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return new Where(sql + " AND " + condition, all);
    }

    /** Whether spans' content has to be read, which is slow. */
    static boolean searchesText(Filter filter) {
        return switch (filter) {
            case Filter.Text _ -> true;
            case Filter.And and -> and.all().stream().anyMatch(Where::searchesText);
            case Filter.Or or -> or.any().stream().anyMatch(Where::searchesText);
            case Filter.Not not -> searchesText(not.filter());
            default -> false;
        };
    }

    private record Compiler(UUID project, Window window, List<Object> values) {
        String condition(Filter filter) {
            return switch (filter) {
                case Filter.Started started ->
                    bounds("t.started_us", micros(started.from()), ">=", micros(started.to()), "<");
                case Filter.Text text -> text(text.words());
                case Filter.Model model -> anyOf("t.models", model.anyOf());
                case Filter.Provider provider -> anyOf("t.providers", provider.anyOf());
                case Filter.Tag tag -> anyOf("t.tags", tag.anyOf());
                case Filter.Failed failed -> bound("t.failed = ?", failed.failed());
                case Filter.User user -> bound("coalesce(t.user_id = ?, false)", user.id());
                case Filter.Session session -> bound("coalesce(t.session_id = ?, false)", session.id());
                case Filter.Environment environment -> bound("coalesce(t.environment = ?, false)", environment.name());
                case Filter.Lasted lasted ->
                    bounds("t.ended_us - t.started_us", micros(lasted.least()), ">=", micros(lasted.most()), "<=");
                case Filter.Cost cost -> bounds("t.cost_usd", cost.least(), ">=", cost.most(), "<=");
                case Filter.And and -> joined(and.all(), " AND ", "true");
                case Filter.Or or -> joined(or.any(), " OR ", "false");
                case Filter.Not not -> "NOT " + condition(not.filter());
            };
        }

        private String joined(List<Filter> filters, String word, String none) {
            if (filters.isEmpty()) {
                return none;
            }
            var conditions = new ArrayList<String>();
            filters.forEach(filter -> conditions.add(condition(filter)));
            return "(" + String.join(word, conditions) + ")";
        }

        private String anyOf(String column, Collection<String> anyOf) {
            var conditions = new ArrayList<String>();
            for (var value : anyOf) {
                conditions.add(bound("contains(" + column + ", ?)", Columns.element(value)));
            }
            return conditions.isEmpty() ? "false" : "coalesce(" + String.join(" OR ", conditions) + ", false)";
        }

        private String text(String words) {
            var inJson = Json.MAPPER.writeValueAsString(words);
            values.addAll(List.of(words, words, project, window.fromUs(), window.toUs(), words, words, words));
            values.add(inJson.substring(1, inJson.length() - 1));
            values.add(inJson.substring(1, inJson.length() - 1));
            return """
                (contains(lower(t.name), lower(?)) OR contains(lower(t.trace_id), lower(?))
                  OR t.trace_id IN (
                    SELECT c.trace_id FROM content c
                    WHERE c.project = ? AND c.started_us BETWEEN ? AND ?
                      AND (contains(lower(c.name), lower(?)) OR contains(lower(c.span_id), lower(?))
                        OR coalesce(contains(lower(c.request_id), lower(?)), false)
                        OR coalesce(contains(lower(c.input), lower(?)), false)
                        OR coalesce(contains(lower(c.output), lower(?)), false))))""";
        }

        private String bounds(String what, @Nullable Object least, String from, @Nullable Object most, String to) {
            var conditions = new ArrayList<String>();
            if (least != null) {
                conditions.add(bound(what + " " + from + " ?", least));
            }
            if (most != null) {
                conditions.add(bound(what + " " + to + " ?", most));
            }
            return conditions.isEmpty() ? "true" : "coalesce(" + String.join(" AND ", conditions) + ", false)";
        }

        private String bound(String condition, Object value) {
            values.add(value);
            return condition;
        }

        private static @Nullable Long micros(@Nullable Instant at) {
            return at == null ? null : SpanFacts.micros(at);
        }

        private static @Nullable Long micros(@Nullable Duration duration) {
            return duration == null ? null : duration.toNanos() / 1000;
        }
    }
}
