package stet.traces.duckdb;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import stet.platform.journal.Position;
import stet.traces.Amendment;
import stet.traces.SpanFacts;
import stet.traces.StoredCall;
import stet.traces.TraceFacts;
import stet.traces.TraceStore.Item;
import stet.traces.WrittenSpan;

/**
 * Writes one batch: what is new of it, the traces it changes, and the position, in one transaction. Appenders are flushed before
 * they are closed, since closing one keeps quiet about rows that it could not write.
 */
record SpanWriter(
        DuckDBConnection sql,
        SeenTraces seen,
        Amendments amendments,
        WordBlocks words,
        FacetCounts facets,
        CallLinks links) {
    record Known(long rowId, long startedUs, long lastStartUs) {}

    List<StoredCall> store(List<? extends Item> batch, Position upTo) throws SQLException {
        var calls = new ArrayList<StoredCall>();
        whole(() -> {
            calls.addAll(write(Batch.of(batch)));
            run("UPDATE stored SET position = " + upTo.entry());
        });
        facets.committed();
        return calls;
    }

    /** Some work on the tables. */
    interface Work {
        void run() throws SQLException;
    }

    /** Does all of the work or nothing. */
    void whole(Work work) throws SQLException {
        run("BEGIN TRANSACTION");
        try {
            work.run();
            run("COMMIT");
        } catch (SQLException | RuntimeException e) {
            words.abandon();
            facets.abandon();
            try {
                run("ROLLBACK");
            } catch (SQLException failed) {
                e.addSuppressed(failed);
            }
            throw e;
        }
    }

    /** Transactions are begun and ended in words: the driver's own way begins none for appenders, nor after a failed commit. */
    void run(String statement) throws SQLException {
        try (var running = sql.createStatement()) {
            running.execute(statement);
        }
    }

    private List<StoredCall> write(Batch batch) throws SQLException {
        var traces = new Traces(
                new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        load(traces, known(batch.traces()));
        var changed = changes(batch, traces.facts);
        var pairs = links.find(sql, changed.spans());
        load(traces, stored(clients(pairs, traces.facts.keySet())));
        var touched = new LinkedHashSet<>(changed.traces());
        for (var pair : pairs) {
            if (pair.gatewayCounts()) {
                traces.elsewhere
                        .computeIfAbsent(pair.client().trace(), _ -> new HashSet<>())
                        .add(pair.client().spanId());
                touched.add(pair.client().trace());
            }
        }
        links.write(sql, pairs);
        var after = again(traces.facts, traces.elsewhere);
        var replaced = new ArrayList<Long>();
        for (var trace : touched) {
            var old = traces.known.get(trace);
            if (old != null) {
                replaced.add(old.rowId());
            }
        }
        append(changed.spans(), after);
        Recounts.write(sql, changed.spans().keySet(), touched, traces.before, after);
        delete(replaced);
        for (var trace : changed.traces()) {
            var spans = requireNonNull(traces.facts.get(trace)).values();
            facets.add(trace, traces.stored.getOrDefault(trace, List.of()), spans);
        }
        facets.write(sql);
        var sums = addUp(touched, traces.facts, traces.elsewhere);
        Scores.write(sql, batch.scores());
        return calls(touched, traces, sums, replacing(pairs, traces.counted));
    }

    /** What the traces of a batch were and become: rows, spans by id, spans that count in another trace; and what was stored. */
    private record Traces(
            Map<TraceKey, Known> known,
            Map<TraceKey, Map<String, SpanFacts>> facts,
            Map<TraceKey, Set<String>> elsewhere,
            Map<TraceKey, Set<String>> before,
            Map<TraceKey, List<SpanFacts>> stored,
            Map<TraceKey, Set<String>> counted) {
        Set<String> elsewhere(TraceKey trace) {
            return elsewhere.getOrDefault(trace, Set.of());
        }
    }

    private void load(Traces traces, Map<TraceKey, Known> known) throws SQLException {
        if (known.isEmpty()) {
            return;
        }
        var facts = factsOf(known);
        traces.known.putAll(known);
        traces.facts.putAll(facts);
        traces.elsewhere.putAll(links.elsewhere(sql, known.keySet()));
        traces.before.putAll(again(facts, traces.elsewhere));
        facts.forEach((trace, spans) -> {
            traces.stored.put(trace, List.copyOf(spans.values()));
            traces.counted.put(trace, StoredCall.ids(spans.values(), traces.elsewhere(trace)));
        });
    }

    /** Stored traces whose calls count elsewhere from now on. */
    private static List<TraceKey> clients(List<CallLinks.Pair> pairs, Set<TraceKey> loaded) {
        return pairs.stream()
                .filter(CallLinks.Pair::gatewayCounts)
                .map(it -> it.client().trace())
                .filter(it -> !loaded.contains(it))
                .distinct()
                .toList();
    }

    /** The gateway's reports of calls that were told of when their clients' came. */
    private static Set<SpanKey> replacing(List<CallLinks.Pair> pairs, Map<TraceKey, Set<String>> counted) {
        var replacing = new HashSet<SpanKey>();
        for (var pair : pairs) {
            var client = pair.client();
            if (pair.gatewayCounts()
                    && counted.getOrDefault(client.trace(), Set.of()).contains(client.spanId())) {
                replacing.add(pair.gateway());
            }
        }
        return replacing;
    }

    private static List<StoredCall> calls(
            Collection<TraceKey> touched, Traces traces, Map<TraceKey, TraceFacts> sums, Set<SpanKey> replacing) {
        var calls = new ArrayList<StoredCall>();
        for (var trace : touched) {
            var spans = requireNonNull(traces.facts.get(trace)).values();
            var before = traces.counted.getOrDefault(trace, Set.of());
            var dimensions = requireNonNull(sums.get(trace)).dimensions();
            for (var call : StoredCall.added(trace.project(), before, spans, traces.elsewhere(trace), dimensions)) {
                if (!replacing.contains(new SpanKey(trace, call.span().spanId()))) {
                    calls.add(call);
                }
            }
        }
        return calls;
    }

    /** By trace, the spans whose tokens and money another span reports too. */
    private static Map<TraceKey, Set<String>> again(
            Map<TraceKey, Map<String, SpanFacts>> facts, Map<TraceKey, Set<String>> elsewhere) {
        var again = new HashMap<TraceKey, Set<String>>();
        facts.forEach((trace, spans) -> {
            var ofTrace = elsewhere.getOrDefault(trace, Set.of());
            if (spans.size() > 1 || !ofTrace.isEmpty()) {
                again.put(trace, TraceFacts.metersAgain(spans.values(), ofTrace));
            }
        });
        return again;
    }

    /** Adds traces up anew that links led to which are no more. */
    void recount(Collection<TraceKey> unlinked) throws SQLException {
        var known = stored(unlinked);
        if (known.isEmpty()) {
            return;
        }
        var facts = factsOf(known);
        var elsewhere = links.elsewhere(sql, known.keySet());
        var metered = new HashMap<TraceKey, Set<String>>();
        facts.forEach((trace, spans) -> metered.put(
                trace,
                spans.values().stream()
                        .filter(SpanFacts::metered)
                        .map(SpanFacts::spanId)
                        .collect(Collectors.toSet())));
        Recounts.write(sql, Set.of(), known.keySet(), metered, again(facts, elsewhere));
        delete(known.values().stream().map(Known::rowId).toList());
        var _ = addUp(known.keySet(), facts, elsewhere);
    }

    /** Writes what the traces' spans add up to. */
    Map<TraceKey, TraceFacts> addUp(
            Collection<TraceKey> keys,
            Map<TraceKey, Map<String, SpanFacts>> facts,
            Map<TraceKey, Set<String>> elsewhere)
            throws SQLException {
        var sums = new HashMap<TraceKey, TraceFacts>();
        try (var traces = sql.createAppender("trace")) {
            for (var trace : keys) {
                var sum = TraceFacts.of(
                        requireNonNull(facts.get(trace)).values(), elsewhere.getOrDefault(trace, Set.of()));
                sums.put(trace, sum);
                Columns.append(traces, trace.project(), trace.hash(), sum);
            }
            traces.flush();
        }
        return sums;
    }

    /** The spans to write. */
    private record Changes(Map<SpanKey, WrittenSpan> spans) {
        Set<TraceKey> traces() {
            var traces = new LinkedHashSet<TraceKey>();
            spans.keySet().forEach(span -> traces.add(span.trace()));
            return traces;
        }
    }

    /** What the batch adds, with all amendments applied; the facts of spans that are written go to {@code facts}. */
    private Changes changes(Batch batch, Map<TraceKey, Map<String, SpanFacts>> facts) throws SQLException {
        var written = new LinkedHashMap<SpanKey, WrittenSpan>();
        batch.spans().forEach((key, span) -> {
            if (ofTrace(facts, key).putIfAbsent(key.spanId(), span.facts()) == null) {
                written.put(key, span);
            }
        });
        var looked = new HashSet<>(amendments.awaited(sql, batch.traces()));
        batch.amendments().keySet().forEach(span -> looked.add(span.trace()));
        if (looked.isEmpty()) {
            return new Changes(written);
        }
        var all = Amendments.of(sql, looked);
        var fresh = new HashMap<SpanKey, List<Amendment>>();
        batch.amendments().forEach((span, coming) -> {
            var ofSpan = all.computeIfAbsent(span, _ -> new LinkedHashSet<>());
            var added = coming.stream().filter(ofSpan::add).toList();
            if (!added.isEmpty()) {
                fresh.put(span, added);
            }
        });
        Amendments.add(sql, fresh);
        var late = new HashSet<SpanKey>();
        for (var span : fresh.keySet()) {
            if (!ofTrace(facts, span).containsKey(span.spanId())) {
                amendments.await(span);
            } else if (!written.containsKey(span)) {
                late.add(span);
            }
        }
        var originals = Amendments.originals(sql, late);
        Amendments.remove(sql, "content", originals.keySet());
        Amendments.remove(sql, "span", originals.keySet());
        for (var span : written.entrySet()) {
            if (all.containsKey(span.getKey())) {
                originals.put(span.getKey(), span.getValue().span());
            }
        }
        Amendments.keep(sql, originals);
        originals.forEach((key, original) -> {
            var merged = WrittenSpan.of(Amendment.merge(original, List.copyOf(requireNonNull(all.get(key)))));
            ofTrace(facts, key).put(key.spanId(), merged.facts());
            written.put(key, merged);
        });
        return new Changes(written);
    }

    private static Map<String, SpanFacts> ofTrace(Map<TraceKey, Map<String, SpanFacts>> facts, SpanKey span) {
        return facts.computeIfAbsent(span.trace(), _ -> new LinkedHashMap<>());
    }

    private void append(Map<SpanKey, WrittenSpan> written, Map<TraceKey, Set<String>> again) throws SQLException {
        var full = new ArrayList<WordBlocks.Full>();
        try (var spans = sql.createAppender("span");
                var contents = sql.createAppender("content")) {
            for (var span : written.entrySet()) {
                var trace = span.getKey().trace();
                long hash = trace.hash();
                boolean counted = !again.getOrDefault(trace, Set.of())
                        .contains(span.getKey().spanId());
                Columns.append(spans, trace.project(), hash, span.getValue().facts(), counted);
                append(contents, trace, hash, span.getValue(), words.add(sql, full, span.getValue()));
            }
            spans.flush();
            contents.flush();
        }
        words.write(sql, full);
    }

    Map<TraceKey, Known> known(Collection<TraceKey> keys) throws SQLException {
        seen.prepare(sql, keys.size());
        return stored(keys.stream().filter(key -> seen.mayHold(key.hash())).toList());
    }

    /** Those of the traces that are stored. */
    private Map<TraceKey, Known> stored(Collection<TraceKey> keys) throws SQLException {
        var known = new HashMap<TraceKey, Known>();
        if (keys.isEmpty()) {
            return known;
        }
        try (var traces = sql.prepareStatement("""
                SELECT rowid, project, trace_id, started_us, last_start_us FROM trace
                WHERE trace_hash IN (SELECT unnest(?::BIGINT[]))""")) {
            traces.setObject(1, longs(keys.stream().map(TraceKey::hash).toList()));
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

    Map<TraceKey, Map<String, SpanFacts>> factsOf(Map<TraceKey, Known> known) throws SQLException {
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

    void delete(List<Long> rowIds) throws SQLException {
        if (rowIds.isEmpty()) {
            return;
        }
        try (var traces = sql.prepareStatement("DELETE FROM trace WHERE rowid IN (SELECT unnest(?::BIGINT[]))")) {
            traces.setObject(1, longs(rowIds));
            traces.executeUpdate();
        }
    }

    private static void append(DuckDBAppender row, TraceKey key, long hash, WrittenSpan span, long block)
            throws SQLException {
        var facts = span.facts();
        row.beginRow().append(key.project()).append(hash).append(key.traceId()).append(facts.spanId());
        row.append(facts.startedUs()).append(facts.name());
        Columns.text(row, span.requestId());
        row.append(span.head());
        json(row, span.input());
        json(row, span.output());
        row.append(block).endRow();
    }

    private static void json(DuckDBAppender row, byte @Nullable [] content) throws SQLException {
        if (content == null) {
            row.appendNull();
        } else {
            row.append(content);
        }
    }

    java.sql.Array longs(List<Long> values) throws SQLException {
        return sql.createArrayOf("BIGINT", values.toArray());
    }
}
