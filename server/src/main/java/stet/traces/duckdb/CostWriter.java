package stet.traces.duckdb;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import stet.traces.CostKind;
import stet.traces.PricedCall.Recosted;
import stet.traces.Span;
import stet.traces.SpanFacts;
import stet.traces.SpanJson;

/** Writes other costs wherever a call's cost stands: its columns, its head, its original if it was amended, and its trace. */
record CostWriter(SpanWriter writer) {
    private static final String MONEY = "DECIMAL(28, 12)";

    /** What is written into a column of each span. */
    private record Column(String name, String type, Function<SpanKey, @Nullable Object> value) {}

    int write(UUID project, List<Recosted> calls) throws SQLException {
        var changed = new LinkedHashMap<SpanKey, Span.Cost>();
        writer.whole(() -> {
            changed.clear();
            changed.putAll(change(project, calls));
        });
        return changed.size();
    }

    private Map<SpanKey, Span.Cost> change(UUID project, List<Recosted> calls) throws SQLException {
        var traces = new HashSet<TraceKey>();
        calls.forEach(call -> traces.add(new TraceKey(project, call.traceId())));
        var known = writer.known(traces);
        if (known.isEmpty()) {
            return Map.of();
        }
        var facts = writer.factsOf(known);
        var changed = new LinkedHashMap<SpanKey, Span.Cost>();
        for (var call : calls) {
            var trace = new TraceKey(project, call.traceId());
            var ofTrace = facts.getOrDefault(trace, Map.of());
            var before = ofTrace.get(call.spanId());
            if (before != null
                    && before.cost().equals(call.before())
                    && !before.cost().equals(call.after())) {
                var after = before.costing(call.after());
                ofTrace.put(call.spanId(), after);
                changed.put(new SpanKey(trace, call.spanId()), after.cost());
            }
        }
        if (!changed.isEmpty()) {
            var started = started(calls);
            updateColumns(changed, started);
            updateBodies("content", started, "head", changed);
            updateBodies("original", "true", "body", changed);
            replaceTraces(changed, known, facts);
        }
        return changed;
    }

    /** When the calls started, as a condition: so that little of a table is read. */
    private static String started(List<Recosted> calls) {
        var starts = calls.stream()
                .mapToLong(call -> SpanFacts.micros(call.startedAt()))
                .summaryStatistics();
        return "started_us BETWEEN " + starts.getMin() + " AND " + starts.getMax();
    }

    private void updateColumns(Map<SpanKey, Span.Cost> changed, String started) throws SQLException {
        var columns = new ArrayList<Column>();
        columns.add(
                new Column("cost_usd", MONEY, span -> plain(cost(changed, span).usd())));
        columns.add(new Column(
                "price_version", "VARCHAR", span -> cost(changed, span).priceVersion()));
        columns.add(new Column(
                "cost_unknown_because", "VARCHAR", span -> cost(changed, span).unknownBecause()));
        for (var kind : CostKind.values()) {
            columns.add(new Column(
                    "cost_" + kind.word(),
                    MONEY,
                    span -> plain(cost(changed, span).parts().get(kind))));
        }
        update("span", started, List.copyOf(changed.keySet()), columns);
    }

    private void updateBodies(String table, String where, String column, Map<SpanKey, Span.Cost> changed)
            throws SQLException {
        var bodies = new HashMap<SpanKey, String>();
        Amendments.read(
                sql(),
                "SELECT project, trace_id, span_id, %2$s FROM (SELECT * FROM %1$s WHERE %3$s)"
                        .formatted(table, column, where),
                changed.keySet(),
                row -> {
                    var key = Amendments.key(row);
                    var span = SpanJson.MAPPER.readValue(row.getString(4), Span.class);
                    bodies.put(key, SpanJson.MAPPER.writeValueAsString(span.costing(cost(changed, key))));
                });
        if (!bodies.isEmpty()) {
            update(table, where, List.copyOf(bodies.keySet()), List.of(new Column(column, "VARCHAR", bodies::get)));
        }
    }

    private void update(String table, String where, List<SpanKey> spans, List<Column> columns) throws SQLException {
        var sets = new ArrayList<String>();
        var selected = new ArrayList<>(List.of(
                "unnest(?::BIGINT[]) AS trace_hash",
                "unnest(?::VARCHAR[]) AS trace_id",
                "unnest(?::VARCHAR[]) AS span_id"));
        var arrays = new ArrayList<Array>();
        arrays.add(array("BIGINT", spans, span -> span.trace().hash()));
        arrays.add(array("VARCHAR", spans, span -> span.trace().traceId()));
        arrays.add(array("VARCHAR", spans, SpanKey::spanId));
        for (var column : columns) {
            sets.add(column.name + " = it." + column.name);
            selected.add("unnest(?::VARCHAR[])::" + column.type + " AS " + column.name);
            arrays.add(array("VARCHAR", spans, column.value));
        }
        try (var update = sql().prepareStatement(
                        """
                UPDATE %1$s SET %2$s FROM (SELECT %3$s) it
                WHERE %1$s.project = ? AND %1$s.trace_hash = it.trace_hash AND %1$s.trace_id = it.trace_id
                  AND %1$s.span_id = it.span_id AND %4$s""".formatted(table, String.join(", ", sets), String.join(", ", selected), where))) {
            for (int i = 0; i < arrays.size(); i++) {
                update.setObject(i + 1, arrays.get(i));
            }
            update.setObject(arrays.size() + 1, spans.getFirst().trace().project());
            update.executeUpdate();
        }
    }

    private void replaceTraces(
            Map<SpanKey, Span.Cost> changed,
            Map<TraceKey, SpanWriter.Known> known,
            Map<TraceKey, Map<String, SpanFacts>> facts)
            throws SQLException {
        var traces = changed.keySet().stream().map(SpanKey::trace).distinct().toList();
        writer.delete(traces.stream()
                .map(trace -> requireNonNull(known.get(trace)).rowId())
                .toList());
        var _ = writer.addUp(traces, facts, writer.links().elsewhere(sql(), traces));
    }

    private Array array(String type, List<SpanKey> spans, Function<SpanKey, @Nullable Object> value)
            throws SQLException {
        var values = new @Nullable Object[spans.size()];
        Arrays.setAll(values, i -> value.apply(spans.get(i)));
        return sql().createArrayOf(type, values);
    }

    private DuckDBConnection sql() {
        return writer.sql();
    }

    private static Span.Cost cost(Map<SpanKey, Span.Cost> changed, SpanKey span) {
        return requireNonNull(changed.get(span));
    }

    private static @Nullable String plain(@Nullable BigDecimal money) {
        return money == null ? null : money.toPlainString();
    }
}
