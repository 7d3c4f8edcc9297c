package stet.traces.duckdb;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import stet.traces.Amendment;
import stet.traces.Span;
import stet.traces.SpanJson;

/**
 * What arrived about spans apart from them, for ever, and amended spans as they first came: so that what comes later is merged in
 * the order in which it happened. For one writer.
 */
final class Amendments {
    /** The hashes of all traces that have an amendment whose span has not come, and of some that have none. */
    private final Set<Long> waiting = new HashSet<>();

    private boolean loaded;

    /** Those traces of a batch that an amendment may wait for. */
    List<TraceKey> awaited(DuckDBConnection sql, Collection<TraceKey> traces) throws SQLException {
        if (!loaded) {
            try (var statement = sql.createStatement();
                    var rows = statement.executeQuery("""
                            SELECT DISTINCT trace_hash FROM amendment
                            ANTI JOIN original USING (project, trace_hash, trace_id, span_id)""")) {
                while (rows.next()) {
                    waiting.add(rows.getLong(1));
                }
            }
            loaded = true;
        }
        return waiting.isEmpty()
                ? List.of()
                : traces.stream().filter(it -> waiting.contains(it.hash())).toList();
    }

    void await(SpanKey span) {
        waiting.add(span.trace().hash());
    }

    /** The amendments of the traces' spans. */
    static Map<SpanKey, Set<Amendment>> of(DuckDBConnection sql, Collection<TraceKey> traces) throws SQLException {
        var found = new HashMap<SpanKey, Set<Amendment>>();
        if (traces.isEmpty()) {
            return found;
        }
        try (var statement = sql.prepareStatement("""
                SELECT project, trace_id, span_id, body FROM amendment
                WHERE trace_hash IN (SELECT unnest(?::BIGINT[]))""")) {
            hashes(sql, statement, traces);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(key(rows), _ -> new LinkedHashSet<>())
                            .add(SpanJson.MAPPER.readValue(rows.getString(4), Amendment.class));
                }
            }
        }
        return found;
    }

    static void add(DuckDBConnection sql, Map<SpanKey, List<Amendment>> fresh) throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        try (var row = sql.createAppender("amendment")) {
            for (var span : fresh.entrySet()) {
                for (var amendment : span.getValue()) {
                    var trace = span.getKey().trace();
                    row.beginRow().append(trace.project()).append(trace.hash()).append(trace.traceId());
                    row.append(span.getKey().spanId());
                    row.append(SpanJson.MAPPER.writeValueAsBytes(amendment))
                            .appendNull()
                            .endRow();
                }
            }
            row.flush();
        }
    }

    /** Spans of the store as they first came. */
    static Map<SpanKey, Span> originals(DuckDBConnection sql, Collection<SpanKey> spans) throws SQLException {
        var found = new HashMap<SpanKey, Span>();
        var wanted = new HashSet<>(spans);
        read(sql, "SELECT project, trace_id, span_id, head, input, output FROM content", wanted, rows -> {
            found.put(key(rows), TraceReads.whole(rows));
        });
        read(sql, "SELECT project, trace_id, span_id, body FROM original", wanted, rows -> {
            found.put(key(rows), SpanJson.MAPPER.readValue(rows.getString(4), Span.class));
        });
        return found;
    }

    static void keep(DuckDBConnection sql, Map<SpanKey, Span> originals) throws SQLException {
        if (originals.isEmpty()) {
            return;
        }
        remove(sql, "original", originals.keySet());
        try (var row = sql.createAppender("original")) {
            for (var original : originals.entrySet()) {
                var trace = original.getKey().trace();
                row.beginRow().append(trace.project()).append(trace.hash()).append(trace.traceId());
                row.append(original.getKey().spanId());
                row.append(SpanJson.MAPPER.writeValueAsBytes(original.getValue()))
                        .endRow();
            }
            row.flush();
        }
    }

    /** Removes the spans' rows from a table. */
    static void remove(DuckDBConnection sql, String table, Collection<SpanKey> spans) throws SQLException {
        var wanted = new HashSet<>(spans);
        var rowIds = new ArrayList<Long>();
        read(sql, "SELECT project, trace_id, span_id, rowid FROM " + table, wanted, rows -> {
            rowIds.add(rows.getLong(4));
        });
        if (rowIds.isEmpty()) {
            return;
        }
        try (var delete =
                sql.prepareStatement("DELETE FROM " + table + " WHERE rowid IN (SELECT unnest(?::BIGINT[]))")) {
            delete.setObject(1, sql.createArrayOf("BIGINT", rowIds.toArray()));
            delete.executeUpdate();
        }
    }

    interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    static void read(DuckDBConnection sql, String select, Set<SpanKey> wanted, Reader reader) throws SQLException {
        if (wanted.isEmpty()) {
            return;
        }
        try (var statement = sql.prepareStatement(select
                + " WHERE trace_hash IN (SELECT unnest(?::BIGINT[])) AND span_id IN (SELECT unnest(?::VARCHAR[]))")) {
            hashes(sql, statement, wanted.stream().map(SpanKey::trace).toList());
            var ids = wanted.stream().map(SpanKey::spanId).distinct().toArray();
            statement.setObject(2, sql.createArrayOf("VARCHAR", ids));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (wanted.contains(key(rows))) {
                        reader.read(rows);
                    }
                }
            }
        }
    }

    static SpanKey key(ResultSet row) throws SQLException {
        return new SpanKey(new TraceKey(row.getObject(1, UUID.class), row.getString(2)), row.getString(3));
    }

    private static void hashes(DuckDBConnection sql, PreparedStatement statement, Collection<TraceKey> traces)
            throws SQLException {
        var hashes = traces.stream().map(TraceKey::hash).distinct().toArray();
        statement.setObject(1, sql.createArrayOf("BIGINT", hashes));
    }
}
