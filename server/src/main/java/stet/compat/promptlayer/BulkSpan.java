package stet.compat.promptlayer;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import stet.traces.conventions.Reported;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A span as PromptLayer's clients of version 1 tell it ({@code /spans-bulk}). */
record BulkSpan(JsonNode sent) {
    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);
    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_EVENTS = 1_000;

    String traceId() {
        return sent.path("context").path("trace_id").asString("");
    }

    String spanId() {
        return sent.path("context").path("span_id").asString("");
    }

    /**
     * The span before any convention has been read.
     *
     * @throws IllegalArgumentException when it is none, in words
     */
    Reported reported() {
        requireId("context.trace_id", traceId(), 32);
        requireId("context.span_id", spanId(), 16);
        var started = time("start_time", sent.path("start_time"));
        var ended = time("end_time", sent.path("end_time"));
        var notes = new LinkedHashMap<String, JsonNode>();
        if (ended.isBefore(started)) {
            notes.put("stet.time", JsonNodeFactory.instance.stringNode("the end sent was before the start"));
        }
        if (sent.path("links").isArray() && !sent.path("links").isEmpty()) {
            notes.put("otel.links", sent.path("links"));
        }
        String name = sent.path("name").asString("span");
        String parent = sent.path("parent_id").asString("");
        return new Reported(
                traceId(),
                spanId(),
                parent.matches("[0-9a-f]{16}") ? parent : null,
                name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name,
                role(sent.path("kind").asString("")),
                started,
                ended.isBefore(started) ? started : ended,
                outcome(sent.path("status").path("status_code").asString("")),
                text(sent.path("status").path("description")),
                fields(sent.path("attributes")),
                events(started),
                new Reported.Origin(fields(sent.path("resource").path("attributes")), "promptlayer", null, Map.of()),
                notes,
                name.length() > LONGEST_NAME);
    }

    private List<Span.Event> events(Instant started) {
        var events = new ArrayList<Span.Event>();
        for (var event : sent.path("events")) {
            if (events.size() < MOST_EVENTS) {
                var at = event.has("timestamp") ? time("events.timestamp", event.path("timestamp")) : started;
                events.add(new Span.Event(
                        event.path("name").asString("event"),
                        at,
                        event.path("attributes").isObject() ? event.path("attributes") : null));
            }
        }
        return events;
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        var fields = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(it -> {
            if (!it.getValue().isNull()) {
                fields.put(it.getKey(), it.getValue());
            }
        });
        return fields;
    }

    private static void requireId(String field, String id, int digits) {
        if (!id.matches("[0-9a-f]{" + digits + "}") || id.matches("0+")) {
            throw new IllegalArgumentException("'" + field + "' needs " + digits + " hex digits that are not all zero");
        }
    }

    /** Nanoseconds since 1970, as a number or in text. */
    private static Instant time(String field, JsonNode value) {
        String text = value.isIntegralNumber() || value.isString() ? value.asString() : "";
        if (!text.matches("[0-9]{17,20}")) {
            throw new IllegalArgumentException(
                    "'" + field + "' needs nanoseconds since 1970, such as 1764000000000000000");
        }
        var parts = new BigInteger(text).divideAndRemainder(SECOND);
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }

    private static Reported.Role role(String kind) {
        return switch (last(kind)) {
            case "SERVER" -> Reported.Role.SERVER;
            case "CLIENT" -> Reported.Role.CLIENT;
            case "PRODUCER" -> Reported.Role.PRODUCER;
            case "CONSUMER" -> Reported.Role.CONSUMER;
            default -> Reported.Role.INTERNAL;
        };
    }

    private static Reported.Outcome outcome(String status) {
        return switch (last(status)) {
            case "ERROR" -> Reported.Outcome.ERROR;
            case "OK" -> Reported.Outcome.OK;
            default -> Reported.Outcome.UNSET;
        };
    }

    private static String last(String word) {
        return word.substring(word.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    }

    private static @Nullable String text(JsonNode value) {
        return value.isString() && !value.stringValue().isEmpty() ? value.stringValue() : null;
    }
}
