package stet.traces.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.PricedCall;
import stet.traces.PricedCall.PricedCalls;
import stet.traces.Span;
import stet.traces.SpanFacts;
import stet.traces.SpanJson;
import stet.traces.query.CallGroup;
import stet.traces.query.Filter;
import stet.traces.query.Subject;
import stet.traces.query.TimeRange;

/** Reads model calls with what they used and cost. */
record CallReads(Database database) {
    PricedCalls calls(UUID project, Filter filter, TimeRange range, int most) {
        var matching = matching(project, filter, range);
        return database.ask(asking -> {
            var first = asking.rows(
                            "SELECT count(*), max(started_us) FROM (SELECT s.started_us FROM span s WHERE "
                                    + matching.sql() + " ORDER BY s.started_us LIMIT " + most + ")",
                            matching.values(),
                            row -> new long[] {row.getLong(1), row.getLong(2)})
                    .getFirst();
            if (first[0] == 0) {
                return new PricedCalls(List.of(), range.to());
            }
            long last = first[1];
            var values = new ArrayList<>(matching.values());
            values.addAll(List.of(last, project, SpanFacts.micros(range.from()), last));
            var calls = asking.rows("""
                    SELECT s.*, c.head AS head FROM (
                      SELECT s.* FROM span s WHERE %s AND s.started_us <= ?) s
                    LEFT JOIN (
                      SELECT trace_hash, trace_id, span_id, head FROM content
                      WHERE project = ? AND started_us BETWEEN ? AND ?) c USING (trace_hash, trace_id, span_id)
                    ORDER BY s.started_us, trace_id, span_id""".formatted(matching.sql()), values, CallReads::call);
            return new PricedCalls(calls, first[0] < most ? range.to() : Questions.at(last + 1));
        });
    }

    List<CallGroup> groups(UUID project, Filter filter, TimeRange range) {
        var matching = matching(project, filter, range);
        return database.ask(asking -> asking.rows(
                """
                SELECT s.provider AS provider, s.model AS model, count(*) AS calls,
                  count(*) FILTER (s.cost_usd IS NULL AND (s.input_tokens IS NOT NULL OR s.output_tokens IS NOT NULL)) AS unknown,
                  any_value(s.cost_unknown_because) FILTER (s.input_tokens IS NOT NULL OR s.output_tokens IS NOT NULL) AS because,
                  sum(s.cost_usd) AS cost, sum(s.input_tokens)::BIGINT AS input_tokens,
                  sum(s.output_tokens)::BIGINT AS output_tokens, max(s.started_us) AS last_us
                FROM span s WHERE %s GROUP BY s.provider, s.model
                ORDER BY calls DESC, s.provider, s.model LIMIT %s""".formatted(matching.sql(), CallGroup.MOST),
                matching.values(),
                row -> new CallGroup(
                        row.getString("provider"),
                        row.getString("model"),
                        row.getLong("calls"),
                        row.getLong("unknown"),
                        row.getString("because"),
                        Questions.plain(row.getBigDecimal("cost")),
                        Columns.number(row, "input_tokens"),
                        Columns.number(row, "output_tokens"),
                        Questions.at(row.getLong("last_us")))));
    }

    private static Where matching(UUID project, Filter filter, TimeRange range) {
        var within = new Filter.And(List.of(new Filter.Started(range.from(), range.to()), filter));
        var window = new Window(SpanFacts.micros(range.from()), SpanFacts.micros(range.to()));
        return Where.of(Subject.GENERATIONS, project, within, window);
    }

    /** What the span itself says; where that is gone, what its columns do. */
    private static PricedCall call(ResultSet row) throws SQLException {
        var generation = generation(row.getString("head"));
        return new PricedCall(
                row.getString("trace_id"),
                row.getString("span_id"),
                Questions.at(row.getLong("started_us")),
                Columns.source(row.getString("source")),
                row.getString("provider"),
                generation == null ? null : generation.requestModel(),
                generation == null ? row.getString("model") : generation.responseModel(),
                generation == null ? Columns.usage(row) : generation.usage(),
                Columns.spanCost(row));
    }

    private static Span.@Nullable Generation generation(@Nullable String head) {
        return head == null ? null : SpanJson.MAPPER.readValue(head, Span.class).generation();
    }
}
