package stet.compat.langfuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import stet.traces.Amendment;
import stet.traces.AmendmentSink;
import stet.traces.Durable;
import stet.traces.Masking;
import stet.traces.ScoreSink;
import stet.traces.Span;
import stet.traces.SpanSink;
import stet.traces.conventions.Conventions;

/** Writes batches down: what begins in one as spans, what is told of earlier things as amendments. */
record Ingestion(SpanSink spans, AmendmentSink amendments, ScoreSink scores, Masking masking, Conventions conventions) {

    /** Durable when it returns. */
    void take(UUID project, IngestedBatch batch) {
        var told = batch.told();
        var traces = new HashMap<String, Told>();
        var ends = new HashMap<String, Instant>();
        for (var each : told) {
            if (each.kind().equals(Told.TRACE)) {
                traces.put(each.traceId(), each);
            }
            var end = each.endedAt();
            ends.merge(each.traceId(), end == null ? each.at() : end, (a, b) -> a.isAfter(b) ? a : b);
        }
        var begun = new ArrayList<Span>();
        var later = new ArrayList<Amendment>();
        for (var each : told) {
            var span = read(project, each, traces, ends);
            if (each.created()) {
                begun.add(span);
            }
            if (!each.created() || each.kind().equals(Told.TRACE)) {
                later.add(amendment(each, span));
            }
        }
        Durable.await(
                CompletableFuture.allOf(
                        begun.isEmpty() ? done() : spans.accept(project, begun),
                        later.isEmpty() ? done() : amendments.amend(project, later),
                        batch.scores.isEmpty() ? done() : scores.score(project, List.copyOf(batch.scores))),
                "events");
    }

    private Span read(UUID project, Told told, Map<String, Told> traces, Map<String, Instant> ends) {
        var lasts = ends.getOrDefault(told.traceId(), told.at());
        return conventions.read(masking.mask(project, told.reported(traces.get(told.traceId()), lasts)));
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    /** Of a span that may be there already: what it says now, as far as it says anything. */
    private static Amendment amendment(Told told, Span span) {
        var generation = span.generation();
        return new Amendment(
                span.traceId(),
                span.spanId(),
                told.at(),
                span.input(),
                span.output(),
                List.of(),
                span.attributes(),
                span.status().failed() ? span.status() : null,
                generation == null ? null : generation.usage(),
                generation == null || generation.cost().usd() == null ? null : generation.cost(),
                told.kind().equals(Told.TRACE) ? span.endedAt() : told.endedAt());
    }
}
