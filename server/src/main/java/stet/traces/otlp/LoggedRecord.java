package stet.traces.otlp;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A log record as it was sent.
 *
 * @param traceId the trace it belongs to; absent when it names none
 * @param spanId the span it was written in; absent when it names none
 * @param name of the event it tells of; absent for a plain line of a log
 */
record LoggedRecord(
        @Nullable String traceId,
        @Nullable String spanId,
        Instant at,
        @Nullable String name,
        String severity,
        @Nullable JsonNode body,
        Map<String, JsonNode> attributes) {}
