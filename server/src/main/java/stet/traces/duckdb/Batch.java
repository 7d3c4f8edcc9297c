package stet.traces.duckdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stet.traces.Amendment;
import stet.traces.TraceStore.Amended;
import stet.traces.TraceStore.Item;
import stet.traces.TraceStore.Recorded;
import stet.traces.TraceStore.Scored;
import stet.traces.WrittenSpan;

/** Items sorted by what they are. Of spans with the same key the first counts. */
record Batch(Map<SpanKey, WrittenSpan> spans, Map<SpanKey, List<Amendment>> amendments, List<Scored> scores) {
    static Batch of(List<? extends Item> items) {
        var batch = new Batch(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        for (var item : items) {
            switch (item) {
                case Recorded it -> {
                    var facts = it.span().facts();
                    var trace = new TraceKey(it.projectId(), facts.traceId());
                    batch.spans.putIfAbsent(new SpanKey(trace, facts.spanId()), it.span());
                }
                case Amended it -> {
                    var trace = new TraceKey(it.projectId(), it.amendment().traceId());
                    batch.amendments
                            .computeIfAbsent(new SpanKey(trace, it.amendment().spanId()), _ -> new ArrayList<>())
                            .add(it.amendment());
                }
                case Scored it -> batch.scores.add(it);
            }
        }
        return batch;
    }

    /** The traces of the spans and amendments. */
    Set<TraceKey> traces() {
        var traces = new LinkedHashSet<TraceKey>();
        spans.keySet().forEach(span -> traces.add(span.trace()));
        amendments.keySet().forEach(span -> traces.add(span.trace()));
        return traces;
    }
}
