package stet.traces;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A model call that the store did not know before.
 *
 * @param ofTrace what its trace is grouped by, for what the call does not say itself
 */
public record StoredCall(UUID projectId, SpanFacts span, Span.Dimensions ofTrace) {

    /**
     * The calls of a trace that are new. A call that another one takes the place of, as a gateway's report does of a client's, was
     * counted already.
     *
     * @param before the ids of the calls that counted
     * @param elsewhere the ids of those that count in another trace
     */
    public static List<StoredCall> added(
            UUID projectId,
            Set<String> before,
            Collection<SpanFacts> spans,
            Set<String> elsewhere,
            Span.Dimensions ofTrace) {
        var now = of(spans, elsewhere);
        var replaced = new HashSet<>(before);
        now.forEach(call -> replaced.remove(call.spanId()));
        var added = new ArrayList<SpanFacts>();
        for (var call : now) {
            if (!before.contains(call.spanId())) {
                added.add(call);
            }
        }
        var fresh = added.subList(Math.min(added.size(), replaced.size()), added.size());
        if (fresh.isEmpty()) {
            return List.of();
        }
        return fresh.stream()
                .map(call -> new StoredCall(projectId, call, ofTrace))
                .toList();
    }

    /** The ids of a trace's calls, each once. */
    public static Set<String> ids(Collection<SpanFacts> spans, Set<String> elsewhere) {
        var ids = new HashSet<String>();
        of(spans, elsewhere).forEach(call -> ids.add(call.spanId()));
        return ids;
    }

    /** As for tokens and money, and of calls that say neither the innermost. */
    private static List<SpanFacts> of(Collection<SpanFacts> spans, Set<String> elsewhere) {
        var calls = spans.stream().filter(span -> span.kind().callsModel()).toList();
        if (calls.size() < 2 && elsewhere.isEmpty()) {
            return calls;
        }
        var again = new HashSet<>(TraceFacts.again(spans, elsewhere));
        var byId = new HashMap<String, SpanFacts>();
        spans.forEach(span -> byId.put(span.spanId(), span));
        for (var call : calls) {
            var parent = call.parentId() == null ? null : byId.get(call.parentId());
            for (int depth = 0; parent != null && depth < spans.size(); depth++) {
                if (parent.kind().callsModel()
                        && !parent.metered()
                        && !parent.spanId().equals(call.spanId())) {
                    again.add(parent.spanId());
                }
                parent = parent.parentId() == null ? null : byId.get(parent.parentId());
            }
        }
        return calls.stream().filter(call -> !again.contains(call.spanId())).toList();
    }
}
