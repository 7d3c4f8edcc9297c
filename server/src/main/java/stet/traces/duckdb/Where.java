package stet.traces.duckdb;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.SpanFacts;
import stet.traces.query.Dimension;
import stet.traces.query.Filter;
import stet.traces.query.Quantity;
import stet.traces.query.Subject;

/** A filter as a condition on the table a question is about, every value bound. */
record Where(String sql, List<Object> values) {
    private static final BigDecimal MICROS = BigDecimal.valueOf(1000);

    /** Content of the spans of tools. */
    private static final String TOOLS =
            "(SELECT s1.project, s1.started_us, s1.trace_id, s1.span_id, c.input, c.output, c.block FROM span s1"
                    + " JOIN content c USING (project, trace_hash, trace_id, span_id) WHERE s1.kind = 'tool') x";

    /** @param window when the spans whose content is read may have started */
    static Where of(UUID project, Filter filter, Window window) {
        return of(Subject.TRACES, project, filter, window);
    }

    static Where of(Subject subject, UUID project, Filter filter, Window window) {
        return of(subject, project, filter, window, words -> words.blocks("x"));
    }

    /** @param blocks which blocks of content {@code x} may have words, as a condition; absent when all may */
    static Where of(UUID project, Filter filter, Window window, Function<WordSearch, @Nullable String> blocks) {
        return of(Subject.TRACES, project, filter, window, blocks);
    }

    private static Where of(
            Subject subject,
            UUID project,
            Filter filter,
            Window window,
            Function<WordSearch, @Nullable String> blocks) {
        var fields = new Fields(subject);
        var compiler = new Compiler(fields, project, window, blocks, new ArrayList<>());
        compiler.values.add(project);
        var condition = compiler.condition(filter);
        return new Where(
                fields.alias() + ".project = ? AND " + fields.condition() + " AND " + condition, compiler.values);
    }

    /** The filter alone, without its project. */
    static Where inside(Subject subject, UUID project, Filter filter, Window window) {
        var compiler =
                new Compiler(new Fields(subject), project, window, words -> words.blocks("x"), new ArrayList<>());
        var condition = compiler.condition(filter);
        return new Where(condition, compiler.values);
    }

    Where and(String condition, Object... more) {
        var all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return new Where(sql + " AND " + condition, all);
    }

    /** Whether spans' content has to be read, which is slow. */
    static boolean readsContent(Filter filter) {
        return switch (filter) {
            case Filter.Text _, Filter.Says _, Filter.Tool _, Filter.Attribute _, Filter.Metadata _ -> true;
            case Filter.And and -> and.all().stream().anyMatch(Where::readsContent);
            case Filter.Or or -> or.any().stream().anyMatch(Where::readsContent);
            case Filter.Not not -> readsContent(not.filter());
            case Filter.Started _, Filter.Is _, Filter.Known _, Filter.Amount _, Filter.Failed _, Filter.Scored _ ->
                false;
        };
    }

    private record Compiler(
            Fields fields,
            UUID project,
            Window window,
            Function<WordSearch, @Nullable String> blocks,
            List<Object> values) {
        String condition(Filter filter) {
            return switch (filter) {
                case Filter.Started started -> started(started);
                case Filter.Text text -> text(text.words());
                case Filter.Says says -> says(says);
                case Filter.Is is -> is(is.dimension(), is.anyOf());
                case Filter.Known known -> known(known.dimension());
                case Filter.Amount amount -> amount(amount);
                case Filter.Failed failed -> failed(failed);
                case Filter.Scored scored -> scored(scored);
                case Filter.Tool tool -> tool(tool.anyOf());
                case Filter.Attribute it -> head("attributes", it.name(), it.value());
                case Filter.Metadata it -> head("dimensions.metadata", it.name(), it.value());
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

        private String started(Filter.Started started) {
            var conditions = new ArrayList<String>();
            if (started.from() != null) {
                conditions.add(bound(fields.alias() + ".started_us >= ?", micros(started.from())));
            }
            if (started.to() != null) {
                conditions.add(bound(fields.alias() + ".started_us < ?", micros(started.to())));
            }
            return conditions.isEmpty() ? "true" : "(" + String.join(" AND ", conditions) + ")";
        }

        private String is(Dimension dimension, Collection<String> anyOf) {
            if (dimension == Dimension.KIND && fields.subject() == Subject.TRACES) {
                return ofSpans("span x", "x.kind IN (" + places(anyOf) + ")", anyOf);
            }
            var column = fields.of(dimension);
            if (anyOf.isEmpty()) {
                return "false";
            }
            if (!fields.isList(dimension)) {
                values.addAll(anyOf);
                return "coalesce(" + column + " IN (" + places(anyOf) + "), false)";
            }
            var conditions = new ArrayList<String>();
            for (var value : anyOf) {
                conditions.add(bound("contains(" + column + ", ?)", Columns.element(value)));
            }
            return "coalesce(" + String.join(" OR ", conditions) + ", false)";
        }

        private String known(Dimension dimension) {
            return dimension == Dimension.KIND && fields.subject() == Subject.TRACES
                    ? "true"
                    : "(" + fields.of(dimension) + " IS NOT NULL)";
        }

        private String amount(Filter.Amount amount) {
            var value = amount.quantity().kind() == Quantity.Kind.TIME
                    ? amount.value().multiply(MICROS)
                    : amount.value();
            values.add(value.toPlainString());
            return "coalesce((" + fields.of(amount.quantity()) + ")::DECIMAL(38, 12) "
                    + amount.comparison().sign() + " ?::DECIMAL(38, 12), false)";
        }

        /** Of a trace: it, or a span of it, has the score. */
        private String scored(Filter.Scored scored) {
            var condition = new StringBuilder("x.name = ?");
            values.add(project);
            values.add(scored.name());
            var comparison = scored.comparison();
            var value = scored.value();
            if (comparison != null && value != null) {
                var number = Filter.Scored.number(value);
                if (number == null) {
                    condition.append(" AND x.text = ?");
                    values.add(value);
                } else {
                    condition.append(" AND x.number ").append(comparison.sign()).append(" ?");
                    values.add(number);
                }
            }
            var of = fields.subject() == Subject.TRACES ? "x.trace_id" : "x.span_id";
            var inside = " FROM score x WHERE x.project = ? AND " + of + " IS NOT NULL AND " + condition + ")";
            return fields.subject() == Subject.TRACES
                    ? "t.trace_id IN (SELECT x.trace_id" + inside
                    : "(s.trace_id, s.span_id) IN (SELECT (x.trace_id, x.span_id)" + inside;
        }

        private String text(String text) {
            var words = WordSearch.of(text);
            values.addAll(words.values());
            var name = words.in(fields.alias() + ".name");
            values.addAll(words.values());
            var trace = words.in(fields.alias() + ".trace_id");
            var bound = new ArrayList<Object>();
            var places = new ArrayList<String>();
            for (var column : List.of("x.name", "x.span_id", "x.request_id")) {
                places.add(words.in(column));
                bound.addAll(words.values());
            }
            for (var column : List.of("x.input", "x.output")) {
                places.add(words.in(column));
                bound.addAll(words.valuesInJson());
            }
            return "(" + name + " OR " + trace + " OR "
                    + ofSpans("content x", indexed(words, "(" + String.join(" OR ", places) + ")"), bound) + ")";
        }

        private String indexed(WordSearch words, String condition) {
            var only = blocks.apply(words);
            return only == null ? condition : only + " AND " + condition;
        }

        private String says(Filter.Says says) {
            var words = WordSearch.of(says.words());
            var bound = words.valuesInJson();
            return switch (says.place()) {
                case INPUT -> ofSpans("content x", indexed(words, words.in("x.input")), bound);
                case OUTPUT -> ofSpans("content x", indexed(words, words.in("x.output")), bound);
                case TOOL_ARGUMENTS -> ofSpans(TOOLS, indexed(words, words.in("x.input")), bound);
                case TOOL_RESULT -> ofSpans(TOOLS, indexed(words, words.in("x.output")), bound);
            };
        }

        /** A tool that ran, or that a model asked for. */
        private String tool(Collection<String> anyOf) {
            var asked = new ArrayList<Object>();
            var conditions = new ArrayList<String>();
            for (var name : anyOf) {
                asked.add("\"name\":" + Json.MAPPER.writeValueAsString(name));
                conditions.add("(" + indexed(new WordSearch(name, false), "contains(x.output, ?)") + ")");
            }
            return "("
                    + ofSpans("span x", "x.kind = 'tool' AND x.name IN (" + places(anyOf) + ")", anyOf)
                    + " OR "
                    + ofSpans(
                            "content x",
                            "(" + String.join(" OR ", conditions)
                                    + ") AND contains(x.output, '\"type\":\"tool_call\"')",
                            asked)
                    + ")";
        }

        private String failed(Filter.Failed failed) {
            var bound = new ArrayList<String>();
            var condition = new StringBuilder("x.failed");
            if (failed.kind() != null) {
                condition.append(" AND x.error_kind = ?");
                bound.add(failed.kind());
            }
            if (failed.shape() != null) {
                condition.append(" AND x.error_shape = ?");
                bound.add(failed.shape());
            }
            return ofSpans("span x", condition.toString(), bound);
        }

        private String head(String object, String name, @Nullable String value) {
            var path = "$." + object + "." + Json.MAPPER.writeValueAsString(name);
            var named = new WordSearch(name, false);
            return value == null
                    ? ofSpans("content x", indexed(named, "json_exists(x.head, ?)"), List.of(path))
                    : ofSpans(
                            "content x",
                            indexed(named, indexed(new WordSearch(value, false), "json_extract_string(x.head, ?) = ?")),
                            List.of(path, value));
        }

        /** A condition on spans: this one, or any of the trace. */
        private String ofSpans(String from, String condition, Collection<?> bound) {
            values.addAll(List.of(project, window.fromUs(), window.toUs()));
            values.addAll(bound);
            var inside =
                    " FROM " + from + " WHERE x.project = ? AND x.started_us BETWEEN ? AND ? AND " + condition + ")";
            return fields.subject() == Subject.TRACES
                    ? "t.trace_id IN (SELECT x.trace_id" + inside
                    : "(s.trace_id, s.span_id) IN (SELECT (x.trace_id, x.span_id)" + inside;
        }

        private static String places(Collection<?> values) {
            return String.join(", ", values.stream().map(_ -> "?").toList());
        }

        private String bound(String condition, Object value) {
            values.add(value);
            return condition;
        }

        private static long micros(Instant at) {
            return SpanFacts.micros(at);
        }
    }
}
