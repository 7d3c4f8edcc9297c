package stet.traces.duckdb;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/** Stored spans that count, or no longer count, since others came. */
final class Recounts {
    private Recounts() {}

    /**
     * @param written the spans that are written anew, with their count
     * @param touched the traces whose spans may count otherwise
     * @param before by stored trace, the spans that did not count
     * @param after by trace, the spans that do not count now
     */
    static void write(
            DuckDBConnection sql,
            Collection<SpanKey> written,
            Collection<TraceKey> touched,
            Map<TraceKey, Set<String>> before,
            Map<TraceKey, Set<String>> after)
            throws SQLException {
        var changed = new HashMap<SpanKey, Boolean>();
        for (var trace : touched) {
            var was = before.getOrDefault(trace, Set.of());
            var is = after.getOrDefault(trace, Set.of());
            was.stream().filter(span -> !is.contains(span)).forEach(it -> changed.put(new SpanKey(trace, it), true));
            is.stream().filter(span -> !was.contains(span)).forEach(it -> changed.put(new SpanKey(trace, it), false));
        }
        changed.keySet().removeAll(new HashSet<>(written));
        if (changed.isEmpty()) {
            return;
        }
        try (var update = sql.prepareStatement("""
                UPDATE span SET counted = ?
                WHERE trace_hash = ? AND project = ? AND trace_id = ? AND span_id = ? AND counted <> ?""")) {
            for (var span : changed.entrySet()) {
                var trace = span.getKey().trace();
                update.setBoolean(1, span.getValue());
                update.setLong(2, trace.hash());
                update.setObject(3, trace.project());
                update.setString(4, trace.traceId());
                update.setString(5, span.getKey().spanId());
                update.setBoolean(6, span.getValue());
                update.executeUpdate();
            }
        }
    }
}
