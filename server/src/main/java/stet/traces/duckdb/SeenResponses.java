package stet.traces.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.duckdb.DuckDBConnection;

/**
 * Tells whether a stored call that started about then may have had a response, and never wrongly that none had: Bloom filters over
 * responses, one for each stretch of time that calls have come from. A stretch is read from the table when it is first asked for; those not
 * asked for the longest time are dropped when all take too much room. For one writer.
 */
final class SeenResponses {
    /** How long a stretch is, and so how far apart the starts of what is asked for and what is found may at least lie. */
    static final long STRETCH_US = 10 * 60 * 1_000_000L;

    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final int MOST_READS = 16;

    /** Stretches by number, the longest unused first. */
    private final Map<Long, ResponseFilter> stretches = new LinkedHashMap<>(16, 0.75f, true);

    /** Reads the stretches around some starts, while the table holds all earlier batches. */
    void prepare(DuckDBConnection sql, Collection<Long> starts) throws SQLException {
        var missing = new TreeSet<Long>();
        var wanted = new TreeSet<Long>();
        for (long start : starts) {
            long stretch = Math.floorDiv(start, STRETCH_US);
            for (long each = stretch - 1; each <= stretch + 1; each++) {
                if (wanted.add(each) && stretches.get(each) == null) {
                    missing.add(each);
                }
            }
        }
        drop(wanted);
        for (var run : runs(missing)) {
            read(sql, run);
        }
        missing.forEach(it -> stretches.computeIfAbsent(it, _ -> new ResponseFilter()));
    }

    /** Whether a response may be there; from now on it may. To be asked about starts that {@link #prepare} was told. */
    boolean mayHold(UUID project, String responseId, long startedUs) {
        long hash = hash(project, responseId);
        long stretch = Math.floorDiv(startedUs, STRETCH_US);
        boolean found = of(stretch - 1).holds(hash) || of(stretch + 1).holds(hash);
        return !of(stretch).add(hash) || found;
    }

    private ResponseFilter of(long stretch) {
        return Objects.requireNonNull(stretches.get(stretch), "a stretch that was not prepared");
    }

    private void drop(Set<Long> wanted) {
        long bytes =
                stretches.values().stream().mapToLong(ResponseFilter::bytes).sum();
        for (var each = stretches.entrySet().iterator(); bytes > MOST_BYTES && each.hasNext(); ) {
            var stretch = each.next();
            if (!wanted.contains(stretch.getKey())) {
                bytes -= stretch.getValue().bytes();
                each.remove();
            }
        }
    }

    private record Run(long first, long last) {}

    /** Stretches that follow each other are read together, and all together when they are scattered. */
    private static List<Run> runs(SortedSet<Long> missing) {
        var runs = new ArrayList<Run>();
        for (long each : missing) {
            if (!runs.isEmpty() && runs.getLast().last == each - 1) {
                runs.add(new Run(runs.removeLast().first, each));
            } else {
                runs.add(new Run(each, each));
            }
        }
        return runs.size() <= MOST_READS ? runs : List.of(new Run(missing.first(), missing.last()));
    }

    private void read(DuckDBConnection sql, Run run) throws SQLException {
        var fresh = new LinkedHashMap<Long, ResponseFilter>();
        try (var spans = sql.prepareStatement("""
                SELECT project, response_id, started_us FROM span
                WHERE started_us BETWEEN ? AND ? AND response_id IS NOT NULL""")) {
            spans.setLong(1, run.first * STRETCH_US);
            spans.setLong(2, (run.last + 1) * STRETCH_US - 1);
            try (var rows = spans.executeQuery()) {
                while (rows.next()) {
                    long stretch = Math.floorDiv(rows.getLong(3), STRETCH_US);
                    fresh.computeIfAbsent(stretch, _ -> new ResponseFilter())
                            .add(hash(rows.getObject(1, UUID.class), rows.getString(2)));
                }
            }
        }
        fresh.forEach(stretches::putIfAbsent);
    }

    private static long hash(UUID project, String responseId) {
        return new TraceKey(project, responseId).hash();
    }
}
