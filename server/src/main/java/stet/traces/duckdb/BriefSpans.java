package stet.traces.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.SpanSource;

/** The spans of a long trace as its outline needs them, read from narrow columns: without content, attributes and dimensions. */
final class BriefSpans {
    static final String COLUMNS = """
            trace_id, span_id, parent_id, name, kind, started_us, ended_us, failed, error_kind, error_message, provider, model,
            input_tokens, output_tokens, cost_usd, cost_unknown_because, first_token_us, source, simulated""";

    private BriefSpans() {}

    static Span of(ResultSet row) throws SQLException {
        var kind = SpanKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
        return new Span(
                row.getString("trace_id"),
                row.getString("span_id"),
                row.getString("parent_id"),
                row.getString("name"),
                kind,
                source(row.getString("source")),
                Questions.at(row.getLong("started_us")),
                Questions.at(row.getLong("ended_us")),
                new Span.SpanStatus(
                        row.getBoolean("failed"), row.getString("error_kind"), row.getString("error_message")),
                kind.callsModel() ? generation(row) : null,
                Span.Dimensions.NONE,
                null,
                null,
                null,
                null,
                row.getBoolean("simulated"),
                false,
                null,
                null,
                List.of());
    }

    private static Span.Generation generation(ResultSet row) throws SQLException {
        var usd = Questions.plain(row.getBigDecimal("cost_usd"));
        var because = row.getString("cost_unknown_because");
        var firstToken = Columns.number(row, "first_token_us");
        return new Span.Generation(
                row.getString("provider"),
                null,
                row.getString("model"),
                null,
                null,
                List.of(),
                new Span.Usage(
                        Columns.number(row, "input_tokens"),
                        Columns.number(row, "output_tokens"),
                        null,
                        null,
                        null,
                        null,
                        null),
                new Span.Cost(usd, null, because, Map.of()),
                firstToken == null ? null : Duration.of(firstToken, ChronoUnit.MICROS),
                null,
                null);
    }

    /** Spans of an older layout do not say. */
    private static SpanSource source(@Nullable String word) {
        return word == null ? SpanSource.OTLP : SpanSource.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
