package stet.traces.duckdb;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import stet.traces.CostKind;
import stet.traces.Span;
import stet.traces.SpanFacts;
import stet.traces.SpanKind;
import stet.traces.SpanSource;
import stet.traces.TraceFacts;

/** Facts as rows of their tables, in the order of {@link Schema}, and back. */
final class Columns {
    /** Stands around and between the values of a list. */
    static final String SEPARATOR = "\u001f";

    /** Stands between the name and the value of a metadata entry. */
    static final String IS = "\u001e";

    private static final CostKind[] COST_KINDS = CostKind.values();

    private static final String SHARED = """
            trace_id, name, started_us, ended_us, failed, error_kind, user_id, session_id, environment, release, tags,
            input_tokens, output_tokens, cache_read_tokens, reasoning_tokens, cost_usd, first_token_us, input_preview,
            output_preview, simulated, app, prompt_name, prompt_version, metadata, cache_write_tokens, audio_input_tokens,
            audio_output_tokens, cost_input, cost_output, cost_cache_read, cost_cache_write, cost_reasoning,
            cost_audio_input, cost_audio_output, cost_other, cost_unknown_because""";

    static final String TRACE = SHARED
            + ", last_start_us, span_count, generation_count, models, providers, failed_span_count, root_missing";

    static final String SPAN = SHARED
            + ", span_id, parent_id, kind, provider, model, price_version, source, scope, error_message, error_shape, response_id";

    private Columns() {}

    static void append(DuckDBAppender row, UUID project, long hash, SpanFacts span, boolean counted)
            throws SQLException {
        row.beginRow().append(project).append(hash).append(span.traceId()).append(span.spanId());
        text(row, span.parentId());
        row.append(span.name()).append(span.kind().word());
        row.append(span.startedUs()).append(span.endedUs()).append(span.failed());
        text(row, span.errorKind());
        text(row, span.provider());
        text(row, span.model());
        appendFirst(row, span.dimensions(), span.usage(), span.cost());
        number(row, span.firstTokenUs());
        text(row, span.inputPreview());
        text(row, span.outputPreview());
        row.append(span.simulated());
        appendSecond(row, span.dimensions(), span.usage(), span.cost());
        text(row, span.cost().priceVersion());
        row.append(span.source().word());
        text(row, span.scope());
        text(row, span.errorMessage());
        text(row, span.errorShape());
        text(row, span.responseId());
        row.append(counted).endRow();
    }

    static void append(DuckDBAppender row, UUID project, long hash, TraceFacts trace) throws SQLException {
        row.beginRow().append(project).append(hash).append(trace.traceId()).append(trace.name());
        row.append(trace.startedUs())
                .append(trace.endedUs())
                .append(trace.lastStartUs())
                .append(trace.failed());
        text(row, trace.errorKind());
        row.append(trace.spanCount()).append(trace.generationCount());
        text(row, joined(trace.models()));
        text(row, joined(trace.providers()));
        appendFirst(row, trace.dimensions(), trace.usage(), trace.cost());
        number(row, trace.firstTokenUs());
        text(row, trace.inputPreview());
        text(row, trace.outputPreview());
        row.append(trace.simulated());
        appendSecond(row, trace.dimensions(), trace.usage(), trace.cost());
        row.append(trace.failedSpanCount()).append(trace.rootMissing());
        row.endRow();
    }

    /** What layout 1 had. */
    private static void appendFirst(DuckDBAppender row, Span.Dimensions dimensions, Span.Usage usage, Span.Cost cost)
            throws SQLException {
        text(row, dimensions.userId());
        text(row, dimensions.sessionId());
        text(row, dimensions.environment());
        text(row, dimensions.release());
        text(row, joined(dimensions.tags()));
        number(row, usage.input());
        number(row, usage.output());
        number(row, usage.cacheRead());
        number(row, usage.reasoning());
        money(row, cost.usd());
    }

    /** What layout 2 added. */
    private static void appendSecond(DuckDBAppender row, Span.Dimensions dimensions, Span.Usage usage, Span.Cost cost)
            throws SQLException {
        text(row, dimensions.app());
        text(row, dimensions.promptName());
        text(row, dimensions.promptVersion());
        text(row, joined(dimensions.metadata()));
        number(row, usage.cacheWrite());
        number(row, usage.audioInput());
        number(row, usage.audioOutput());
        for (var kind : COST_KINDS) {
            money(row, cost.parts().get(kind));
        }
        text(row, cost.unknownBecause());
    }

    static SpanFacts span(ResultSet row) throws SQLException {
        return new SpanFacts(
                row.getString("trace_id"),
                row.getString("span_id"),
                row.getString("parent_id"),
                row.getString("name"),
                SpanKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                source(row.getString("source")),
                row.getString("scope"),
                row.getLong("started_us"),
                row.getLong("ended_us"),
                row.getBoolean("failed"),
                row.getString("error_kind"),
                row.getString("error_message"),
                row.getString("error_shape"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("response_id"),
                dimensions(row),
                usage(row),
                spanCost(row),
                number(row, "first_token_us"),
                row.getString("input_preview"),
                row.getString("output_preview"),
                row.getBoolean("simulated"));
    }

    static Span.Dimensions dimensions(ResultSet row) throws SQLException {
        return new Span.Dimensions(
                row.getString("user_id"),
                row.getString("session_id"),
                row.getString("environment"),
                row.getString("release"),
                row.getString("app"),
                row.getString("prompt_name"),
                row.getString("prompt_version"),
                split(row.getString("tags")),
                metadata(row.getString("metadata")));
    }

    static Span.Usage usage(ResultSet row) throws SQLException {
        return new Span.Usage(
                number(row, "input_tokens"),
                number(row, "output_tokens"),
                number(row, "cache_read_tokens"),
                number(row, "cache_write_tokens"),
                number(row, "reasoning_tokens"),
                number(row, "audio_input_tokens"),
                number(row, "audio_output_tokens"));
    }

    static Span.Cost spanCost(ResultSet row) throws SQLException {
        var cost = cost(row);
        return new Span.Cost(cost.usd(), row.getString("price_version"), cost.unknownBecause(), cost.parts());
    }

    /** The cost without the price it was computed with. */
    static Span.Cost cost(ResultSet row) throws SQLException {
        var parts = new EnumMap<CostKind, BigDecimal>(CostKind.class);
        for (var kind : COST_KINDS) {
            var usd = row.getBigDecimal("cost_" + kind.word());
            if (usd != null) {
                parts.put(kind, usd);
            }
        }
        return new Span.Cost(row.getBigDecimal("cost_usd"), null, row.getString("cost_unknown_because"), parts);
    }

    static List<String> split(@Nullable String joined) {
        return joined == null
                ? List.of()
                : List.of(joined.substring(1, joined.length() - 1).split(SEPARATOR, -1));
    }

    /** A value as it stands in a joined list. */
    static String element(String value) {
        return SEPARATOR + value.replace(SEPARATOR, " ") + SEPARATOR;
    }

    /** A metadata entry as it stands in the joined list. */
    static String element(String name, String value) {
        return SEPARATOR + entry(name, value) + SEPARATOR;
    }

    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** Spans of layout 1 do not say. */
    static SpanSource source(@Nullable String word) {
        return word == null ? SpanSource.OTLP : SpanSource.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Map<String, String> metadata(@Nullable String joined) {
        var metadata = new HashMap<String, String>();
        for (var entry : split(joined)) {
            int is = entry.indexOf(IS);
            metadata.put(entry.substring(0, is), entry.substring(is + 1));
        }
        return metadata;
    }

    private static @Nullable String joined(Map<String, String> metadata) {
        return joined(new TreeMap<>(metadata)
                .entrySet().stream()
                        .map(it -> entry(it.getKey(), it.getValue()))
                        .toList());
    }

    private static String entry(String name, String value) {
        return plain(name) + IS + plain(value);
    }

    private static String plain(String text) {
        return text.replace(SEPARATOR, " ").replace(IS, " ");
    }

    private static @Nullable String joined(List<String> values) {
        if (values.isEmpty()) {
            return null;
        }
        var joined = new StringBuilder(SEPARATOR);
        values.forEach(value -> joined.append(value.replace(SEPARATOR, " ")).append(SEPARATOR));
        return joined.toString();
    }

    static void text(DuckDBAppender row, @Nullable String value) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else {
            row.append(value);
        }
    }

    private static void number(DuckDBAppender row, @Nullable Long value) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else {
            row.append(value.longValue());
        }
    }

    private static void money(DuckDBAppender row, @Nullable BigDecimal value) throws SQLException {
        if (value == null) {
            row.appendNull();
        } else {
            row.append(value);
        }
    }
}
