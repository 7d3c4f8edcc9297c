package stet.datasets;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.traces.Span;
import stet.traces.TraceStore;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded trace as a case: of the span that is asked for, or of the trace's root if its input is a set of values, or of its first
 * model call.
 *
 * @param expectOutput whether what was answered is what is expected
 */
record CaseOfTrace(
        boolean expectOutput, List<String> tags, @Nullable String split) {
    /** Empty when nothing in the trace says what went in. */
    Optional<DatasetCase> of(TraceStore.Trace trace, @Nullable String spanId) {
        return source(trace, spanId).map(this::of);
    }

    private static Optional<Span> source(TraceStore.Trace trace, @Nullable String spanId) {
        var spans = trace.spans().stream()
                .filter(it -> it.input() != null && !trace.contentRemoved().contains(it.spanId()))
                .sorted(Comparator.comparing(Span::startedAt))
                .toList();
        if (spanId != null) {
            return spans.stream().filter(it -> it.spanId().equals(spanId)).findFirst();
        }
        return spans.stream()
                .filter(it -> it.parentId() == null && it.input() instanceof ObjectNode)
                .findFirst()
                .or(() -> spans.stream().filter(it -> it.generation() != null).findFirst());
    }

    private DatasetCase of(Span span) {
        var fields = Json.MAPPER.createObjectNode();
        var input = span.input();
        if (input == null) {
            throw new IllegalArgumentException("span " + span.spanId() + " has no input");
        }
        if (input.isObject()) {
            fields.set("variables", input);
        } else if (input.isArray()) {
            fields.set("messages", input);
        } else {
            fields.putObject("variables").set("input", input);
        }
        var output = span.output();
        if (expectOutput && output != null) {
            fields.set("expected", output);
        }
        tags.forEach(fields.withArrayProperty("tags")::add);
        if (split != null) {
            fields.put("split", split);
        }
        fields.putObject("provenance")
                .put("kind", "trace")
                .put("traceId", span.traceId())
                .put("spanId", span.spanId());
        try {
            return CaseFields.read(fields);
        } catch (Problem.Invalid invalid) {
            throw new Problem.Invalid("trace '" + span.traceId() + "': " + invalid.detail());
        }
    }
}
