package stet.demo;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A span the demo's bot reports of itself. */
final class DemoSpan {
    private static final HexFormat HEX = HexFormat.of();

    private final RandomGenerator random;
    private final String traceId;
    private final @Nullable String parentId;
    private final String spanId;
    private final String name;
    private final Instant startedAt;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private Instant endedAt;
    private @Nullable String failure;

    private DemoSpan(
            RandomGenerator random, String traceId, @Nullable String parentId, String name, Instant startedAt) {
        this.random = random;
        this.traceId = traceId;
        this.parentId = parentId;
        this.spanId = HEX.toHexDigits(random.nextLong());
        this.name = name;
        this.startedAt = startedAt;
        this.endedAt = startedAt;
    }

    /** Where a trace's root span can be started from. */
    record Trace(RandomGenerator random, String traceId) {
        DemoSpan child(String name, Instant startedAt) {
            return new DemoSpan(random, traceId, null, name, startedAt);
        }
    }

    static Trace newTrace(RandomGenerator random) {
        return new Trace(random, HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong()));
    }

    DemoSpan child(String childName, Instant childStartedAt) {
        return new DemoSpan(random, traceId, spanId, childName, childStartedAt);
    }

    DemoSpan with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    DemoSpan failed(String kind, @Nullable String message) {
        failure = message == null ? kind : message;
        return with("error.type", kind);
    }

    DemoSpan end(Instant at) {
        endedAt = at;
        return this;
    }

    String traceparent() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    /** The span as OTLP JSON. */
    ObjectNode json() {
        ObjectNode span = Json.MAPPER.createObjectNode();
        span.put("traceId", traceId).put("spanId", spanId).put("name", name).put("kind", 1);
        if (parentId != null) {
            span.put("parentSpanId", parentId);
        }
        span.put("startTimeUnixNano", nanos(startedAt)).put("endTimeUnixNano", nanos(endedAt));
        ArrayNode list = span.putArray("attributes");
        attributes.forEach((key, value) ->
                list.addObject().put("key", key).putObject("value").put("stringValue", value));
        if (failure != null) {
            span.putObject("status").put("code", 2).put("message", failure);
        }
        return span;
    }

    static String textMessage(String role, String text) {
        ArrayNode messages = Json.MAPPER.createArrayNode();
        ObjectNode message = messages.addObject().put("role", role);
        message.putArray("parts").addObject().put("type", "text").put("content", text);
        return messages.toString();
    }

    private static String nanos(Instant at) {
        return at.getEpochSecond() + "%09d".formatted(at.getNano());
    }
}
