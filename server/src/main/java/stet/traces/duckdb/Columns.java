package stet.traces.duckdb;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import stet.traces.SpanFacts;
import stet.traces.SpanKind;
import stet.traces.TraceFacts;

/** Facts as rows of their tables, in the order of {@link Schema}, and back. */
final class Columns {
    /** Stands around and between the values of a list. */
    static final String SEPARATOR = "\u001f";

    static final String TRACE = """
            trace_id, name, started_us, ended_us, last_start_us, failed, error_kind, span_count, generation_count, models,
            providers, user_id, session_id, environment, release, tags, input_tokens, output_tokens, cache_read_tokens,
            reasoning_tokens, cost_usd, first_token_us, input_preview, output_preview, simulated""";

    static final String SPAN = """
            trace_id, span_id, parent_id, name, kind, started_us, ended_us, failed, error_kind, provider, model, user_id,
            session_id, environment, release, tags, input_tokens, output_tokens, cache_read_tokens, reasoning_tokens,
            cost_usd, first_token_us, input_preview, output_preview, simulated""";

    private Columns() {}

    static void append(DuckDBAppender row, UUID project, long hash, SpanFacts span) throws SQLException {
        row.beginRow().append(project).append(hash).append(span.traceId()).append(span.spanId());
        text(row, span.parentId());
        row.append(span.name()).append(span.kind().word());
        row.append(span.startedUs()).append(span.endedUs()).append(span.failed());
        text(row, span.errorKind());
        text(row, span.provider());
        text(row, span.model());
        text(row, span.userId());
        text(row, span.sessionId());
        text(row, span.environment());
        text(row, span.release());
        text(row, joined(span.tags()));
        number(row, span.inputTokens());
        number(row, span.outputTokens());
        number(row, span.cacheReadTokens());
        number(row, span.reasoningTokens());
        money(row, span.costUsd());
        number(row, span.firstTokenUs());
        text(row, span.inputPreview());
        text(row, span.outputPreview());
        row.append(span.simulated()).endRow();
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
        text(row, trace.userId());
        text(row, trace.sessionId());
        text(row, trace.environment());
        text(row, trace.release());
        text(row, joined(trace.tags()));
        number(row, trace.inputTokens());
        number(row, trace.outputTokens());
        number(row, trace.cacheReadTokens());
        number(row, trace.reasoningTokens());
        money(row, trace.costUsd());
        number(row, trace.firstTokenUs());
        text(row, trace.inputPreview());
        text(row, trace.outputPreview());
        row.append(trace.simulated()).endRow();
    }

    static SpanFacts span(ResultSet row) throws SQLException {
        return new SpanFacts(
                row.getString("trace_id"),
                row.getString("span_id"),
                row.getString("parent_id"),
                row.getString("name"),
                SpanKind.valueOf(row.getString("kind").toUpperCase(java.util.Locale.ROOT)),
                row.getLong("started_us"),
                row.getLong("ended_us"),
                row.getBoolean("failed"),
                row.getString("error_kind"),
                row.getString("provider"),
                row.getString("model"),
                row.getString("user_id"),
                row.getString("session_id"),
                row.getString("environment"),
                row.getString("release"),
                split(row.getString("tags")),
                number(row, "input_tokens"),
                number(row, "output_tokens"),
                number(row, "cache_read_tokens"),
                number(row, "reasoning_tokens"),
                row.getBigDecimal("cost_usd"),
                number(row, "first_token_us"),
                row.getString("input_preview"),
                row.getString("output_preview"),
                row.getBoolean("simulated"));
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

    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
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
