package stet.traces.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import stet.traces.SpanFacts;

/**
 * How many traces of a day have a value, kept while they are stored so that nobody has to count. A value that is new is stored with its
 * trace; further counts wait in memory for some minutes, and those of a process that was killed are lost. For one writer.
 */
final class FacetCounts {
    private static final long DAY_US = TimeUnit.DAYS.toMicros(1);
    private static final long FLUSH_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int MOST_WAITING = 100_000;

    /** Counts all traces anew. */
    static final String REBUILD = """
            DELETE FROM facet;
            INSERT INTO facet SELECT project, started_us // 86400000000, dimension, value, count(*) FROM (
              SELECT project, started_us, 'model' AS dimension, unnest(string_split(models, chr(31))) AS value FROM trace
              UNION ALL SELECT project, started_us, 'provider', unnest(string_split(providers, chr(31))) FROM trace
              UNION ALL SELECT project, started_us, 'tag', unnest(string_split(tags, chr(31))) FROM trace
              UNION ALL SELECT project, started_us, 'user', user_id FROM trace
              UNION ALL SELECT project, started_us, 'environment', environment FROM trace)
            WHERE value <> '' GROUP BY ALL""";

    /** A value of a dimension on a day since 1970. */
    record Key(UUID project, long day, String dimension, String value) {}

    private record Value(String dimension, String value) {}

    private final Map<Key, Long> waiting = new HashMap<>();
    private final Map<Key, Long> batch = new HashMap<>();
    private long flushed = System.nanoTime();
    private boolean all;

    /** Counts the values that spans bring to a trace. */
    void add(TraceKey trace, Collection<SpanFacts> before, Collection<SpanFacts> after) {
        var values = values(after);
        values.removeAll(values(before));
        long started = after.stream().mapToLong(SpanFacts::startedUs).min().orElse(0);
        for (var value : values) {
            var key = new Key(trace.project(), day(started), value.dimension(), value.value());
            batch.merge(key, 1L, Long::sum);
        }
    }

    /** Writes what must not wait, in the transaction of its traces. */
    synchronized void write(DuckDBConnection sql) throws SQLException {
        var rows = new HashMap<Key, Long>();
        all = System.nanoTime() - flushed > FLUSH_NANOS || waiting.size() > MOST_WAITING;
        if (all) {
            rows.putAll(waiting);
            batch.forEach((key, count) -> rows.merge(key, count, Long::sum));
        } else {
            batch.forEach((key, count) -> {
                if (!waiting.containsKey(key)) {
                    rows.put(key, count);
                }
            });
        }
        append(sql, rows);
    }

    /** After the transaction. */
    synchronized void committed() {
        if (all) {
            forget();
            return;
        }
        batch.forEach((key, count) -> waiting.merge(key, waiting.containsKey(key) ? count : 0L, Long::sum));
        batch.clear();
    }

    void abandon() {
        batch.clear();
    }

    /** Writes all that waits. */
    synchronized void flush(DuckDBConnection sql) throws SQLException {
        append(sql, waiting);
        forget();
    }

    /** When all was counted anew. */
    synchronized void forget() {
        waiting.clear();
        batch.clear();
        flushed = System.nanoTime();
    }

    /** What is counted and not stored yet. */
    synchronized Map<Key, Long> waiting(UUID project, long fromDay, long toDay) {
        var found = new HashMap<Key, Long>();
        waiting.forEach((key, count) -> {
            if (count > 0 && key.project.equals(project) && key.day >= fromDay && key.day <= toDay) {
                found.put(key, count);
            }
        });
        return found;
    }

    private static void append(DuckDBConnection sql, Map<Key, Long> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var row = sql.createAppender("facet")) {
            for (var count : rows.entrySet()) {
                if (count.getValue() > 0) {
                    var key = count.getKey();
                    row.beginRow()
                            .append(key.project)
                            .append(key.day)
                            .append(key.dimension)
                            .append(key.value);
                    row.append(count.getValue().longValue()).endRow();
                }
            }
            row.flush();
        }
    }

    private static Set<Value> values(Collection<SpanFacts> spans) {
        var values = new HashSet<Value>();
        for (var span : spans) {
            add(values, "model", span.model());
            add(values, "provider", span.provider());
            add(values, "user", span.dimensions().userId());
            add(values, "environment", span.dimensions().environment());
            span.dimensions().tags().forEach(tag -> add(values, "tag", tag));
        }
        return values;
    }

    private static void add(Set<Value> values, String dimension, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            values.add(new Value(dimension, value));
        }
    }

    static long day(long micros) {
        return Math.floorDiv(micros, DAY_US);
    }

    static List<Object> columns(Database.Asking asking, Map<Key, Long> counts) throws SQLException {
        var dimensions = new ArrayList<String>();
        var values = new ArrayList<String>();
        var numbers = new ArrayList<Long>();
        counts.forEach((key, count) -> {
            dimensions.add(key.dimension);
            values.add(key.value);
            numbers.add(count);
        });
        return List.of(
                asking.texts(dimensions),
                asking.texts(values),
                asking.sql().createArrayOf("BIGINT", numbers.toArray()));
    }
}
