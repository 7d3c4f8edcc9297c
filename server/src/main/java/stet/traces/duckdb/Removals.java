package stet.traces.duckdb;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.Sampling;
import stet.traces.SpanFacts;
import stet.traces.Upkeep.Removed;
import stet.traces.Upkeep.Sampled;
import stet.traces.Upkeep.Which;

/** Takes traces, content and scores out of the tables, or counts them. Each removal is to be one transaction. */
record Removals(Statements sql, UUID project) {
    private static final String TRACES =
            "trace_hash IN (SELECT unnest(?::BIGINT[])) AND trace_id IN (SELECT unnest(?::VARCHAR[]))";
    private static final String BYTES = "strlen(head) + coalesce(strlen(input), 0) + coalesce(strlen(output), 0)";

    private record Found(
            long hash,
            String id,
            long startedUs,
            long lastStartUs,
            @Nullable String session) {}

    Removed count(Which which) throws SQLException {
        var of = of(which);
        var traces = "SELECT t.trace_id FROM trace t WHERE " + of.sql();
        var values = new ArrayList<Object>(List.of(project));
        values.addAll(of.values());
        long found = sql.number("SELECT count(*) FROM (" + traces + ")", of.values());
        long spans = sql.number("SELECT count(*) FROM span WHERE project = ? AND trace_id IN (" + traces + ")", values);
        long contents =
                sql.number("SELECT count(*) FROM content WHERE project = ? AND trace_id IN (" + traces + ")", values);
        long amendments = 0;
        for (var table : List.of("amendment", "original")) {
            amendments += sql.number(
                    "SELECT count(*) FROM " + table + " WHERE project = ? AND trace_id IN (" + traces + ")", values);
        }
        long scores =
                sql.number("SELECT count(*) FROM score WHERE project = ? AND trace_id IN (" + traces + ")", values);
        var rest = rest(which);
        return new Removed(
                found,
                spans,
                contents,
                0,
                amendments
                        + sql.number(
                                "SELECT count(*) FROM amendment WHERE " + rest.amendments.sql(),
                                rest.amendments.values()),
                scores + sql.number("SELECT count(*) FROM score WHERE " + rest.scores.sql(), rest.scores.values()));
    }

    /** Takes traces that lost a link to one that was removed. */
    interface Unlinked {
        void recount(List<TraceKey> traces) throws SQLException;
    }

    Removed remove(Which which, int most, Unlinked unlinked) throws SQLException {
        var of = of(which);
        var found = sql.rows(
                "SELECT t.trace_hash, t.trace_id, t.started_us, t.last_start_us, t.session_id FROM trace t WHERE "
                        + of.sql() + " ORDER BY t.started_us LIMIT " + most,
                of.values(),
                row -> new Found(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5)));
        if (found.isEmpty()) {
            var rest = rest(which);
            long amendments =
                    sql.change("DELETE FROM amendment WHERE " + rest.amendments.sql(), rest.amendments.values());
            long scores = sql.change("DELETE FROM score WHERE " + rest.scores.sql(), rest.scores.values());
            return new Removed(0, 0, 0, 0, amendments, scores);
        }
        var slice = slice(found);
        var traces = List.<Object>of(project, hashes(found), ids(found));
        var removed = new Removed(
                sql.change("DELETE FROM trace WHERE " + slice.sql(), slice.values()),
                sql.change("DELETE FROM span WHERE " + slice.sql(), slice.values()),
                sql.change("DELETE FROM content WHERE " + slice.sql(), slice.values()),
                0,
                sql.change("DELETE FROM amendment WHERE project = ? AND " + TRACES, traces)
                        + sql.change("DELETE FROM original WHERE project = ? AND " + TRACES, traces),
                sql.change("DELETE FROM score WHERE project = ? AND " + TRACES, traces) + scoresOfEnded(found));
        unlinked.recount(CallLinks.remove(
                sql, project, found.stream().map(Found::id).distinct().toList()));
        return removed;
    }

    /** Goes by stretches of time, since rows lie about in the order of their times. */
    Removed removeContent(Instant before, int most) throws SQLException {
        var bounds = sql.rows(
                "SELECT min(started_us), max(started_us) FROM (SELECT started_us FROM content"
                        + " WHERE project = ? AND started_us < ? ORDER BY started_us LIMIT " + most
                        + ") HAVING count(*) > 0",
                List.of(project, SpanFacts.micros(before)),
                row -> List.<Object>of(project, row.getLong(1), row.getLong(2)));
        return bounds.isEmpty() ? Removed.NOTHING : content(new Slice(Slice.TIMES, bounds.getFirst()));
    }

    /** Looks at traces in the order of their ends, and always at all that ended in the same microsecond. */
    Sampled sample(Sampling sampling, Instant from, Instant before, int most) throws SQLException {
        long fromUs = SpanFacts.micros(from);
        long last = sql.number("""
                SELECT coalesce(max(ended_us), 0) FROM (SELECT ended_us FROM trace
                WHERE project = ? AND ended_us >= ? AND ended_us < ? ORDER BY ended_us LIMIT %d)""".formatted(most), List.of(project, fromUs, SpanFacts.micros(before)));
        if (last < fromUs) {
            return new Sampled(Removed.NOTHING, before);
        }
        var ordinary = sql.rows(
                """
                SELECT trace_hash, trace_id, started_us, last_start_us, session_id FROM trace
                WHERE project = ? AND ended_us BETWEEN ? AND ? AND NOT failed AND failed_span_count = 0
                  AND ended_us - started_us < ?""",
                List.of(project, fromUs, last, micros(sampling.slow())),
                row -> new Found(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5)));
        var undrawn = ordinary.stream().filter(it -> !sampling.draws(it.id)).toList();
        var kept = undrawn.isEmpty() ? Set.<String>of() : kept(undrawn);
        var dropped = undrawn.stream()
                .filter(it -> !kept.contains(it.id))
                .filter(it -> it.session == null || !kept.contains(it.session))
                .toList();
        var removed = dropped.isEmpty() ? Removed.NOTHING : content(slice(dropped));
        return new Sampled(removed, Questions.at(last + 1));
    }

    boolean removeScore(String id) throws SQLException {
        return sql.change(
                        "DELETE FROM score WHERE project = ? AND id_hash = ? AND id = ?",
                        List.of(project, new TraceKey(project, id).hash(), id))
                > 0;
    }

    Removed removeScores(Instant before, int most) throws SQLException {
        long scores = sql.change(
                "DELETE FROM score WHERE rowid IN (SELECT rowid FROM score WHERE project = ? AND at_us < ? LIMIT "
                        + most + ")",
                List.of(project, SpanFacts.micros(before)));
        return new Removed(0, 0, 0, 0, 0, scores);
    }

    /** Those of the traces that have a score or take part in a rollout, and those of their sessions that have a score. */
    private Set<String> kept(List<Found> traces) throws SQLException {
        var slice = slice(traces);
        var kept = new HashSet<>(sql.rows(
                "SELECT DISTINCT trace_id FROM score WHERE project = ? AND " + TRACES,
                List.of(project, hashes(traces), ids(traces)),
                row -> row.getString(1)));
        kept.addAll(sql.rows(
                "SELECT DISTINCT trace_id FROM content WHERE " + slice.sql() + " AND contains(head, '\""
                        + Sampling.ROLLOUT + "\"')",
                slice.values(),
                row -> row.getString(1)));
        kept.addAll(sql.rows(
                "SELECT DISTINCT session_id FROM score WHERE project = ? AND session_id IN (SELECT unnest(?::VARCHAR[]))",
                List.of(project, sql.texts(sessions(traces))),
                row -> row.getString(1)));
        return kept;
    }

    /** Removes the content of a slice, and what repeats it elsewhere. */
    private Removed content(Slice slice) throws SQLException {
        long bytes = sql.number(
                "SELECT coalesce(sum(" + BYTES + "), 0)::BIGINT FROM content WHERE " + slice.sql(), slice.values());
        long contents = sql.change("DELETE FROM content WHERE " + slice.sql(), slice.values());
        var previews = " SET input_preview = NULL, output_preview = NULL"
                + " WHERE (input_preview IS NOT NULL OR output_preview IS NOT NULL) AND ";
        sql.change("UPDATE span" + previews + slice.sql(), slice.values());
        sql.change("UPDATE trace" + previews + slice.sql(), slice.values());
        long amendments = 0;
        for (var table : List.of("amendment", "original")) {
            amendments += sql.change(
                    "DELETE FROM " + table + " WHERE (project, trace_id, span_id) IN"
                            + " (SELECT (project, trace_id, span_id) FROM span WHERE " + slice.sql() + ")",
                    slice.values());
        }
        return new Removed(0, 0, contents, bytes, amendments, 0);
    }

    /** Removes the scores of the traces' sessions that have no trace left. */
    private long scoresOfEnded(List<Found> traces) throws SQLException {
        var sessions = sessions(traces);
        if (sessions.isEmpty()) {
            return 0;
        }
        return sql.change("""
                DELETE FROM score WHERE project = ? AND session_id IN (SELECT unnest(?::VARCHAR[]))
                  AND session_id NOT IN (SELECT session_id FROM trace WHERE project = ? AND session_id IS NOT NULL)""", List.of(project, sql.texts(sessions), project));
    }

    private static List<String> sessions(List<Found> traces) {
        return traces.stream()
                .map(Found::session)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The traces meant, as a condition on {@code trace t}. */
    private Where of(Which which) throws SQLException {
        var ofSpans =
                "t.project = ? AND t.trace_id IN (SELECT s.trace_id FROM span s WHERE s.project = ? AND s.%s = ? AND s.started_us < ?)";
        return switch (which) {
            case Which.StartedBefore it ->
                new Where("t.project = ? AND t.last_start_us < ?", List.of(project, SpanFacts.micros(it.time())));
            case Which.OfUser it ->
                new Where(
                        ofSpans.formatted("user_id"),
                        List.of(project, project, it.userId(), SpanFacts.micros(it.before())));
            case Which.OfSession it ->
                new Where(
                        ofSpans.formatted("session_id"),
                        List.of(project, project, it.sessionId(), SpanFacts.micros(it.before())));
            case Which.Ids it -> {
                var values = traces(it.traceIds());
                yield new Where("t.project = ? AND t." + TRACES.replace("AND trace_id", "AND t.trace_id"), values);
            }
            case Which.Matching it -> Where.of(project, it.filter(), Window.ALL);
        };
    }

    /** What is meant beside traces that are there: amendments that wait, and scores that came alone. */
    private record Rest(Where amendments, Where scores) {}

    private Rest rest(Which which) throws SQLException {
        var none = new Where("false", List.of());
        return switch (which) {
            case Which.StartedBefore _, Which.Matching _ -> new Rest(none, none);
            case Which.Ids it -> {
                var alone = new Where(
                        "project = ? AND " + TRACES
                                + " AND trace_id NOT IN (SELECT trace_id FROM trace WHERE project = ?)",
                        with(traces(it.traceIds()), project));
                yield new Rest(alone, alone);
            }
            case Which.OfUser it -> new Rest(saying(it.userId()), none);
            case Which.OfSession it ->
                new Rest(
                        saying(it.sessionId()),
                        new Where(
                                "project = ? AND trace_id IS NULL AND session_id = ? AND at_us < ?",
                                List.of(project, it.sessionId(), SpanFacts.micros(it.before()))));
        };
    }

    /** Amendments of unknown traces that have a text. */
    private Where saying(String text) {
        return new Where(
                "project = ? AND contains(body, ?) AND trace_id NOT IN (SELECT trace_id FROM trace WHERE project = ?)",
                List.of(project, Json.MAPPER.writeValueAsString(text), project));
    }

    private List<Object> traces(Set<String> ids) throws SQLException {
        var sorted = ids.stream().sorted().toList();
        return List.of(
                project,
                sql.longs(sorted.stream()
                        .map(id -> new TraceKey(project, id).hash())
                        .toList()),
                sql.texts(sorted));
    }

    /** A condition on rows of spans or traces, by the time when they started. */
    private record Slice(String sql, List<Object> values) {
        static final String TIMES = "project = ? AND started_us BETWEEN ? AND ?";
    }

    /** The spans of some traces. */
    private Slice slice(List<Found> found) throws SQLException {
        return new Slice(
                Slice.TIMES + " AND " + TRACES,
                List.of(
                        project,
                        found.stream().mapToLong(Found::startedUs).min().orElseThrow(),
                        found.stream().mapToLong(Found::lastStartUs).max().orElseThrow(),
                        hashes(found),
                        ids(found)));
    }

    private Array hashes(List<Found> found) throws SQLException {
        return sql.longs(found.stream().map(Found::hash).distinct().toList());
    }

    private Array ids(List<Found> found) throws SQLException {
        return sql.texts(found.stream().map(Found::id).distinct().toList());
    }

    private static long micros(@Nullable Duration slow) {
        return slow == null ? Long.MAX_VALUE : slow.toNanos() / 1000;
    }

    private static List<Object> with(List<Object> values, Object more) {
        var all = new ArrayList<>(values);
        all.add(more);
        return all;
    }
}
