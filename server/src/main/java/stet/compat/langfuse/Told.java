package stet.compat.langfuse;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.traces.conventions.Reported;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the events of one batch tell of one observation, or of a trace itself, laid over each other in the order of their times.
 *
 * @param kind such as {@code span}, {@code generation}, or {@code trace}
 * @param created whether one of the events was its beginning; else it was told of before
 * @param at the time of the last event
 */
record Told(String kind, boolean created, Instant at, ObjectNode body) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String OBSERVATION = "langfuse.observation.";
    private static final Reported.Origin ORIGIN = new Reported.Origin(Map.of(), "langfuse", null, Map.of());
    static final String TRACE = "trace";

    String traceId() {
        String of = kind.equals(TRACE) ? "id" : "traceId";
        String id = body.path(of).asString("");
        return id.isEmpty() ? spanId() : id;
    }

    String spanId() {
        return kind.equals(TRACE)
                ? root(body.path("id").asString(""))
                : body.path("id").asString("");
    }

    /** The span that stands for a trace itself. */
    static String root(String traceId) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(("trace " + traceId).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Nullable
    Instant endedAt() {
        return time("endTime");
    }

    /**
     * The span, in Langfuse's own attributes.
     *
     * @param trace what the batch tells of its trace
     * @param lasts when the last that the batch tells of in this trace ended
     */
    Reported reported(@Nullable Told trace, Instant lasts) {
        boolean whole = kind.equals(TRACE);
        var start = time(whole ? "timestamp" : "startTime");
        var started = start == null ? at : start;
        var end = whole ? lasts : endedAt();
        var parent = body.path("parentObservationId");
        String parentId = parent.isString() && !parent.stringValue().isEmpty() ? parent.stringValue() : root(traceId());
        return new Reported(
                traceId(),
                spanId(),
                whole ? null : parentId,
                body.path("name").asString(kind),
                Reported.Role.INTERNAL,
                started,
                end == null || end.isBefore(started) ? started : end,
                Reported.Outcome.UNSET,
                null,
                attributes(trace),
                List.of(),
                ORIGIN,
                Map.of(),
                false);
    }

    private Map<String, JsonNode> attributes(@Nullable Told trace) {
        var attributes = new LinkedHashMap<String, JsonNode>();
        boolean whole = kind.equals(TRACE);
        attributes.put(OBSERVATION + "type", NODES.stringNode(whole ? "span" : kind));
        var ofTrace = whole ? body : trace == null ? NODES.objectNode() : trace.body;
        put(attributes, "langfuse.user.id", ofTrace.path("userId"));
        put(attributes, "langfuse.session.id", ofTrace.path("sessionId"));
        put(attributes, "langfuse.release", ofTrace.path("release"));
        put(attributes, "langfuse.trace.tags", ofTrace.path("tags"));
        put(
                attributes,
                "langfuse.environment",
                body.hasNonNull("environment") ? body.path("environment") : ofTrace.path("environment"));
        put(attributes, "langfuse.version", body.path("version"));
        if (whole) {
            put(attributes, "langfuse.trace.name", body.path("name"));
            put(attributes, "langfuse.trace.metadata", body.path("metadata"));
        } else {
            put(attributes, OBSERVATION + "metadata", body.path("metadata"));
        }
        put(attributes, OBSERVATION + "input", body.path("input"));
        put(attributes, OBSERVATION + "output", body.path("output"));
        put(attributes, OBSERVATION + "level", body.path("level"));
        put(attributes, OBSERVATION + "status_message", body.path("statusMessage"));
        put(attributes, OBSERVATION + "model.name", body.path("model"));
        put(attributes, OBSERVATION + "model.parameters", body.path("modelParameters"));
        put(attributes, OBSERVATION + "completion_start_time", body.path("completionStartTime"));
        put(attributes, OBSERVATION + "prompt.name", body.path("promptName"));
        put(attributes, OBSERVATION + "prompt.version", body.path("promptVersion"));
        put(attributes, OBSERVATION + "usage_details", usage());
        put(attributes, OBSERVATION + "cost_details", body.path("costDetails"));
        return attributes;
    }

    /** The newer form as it is; of the older its counts, under the newer names. */
    private JsonNode usage() {
        if (body.path("usageDetails").isObject()) {
            return body.path("usageDetails");
        }
        var older = body.path("usage");
        var usage = NODES.objectNode();
        count(older, usage, "input", "input", "promptTokens", "prompt_tokens", "input_tokens");
        count(older, usage, "output", "output", "completionTokens", "completion_tokens", "output_tokens");
        count(older, usage, "total", "total", "totalTokens", "total_tokens");
        return usage;
    }

    private static void count(JsonNode from, ObjectNode to, String name, String... names) {
        for (String each : names) {
            if (from.path(each).isNumber()) {
                to.set(name, from.path(each));
                return;
            }
        }
    }

    private static void put(Map<String, JsonNode> attributes, String name, JsonNode value) {
        boolean nothing = value.isMissingNode() || value.isNull() || (value.isContainer() && value.isEmpty());
        if (!nothing) {
            attributes.put(name, value);
        }
    }

    private @Nullable Instant time(String field) {
        return time(body.path(field));
    }

    static @Nullable Instant time(JsonNode value) {
        try {
            return value.isString() ? OffsetDateTime.parse(value.stringValue()).toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
