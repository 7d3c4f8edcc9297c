package stet.traces.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import stet.platform.journal.Position;
import stet.traces.SpanFacts;
import stet.traces.TraceFacts;
import stet.traces.TraceStore.Recorded;
import stet.traces.WrittenSpan;

/** Writes one batch of spans: what is new of it, the traces it changes, and the position, in one transaction. */
record SpanWriter(DuckDBConnection sql, SeenTraces seen) {
    private record Known(long rowId, long startedUs, long lastStartUs) {}

    void store(List<Recorded> batch, Position upTo) throws SQLException {
        sql.setAutoCommit(false);
        try {
            write(batch);
            try (var position = sql.prepareStatement("UPDATE stored SET position = ?")) {
                position.setLong(1, upTo.entry());
                position.executeUpdate();
            }
            sql.commit();
        } catch (SQLException | RuntimeException e) {
            try {
                sql.rollback();
            } catch (SQLException failed) {
                e.addSuppressed(failed);
            }
            throw e;
        }
    }

    private void write(List<Recorded> batch) throws SQLException {
        var offered = new LinkedHashMap<TraceKey, Map<String, WrittenSpan>>();
        for (var recorded : batch) {
            var facts = recorded.span().facts();
            offered.computeIfAbsent(new TraceKey(recorded.projectId(), facts.traceId()), _ -> new LinkedHashMap<>())
                    .putIfAbsent(facts.spanId(), recorded.span());
        }
        var known = known(offered.keySet());
        var facts = known.isEmpty() ? new HashMap<TraceKey, Map<String, SpanFacts>>() : factsOf(known);
        var replaced = new ArrayList<Long>();
        try (var spans = sql.createAppender("span");
                var contents = sql.createAppender("content")) {
            for (var trace : offered.entrySet()) {
                var all = facts.computeIfAbsent(trace.getKey(), _ -> new LinkedHashMap<>());
                int before = all.size();
                long hash = trace.getKey().hash();
                for (var span : trace.getValue().values()) {
                    var added = span.facts();
                    if (all.putIfAbsent(added.spanId(), added) == null) {
                        Columns.append(spans, trace.getKey().project(), hash, added);
                        append(contents, trace.getKey(), hash, span);
                    }
                }
                var old = known.get(trace.getKey());
                if (all.size() == before) {
                    facts.remove(trace.getKey());
                } else if (old != null) {
                    replaced.add(old.rowId());
                }
            }
        }
        delete(replaced);
        try (var traces = sql.createAppender("trace")) {
            for (var trace : facts.entrySet()) {
                Columns.append(
                        traces,
                        trace.getKey().project(),
                        trace.getKey().hash(),
                        TraceFacts.of(trace.getValue().values()));
            }
        }
    }

    private Map<TraceKey, Known> known(Collection<TraceKey> keys) throws SQLException {
        var known = new HashMap<TraceKey, Known>();
        seen.prepare(sql, keys.size());
        var hashes = keys.stream().map(TraceKey::hash).filter(seen::mayHold).toList();
        if (hashes.isEmpty()) {
            return known;
        }
        try (var traces = sql.prepareStatement("""
                SELECT rowid, project, trace_id, started_us, last_start_us FROM trace
                WHERE trace_hash IN (SELECT unnest(?::BIGINT[]))""")) {
            traces.setObject(1, longs(hashes));
            try (var rows = traces.executeQuery()) {
                while (rows.next()) {
                    var key = new TraceKey(rows.getObject(2, java.util.UUID.class), rows.getString(3));
                    if (keys.contains(key)) {
                        known.put(key, new Known(rows.getLong(1), rows.getLong(4), rows.getLong(5)));
                    }
                }
            }
        }
        return known;
    }

    private Map<TraceKey, Map<String, SpanFacts>> factsOf(Map<TraceKey, Known> known) throws SQLException {
        var facts = new HashMap<TraceKey, Map<String, SpanFacts>>();
        try (var spans = sql.prepareStatement("SELECT project, " + Columns.SPAN + """
                 FROM span
                WHERE started_us BETWEEN ? AND ? AND trace_hash IN (SELECT unnest(?::BIGINT[]))""")) {
            var traces = known.values();
            spans.setLong(1, traces.stream().mapToLong(Known::startedUs).min().orElseThrow());
            spans.setLong(2, traces.stream().mapToLong(Known::lastStartUs).max().orElseThrow());
            spans.setObject(3, longs(known.keySet().stream().map(TraceKey::hash).toList()));
            try (var rows = spans.executeQuery()) {
                while (rows.next()) {
                    var span = Columns.span(rows);
                    var key = new TraceKey(rows.getObject("project", java.util.UUID.class), span.traceId());
                    if (known.containsKey(key)) {
                        facts.computeIfAbsent(key, _ -> new LinkedHashMap<>()).put(span.spanId(), span);
                    }
                }
            }
        }
        return facts;
    }

    private void delete(List<Long> rowIds) throws SQLException {
        if (rowIds.isEmpty()) {
            return;
        }
        try (var traces = sql.prepareStatement("DELETE FROM trace WHERE rowid IN (SELECT unnest(?::BIGINT[]))")) {
            traces.setObject(1, longs(rowIds));
            traces.executeUpdate();
        }
    }

    private static void append(DuckDBAppender row, TraceKey key, long hash, WrittenSpan span) throws SQLException {
        var facts = span.facts();
        row.beginRow().append(key.project()).append(hash).append(key.traceId()).append(facts.spanId());
        row.append(facts.startedUs()).append(facts.name());
        Columns.text(row, span.requestId());
        row.append(span.head());
        json(row, span.input());
        json(row, span.output());
        row.endRow();
    }

    private static void json(DuckDBAppender row, byte @Nullable [] content) throws SQLException {
        if (content == null) {
            row.appendNull();
        } else {
            row.append(content);
        }
    }

    private java.sql.Array longs(List<Long> values) throws SQLException {
        return sql.createArrayOf("BIGINT", values.toArray());
    }
}
