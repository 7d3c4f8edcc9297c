package stet.traces.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import stet.traces.SpanJson;
import stet.traces.TraceStore.Trace;
import stet.traces.query.TraceRow;
import tools.jackson.databind.JsonNode;

/** Reads one trace or one span back. The trace's times say where to look, so that little is read. */
record TraceReads(Database database) {
    static final int CONTENT_SPANS = 500;
    static final int MOST_SPANS = 50_000;
    private static final Comparator<Span> BY_START =
            Comparator.comparing(Span::startedAt).thenComparing(Span::spanId);

    private record Found(TraceRow row, List<Object> bounded) {}

    Optional<Trace> trace(UUID project, String traceId) {
        return database.ask(asking -> {
            long hash = new TraceKey(project, traceId).hash();
            var found = asking.rows(
                    "SELECT " + Columns.TRACE
                            + " FROM trace t WHERE t.trace_hash = ? AND t.project = ? AND t.trace_id = ?",
                    List.of(hash, project, traceId),
                    it -> new Found(
                            TraceList.row(it),
                            List.of(it.getLong("started_us"), it.getLong("last_start_us"), hash, project, traceId)));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var row = found.getFirst().row;
            var bounded = found.getFirst().bounded;
            boolean omitted = row.spanCount() > CONTENT_SPANS;
            var spans = asking.rows(
                    """
                    SELECT %s
                    WHERE started_us BETWEEN ? AND ? AND trace_hash = ? AND project = ? AND trace_id = ?
                    ORDER BY started_us, span_id LIMIT %s""".formatted(
                                    omitted ? BriefSpans.COLUMNS + " FROM span" : "head, input, output FROM content",
                                    MOST_SPANS),
                    bounded,
                    omitted ? BriefSpans::of : TraceReads::whole);
            var removed =
                    spans.size() == row.spanCount() && !omitted ? Map.<String, Span>of() : removed(asking, bounded);
            if (!omitted && !removed.isEmpty()) {
                spans.addAll(removed.values());
                spans.sort(BY_START);
            }
            var scores = Scores.ofTrace(asking, project, traceId);
            var links = CallLinks.ofTrace(asking, bounded);
            return Optional.of(new Trace(row, spans, scores, omitted, Set.copyOf(removed.keySet()), links));
        });
    }

    Optional<Span> span(UUID project, String traceId, String spanId) {
        return database.ask(asking -> {
            var values = bounded(asking, project, traceId);
            if (values.isEmpty()) {
                return Optional.empty();
            }
            var found = asking.rows(
                    """
                    SELECT head, input, output FROM content
                    WHERE started_us BETWEEN ? AND ? AND trace_hash = ? AND project = ? AND trace_id = ? AND span_id = ?""", Stream.concat(values.stream(), Stream.of(spanId)).toList(), TraceReads::whole);
            return found.isEmpty()
                    ? Optional.ofNullable(removed(asking, values).get(spanId))
                    : found.stream().findFirst();
        });
    }

    boolean hasContent(UUID project, String traceId, String spanId) {
        return database.ask(asking -> {
            var values = bounded(asking, project, traceId);
            return !values.isEmpty() && !removed(asking, values).containsKey(spanId);
        });
    }

    /** The spans of a trace that have no content any more, by id. */
    private static Map<String, Span> removed(Database.Asking asking, List<Object> bounded) throws SQLException {
        var values = new ArrayList<>(bounded);
        values.addAll(bounded);
        return asking.rows("""
                        SELECT %s FROM span WHERE started_us BETWEEN ? AND ? AND trace_hash = ? AND project = ? AND trace_id = ?
                          AND span_id NOT IN (SELECT span_id FROM content
                            WHERE started_us BETWEEN ? AND ? AND trace_hash = ? AND project = ? AND trace_id = ?)
                        LIMIT %s""".formatted(Columns.SPAN, MOST_SPANS), values, FactSpans::of).stream()
                .collect(Collectors.toMap(Span::spanId, it -> it));
    }

    /** What bounds a trace's rows: first and last start, hash, project, id; empty when there is no such trace. */
    private static List<Object> bounded(Database.Asking asking, UUID project, String traceId) throws SQLException {
        long hash = new TraceKey(project, traceId).hash();
        return asking
                .rows(
                        """
                        SELECT started_us, last_start_us FROM trace
                        WHERE trace_hash = ? AND project = ? AND trace_id = ?""",
                        List.of(hash, project, traceId),
                        row -> List.<Object>of(row.getLong(1), row.getLong(2), hash, project, traceId))
                .stream()
                .findFirst()
                .orElse(List.of());
    }

    private static Span head(ResultSet row) throws SQLException {
        return SpanJson.MAPPER.readValue(row.getString("head"), Span.class);
    }

    static Span whole(ResultSet row) throws SQLException {
        return head(row).withContent(json(row.getString("input")), json(row.getString("output")));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : SpanJson.MAPPER.readTree(text);
    }
}
