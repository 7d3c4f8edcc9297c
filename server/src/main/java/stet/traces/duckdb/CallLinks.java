package stet.traces.duckdb;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import stet.traces.CallLink;
import stet.traces.SpanFacts;
import stet.traces.SpanSource;
import stet.traces.WrittenSpan;

/**
 * Finds model calls that a client and the gateway reported in different traces, by the id of the response, whichever came first. Their
 * starts lie at most {@value #APART_US} microseconds apart, so little has to be searched. An id that more than {@value #MOST_REPORTS}
 * reports have is taken for none. For one writer.
 */
final class CallLinks {
    static final long APART_US = SeenResponses.STRETCH_US;
    private static final int MOST_REPORTS = 8;

    private final SeenResponses seen = new SeenResponses();
    private @Nullable Boolean any;

    private record Response(UUID project, String id) {}

    /** What a span says about a call. */
    private record Report(SpanKey span, Response response, long startedUs, boolean byGateway, boolean metered) {
        static @Nullable Report of(SpanKey key, SpanFacts span) {
            return span.responseId() == null || !span.kind().callsModel()
                    ? null
                    : new Report(
                            key,
                            new Response(key.trace().project(), span.responseId()),
                            span.startedUs(),
                            span.source() == SpanSource.GATEWAY,
                            span.metered());
        }

        boolean about(Report other) {
            return !span.trace().equals(other.span.trace()) && Math.abs(startedUs - other.startedUs) <= APART_US;
        }
    }

    /** One call, reported by both. The gateway's report counts if it says tokens or money: it read the provider's own. */
    record Pair(SpanKey client, long clientUs, SpanKey gateway, long gatewayUs, boolean gatewayCounts) {}

    /** The pairs that spans about to be written make with each other and with stored ones. */
    List<Pair> find(DuckDBConnection sql, Map<SpanKey, WrittenSpan> written) throws SQLException {
        var coming = new ArrayList<Report>();
        written.forEach((key, span) -> {
            var report = Report.of(key, span.facts());
            if (report != null) {
                coming.add(report);
            }
        });
        if (coming.isEmpty()) {
            return List.of();
        }
        seen.prepare(sql, coming.stream().map(Report::startedUs).toList());
        var reports = new HashMap<Response, List<Report>>();
        var again = new ArrayList<Report>();
        for (var report : coming) {
            reports.computeIfAbsent(report.response, _ -> new ArrayList<>()).add(report);
            if (seen.mayHold(report.response.project, report.response.id, report.startedUs)) {
                again.add(report);
            }
        }
        if (again.isEmpty()) {
            return List.of();
        }
        for (var stored : stored(sql, again)) {
            var ofResponse = reports.get(stored.response);
            if (ofResponse != null && !written.containsKey(stored.span)) {
                ofResponse.add(stored);
            }
        }
        var pairs = new LinkedHashSet<Pair>();
        for (var response :
                new LinkedHashSet<>(again.stream().map(Report::response).toList())) {
            pairs.addAll(pairs(reports.getOrDefault(response, List.of()), written.keySet()));
        }
        return List.copyOf(pairs);
    }

    private static List<Pair> pairs(List<Report> reports, Set<SpanKey> written) {
        var pairs = new ArrayList<Pair>();
        if (reports.size() > MOST_REPORTS) {
            return pairs;
        }
        for (var client : reports) {
            for (var gateway : reports) {
                if (!client.byGateway
                        && gateway.byGateway
                        && client.about(gateway)
                        && (written.contains(client.span) || written.contains(gateway.span))) {
                    pairs.add(
                            new Pair(client.span, client.startedUs, gateway.span, gateway.startedUs, gateway.metered));
                }
            }
        }
        return pairs;
    }

    private static List<Report> stored(DuckDBConnection sql, List<Report> again) throws SQLException {
        var found = new ArrayList<Report>();
        var near = new ArrayList<Report>();
        for (var report : again.stream()
                .sorted(Comparator.comparingLong(Report::startedUs))
                .toList()) {
            if (!near.isEmpty() && report.startedUs - near.getLast().startedUs > 2 * APART_US) {
                found.addAll(storedNear(sql, near));
                near.clear();
            }
            near.add(report);
        }
        found.addAll(storedNear(sql, near));
        return found;
    }

    private static List<Report> storedNear(DuckDBConnection sql, List<Report> sorted) throws SQLException {
        return new Statements(sql)
                .rows(
                        """
                        SELECT project, trace_id, span_id, response_id, started_us, source,
                          input_tokens IS NOT NULL OR output_tokens IS NOT NULL OR cost_usd IS NOT NULL AS metered FROM span
                        WHERE started_us BETWEEN ? AND ? AND response_id IN (SELECT unnest(?::VARCHAR[]))
                          AND kind IN ('generation', 'embedding')
                        QUALIFY row_number() OVER (PARTITION BY project, response_id) <= %s""".formatted(MOST_REPORTS + 1),
                        List.of(
                                sorted.getFirst().startedUs - APART_US,
                                sorted.getLast().startedUs + APART_US,
                                sql.createArrayOf(
                                        "VARCHAR",
                                        sorted.stream()
                                                .map(it -> it.response.id)
                                                .distinct()
                                                .toArray())),
                        CallLinks::report);
    }

    private static Report report(ResultSet row) throws SQLException {
        var project = row.getObject("project", UUID.class);
        return new Report(
                new SpanKey(new TraceKey(project, row.getString("trace_id")), row.getString("span_id")),
                new Response(project, row.getString("response_id")),
                row.getLong("started_us"),
                Columns.source(row.getString("source")) == SpanSource.GATEWAY,
                row.getBoolean("metered"));
    }

    /** By trace, the stored spans whose tokens and money count in another trace. */
    Map<TraceKey, Set<String>> elsewhere(DuckDBConnection sql, Collection<TraceKey> traces) throws SQLException {
        var elsewhere = new HashMap<TraceKey, Set<String>>();
        for (var link : links(sql, traces)) {
            if (!link.link.countedHere()) {
                elsewhere.computeIfAbsent(link.trace, _ -> new HashSet<>()).add(link.link.spanId());
            }
        }
        return elsewhere;
    }

    private record Linked(TraceKey trace, CallLink link) {}

    private List<Linked> links(DuckDBConnection sql, Collection<TraceKey> traces) throws SQLException {
        var statements = new Statements(sql);
        if (any == null) {
            any = statements.number("SELECT count(*) FROM call_link", List.of()) > 0;
        }
        if (!any || traces.isEmpty()) {
            return List.of();
        }
        var wanted = Set.copyOf(traces);
        return statements
                .rows(
                        """
                        SELECT project, trace_id, span_id, other_trace_id, other_span_id, counted FROM call_link
                        WHERE trace_hash IN (SELECT unnest(?::BIGINT[]))""",
                        List.of(statements.longs(
                                wanted.stream().map(TraceKey::hash).toList())),
                        row -> new Linked(
                                new TraceKey(row.getObject("project", UUID.class), row.getString("trace_id")),
                                link(row)))
                .stream()
                .filter(it -> wanted.contains(it.trace))
                .toList();
    }

    /** Writes those pairs that are not there yet. */
    void write(DuckDBConnection sql, List<Pair> pairs) throws SQLException {
        if (pairs.isEmpty()) {
            return;
        }
        var known = new HashSet<>(
                links(sql, pairs.stream().map(it -> it.client.trace()).toList()));
        try (var row = sql.createAppender("call_link")) {
            for (var pair : pairs) {
                var ofClient = new CallLink(
                        pair.client.spanId(),
                        pair.gateway.trace().traceId(),
                        pair.gateway.spanId(),
                        !pair.gatewayCounts);
                if (known.contains(new Linked(pair.client.trace(), ofClient))) {
                    continue;
                }
                var ofGateway = new CallLink(
                        pair.gateway.spanId(), pair.client.trace().traceId(), pair.client.spanId(), pair.gatewayCounts);
                append(row, pair.client.trace(), pair.clientUs, ofClient);
                append(row, pair.gateway.trace(), pair.gatewayUs, ofGateway);
            }
            row.flush();
        }
        any = true;
    }

    private static void append(DuckDBAppender row, TraceKey trace, long startedUs, CallLink link) throws SQLException {
        row.beginRow().append(trace.project()).append(trace.hash()).append(trace.traceId());
        row.append(link.spanId()).append(startedUs).append(link.otherTraceId());
        row.append(link.otherSpanId()).append(link.countedHere()).endRow();
    }

    /** Those of a trace, bounded as {@link TraceReads} does. */
    static List<CallLink> ofTrace(Database.Asking asking, List<Object> bounded) throws SQLException {
        return asking.rows("""
                SELECT span_id, other_trace_id, other_span_id, counted FROM call_link
                WHERE started_us BETWEEN ? AND ? AND trace_hash = ? AND project = ? AND trace_id = ?
                ORDER BY started_us, span_id, other_trace_id LIMIT %s""".formatted(TraceReads.MOST_SPANS), bounded, CallLinks::link);
    }

    private static CallLink link(ResultSet row) throws SQLException {
        return new CallLink(
                row.getString("span_id"),
                row.getString("other_trace_id"),
                row.getString("other_span_id"),
                row.getBoolean("counted"));
    }

    /** Removes the links of traces that go, and says which traces they led to. */
    static List<TraceKey> remove(Statements sql, UUID project, List<String> traceIds) throws SQLException {
        var ids = sql.texts(traceIds);
        var hashes = sql.longs(
                traceIds.stream().map(it -> new TraceKey(project, it).hash()).toList());
        var gone = new HashSet<>(traceIds);
        var others = sql.rows("""
                        SELECT DISTINCT other_trace_id FROM call_link
                        WHERE project = ? AND trace_hash IN (SELECT unnest(?::BIGINT[])) AND trace_id IN (SELECT unnest(?::VARCHAR[]))""", List.of(project, hashes, ids), row -> row.getString(1)).stream()
                .filter(it -> !gone.contains(it))
                .map(it -> new TraceKey(project, it))
                .toList();
        sql.change("""
                DELETE FROM call_link WHERE project = ? AND (
                  (trace_hash IN (SELECT unnest(?::BIGINT[])) AND trace_id IN (SELECT unnest(?::VARCHAR[])))
                  OR other_trace_id IN (SELECT unnest(?::VARCHAR[])))""", List.of(project, hashes, ids, ids));
        return others;
    }
}
