package stet.traces.duckdb;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import stet.traces.Score;
import stet.traces.WholeTraces;
import stet.traces.query.Cursor;
import stet.traces.query.Filter;

/** Reads traces oldest first, in portions that bound what a question scans and holds. */
record WholeTraceReads(Database database) implements WholeTraces {
    private static final int PORTION = 10_000;
    private static final long MOST_CHARACTERS = 8L * 1024 * 1024;
    private static final Place BEFORE_ALL = new Place(Long.MIN_VALUE, "");

    private static final String INSIDE = """
            project = ? AND started_us BETWEEN ? AND ? AND trace_hash IN (SELECT unnest(?::BIGINT[]))
            AND trace_id IN (SELECT unnest(?::VARCHAR[]))""";

    private record Stretch(long traces, Cursor last, Window window) {}

    @Override
    public Portion next(UUID project, Filter filter, Cursor after, long untilUs) {
        return database.ask(asking -> {
            var stretch = stretch(asking, project, after, untilUs);
            if (stretch.traces == 0) {
                return new Portion(List.of(), after, true);
            }
            var where = behind(Where.of(project, filter, stretch.window), after)
                    .and("t.started_us <= ?", stretch.last.startedUs())
                    .and("(t.started_us < ? OR t.trace_id <= ?)", stretch.last.startedUs(), stretch.last.traceId());
            var matching = asking.rows(
                    "SELECT t.trace_id, t.started_us, t.last_start_us, t.span_count, t.session_id FROM trace t WHERE "
                            + where.sql() + " ORDER BY t.started_us, t.trace_id",
                    where.values(),
                    WholeTraceReads::found);
            return new Portion(matching, stretch.last, stretch.traces < PORTION);
        });
    }

    private static Stretch stretch(Database.Asking asking, UUID project, Cursor after, long untilUs)
            throws SQLException {
        var where = behind(new Where("t.project = ?", List.of(project)), after).and("t.started_us < ?", untilUs);
        return asking.rows(
                        """
                        SELECT count(*), min(started_us), max(started_us), arg_max(trace_id, (started_us, trace_id)),
                          max(last_start_us)
                        FROM (SELECT t.started_us, t.trace_id, t.last_start_us FROM trace t WHERE %s
                          ORDER BY t.started_us, t.trace_id LIMIT %s)""".formatted(where.sql(), PORTION),
                        where.values(),
                        row -> new Stretch(
                                row.getLong(1),
                                new Cursor(row.getLong(3), requireNonNullElse(row.getString(4), "")),
                                new Window(row.getLong(2), row.getLong(5))))
                .getFirst();
    }

    private static Where behind(Where where, Cursor after) {
        return where.and("t.started_us >= ?", after.startedUs())
                .and("(t.started_us > ? OR t.trace_id > ?)", after.startedUs(), after.traceId());
    }

    @Override
    public Optional<Found> find(UUID project, String traceId) {
        return database.ask(asking ->
                asking
                        .rows(
                                """
                        SELECT trace_id, started_us, last_start_us, span_count, session_id FROM trace
                        WHERE trace_hash = ? AND project = ? AND trace_id = ?""",
                                List.of(new TraceKey(project, traceId).hash(), project, traceId),
                                WholeTraceReads::found)
                        .stream()
                        .findFirst());
    }

    @Override
    public SpanRun spans(UUID project, List<Found> traces, @Nullable Place after, int most) {
        if (traces.isEmpty()) {
            return new SpanRun(List.of(), false);
        }
        var behind = after == null ? BEFORE_ALL : after;
        return database.ask(asking -> {
            var ids = asking.texts(ids(traces));
            var bounds = List.of(
                    project,
                    traces.stream().mapToLong(Found::startedUs).min().orElseThrow(),
                    traces.stream().mapToLong(Found::lastStartUs).max().orElseThrow(),
                    hashes(asking, project, traces),
                    ids);
            var values = new ArrayList<Object>(bounds);
            values.addAll(
                    List.of(traces.getFirst().traceId(), behind.startedUs(), behind.startedUs(), behind.spanId()));
            values.addAll(bounds);
            values.addAll(List.of(ids, most + 1));
            var read = new ArrayList<WholeSpan>();
            var characters = new AtomicLong();
            boolean more = asking.whileWanted("""
                    SELECT s.*, c.head, c.input, c.output,
                      coalesce(strlen(c.head), 0) + coalesce(strlen(c.input), 0) + coalesce(strlen(c.output), 0) AS characters
                    FROM (SELECT %s FROM span WHERE %s
                      AND NOT (trace_id = ? AND (started_us < ? OR (started_us = ? AND span_id <= ?)))) s
                    LEFT JOIN (SELECT trace_id AS of_trace, span_id AS of_span, head, input, output
                      FROM content WHERE %s) c ON of_trace = s.trace_id AND of_span = s.span_id
                    ORDER BY list_position(?::VARCHAR[], s.trace_id), s.started_us, s.span_id LIMIT ?""".formatted(Columns.SPAN, INSIDE, INSIDE), values, row -> {
                if (read.size() == most || characters.get() > MOST_CHARACTERS) {
                    return false;
                }
                characters.addAndGet(row.getLong("characters"));
                return read.add(whole(row));
            });
            return new SpanRun(read, more);
        });
    }

    @Override
    public Map<String, List<Score>> scores(UUID project, List<Found> traces) {
        var byTrace = new HashMap<String, List<Score>>();
        if (traces.isEmpty()) {
            return byTrace;
        }
        return database.ask(asking -> {
            for (var score : Scores.ofTraces(asking, project, ids(traces))) {
                byTrace.computeIfAbsent(requireNonNull(score.traceId()), _ -> new ArrayList<>())
                        .add(score);
            }
            addThoseOfSessions(asking, project, traces, byTrace);
            byTrace.values().forEach(scores -> scores.sort(Comparator.comparing(Score::id)));
            return byTrace;
        });
    }

    private static void addThoseOfSessions(
            Database.Asking asking, UUID project, List<Found> traces, Map<String, List<Score>> byTrace)
            throws SQLException {
        var sessions = new LinkedHashSet<String>();
        traces.forEach(trace -> {
            if (trace.sessionId() != null) {
                sessions.add(trace.sessionId());
            }
        });
        var scores = sessions.isEmpty() ? List.<Score>of() : Scores.ofSessions(asking, project, List.copyOf(sessions));
        if (scores.isEmpty()) {
            return;
        }
        var last = new HashMap<String, String>();
        asking.rows(
                """
                SELECT session_id, arg_max(trace_id, (started_us, trace_id)) FROM trace
                WHERE project = ? AND session_id IN (SELECT unnest(?::VARCHAR[])) GROUP BY session_id""",
                List.of(project, asking.texts(List.copyOf(sessions))),
                row -> last.put(row.getString(1), row.getString(2)));
        var asked = Set.copyOf(ids(traces));
        for (var score : scores) {
            var trace = last.get(score.sessionId());
            if (trace != null && asked.contains(trace)) {
                byTrace.computeIfAbsent(trace, _ -> new ArrayList<>()).add(score);
            }
        }
    }

    private static WholeSpan whole(ResultSet row) throws SQLException {
        boolean removed = row.getString("head") == null;
        return new WholeSpan(removed ? FactSpans.of(row) : TraceReads.whole(row), removed);
    }

    private static List<String> ids(List<Found> traces) {
        return traces.stream().map(Found::traceId).toList();
    }

    private static Array hashes(Database.Asking asking, UUID project, List<Found> traces) throws SQLException {
        return asking.sql()
                .createArrayOf(
                        "BIGINT",
                        traces.stream()
                                .map(trace -> new TraceKey(project, trace.traceId()).hash())
                                .toArray());
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getString("trace_id"),
                row.getLong("started_us"),
                row.getLong("last_start_us"),
                row.getInt("span_count"),
                row.getString("session_id"));
    }
}
