package stet.traces.conventions;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;

/**
 * A span as its reporter said it, before any convention has been read.
 *
 * @param parentId absent on a root
 * @param role the part the span plays between processes
 * @param attributes by name, in the order sent; owned by the reader, who takes out what it understood
 * @param notes what was repaired or left out while it was decoded, by a word that names the matter
 * @param truncated whether something was left out
 */
public record Reported(
        String traceId,
        String spanId,
        @Nullable String parentId,
        String name,
        Role role,
        Instant startedAt,
        Instant endedAt,
        Outcome outcome,
        @Nullable String outcomeMessage,
        Map<String, JsonNode> attributes,
        List<Span.Event> events,
        Origin origin,
        Map<String, JsonNode> notes,
        boolean truncated) {

    public Reported withEvents(List<Span.Event> others) {
        return new Reported(
                traceId,
                spanId,
                parentId,
                name,
                role,
                startedAt,
                endedAt,
                outcome,
                outcomeMessage,
                attributes,
                others,
                origin,
                notes,
                truncated);
    }

    /** What masking left of it. */
    public Reported masked(
            Map<String, JsonNode> left, List<Span.Event> others, Origin from, Map<String, JsonNode> noted) {
        return new Reported(
                traceId,
                spanId,
                parentId,
                name,
                role,
                startedAt,
                endedAt,
                outcome,
                outcomeMessage,
                left,
                others,
                from,
                noted,
                truncated);
    }

    /** OpenTelemetry's span kind. The order is its numbering. */
    public enum Role {
        UNSPECIFIED,
        INTERNAL,
        SERVER,
        CLIENT,
        PRODUCER,
        CONSUMER
    }

    /** OpenTelemetry's status code. The order is its numbering. */
    public enum Outcome {
        UNSET,
        OK,
        ERROR
    }

    /**
     * What reported a span: the process, and the instrumentation in it.
     *
     * @param resource attributes of the process
     * @param attributes of the instrumentation
     */
    public record Origin(
            Map<String, JsonNode> resource,
            @Nullable String scopeName,
            @Nullable String scopeVersion,
            Map<String, JsonNode> attributes) {}
}
