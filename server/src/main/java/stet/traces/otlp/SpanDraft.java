package stet.traces.otlp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import stet.traces.conventions.Reported;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A span while it is decoded: filled in by either format, then judged once. */
final class SpanDraft implements Draft<Reported> {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Earlier than any tracer was: such a time was written in milliseconds or seconds. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final int MAX_NAME = 1_000;

    String traceId = "";
    String spanId = "";
    String parentId = "";
    String name = "";
    String traceState = "";
    int role;
    long startNanos;
    long endNanos;
    int outcome;

    @Nullable
    String outcomeMessage;

    long droppedAttributes;
    long droppedEvents;
    long droppedLinks;
    final Map<String, JsonNode> attributes = new LinkedHashMap<>();
    final List<RawEvent> events = new ArrayList<>();
    final ArrayNode links = NODES.arrayNode();
    boolean truncated;

    @Override
    public Reported judge(Reported.Origin origin) {
        if (traceId.isEmpty() && spanId.isEmpty()) {
            throw new BadRecord("it has neither a trace id nor a span id");
        }
        requireId("trace id", traceId, 32);
        requireId("span id", spanId, 16);
        if (!parentId.isEmpty() && !isZero(parentId)) {
            requireId("parent span id", parentId, 16);
        }
        if (startNanos == 0 && endNanos == 0) {
            throw new BadRecord("it has neither a start nor an end");
        }
        var notes = new LinkedHashMap<String, JsonNode>();
        Instant start = instant("start", startNanos == 0 ? endNanos : startNanos);
        Instant end = instant("end", endNanos == 0 ? startNanos : endNanos);
        if (startNanos == 0 || endNanos == 0) {
            notes.put("stet.time", NODES.stringNode(startNanos == 0 ? "no start was sent" : "no end was sent"));
        } else if (end.isBefore(start)) {
            notes.put(
                    "stet.time",
                    NODES.stringNode("the end sent was " + shown(Duration.between(end, start)) + " before the start"));
            end = start;
        }
        noteWhatHasNoField(notes);
        var happened = new ArrayList<Span.Event>(events.size());
        for (RawEvent event : events) {
            happened.add(event.at(start));
        }
        return new Reported(
                traceId,
                spanId,
                parentId.isEmpty() || isZero(parentId) ? null : parentId,
                name.length() > MAX_NAME ? name.substring(0, MAX_NAME) + "…" : name,
                role < 0 || role >= ROLES.length ? Reported.Role.UNSPECIFIED : ROLES[role],
                start,
                end,
                outcome < 0 || outcome >= OUTCOMES.length ? Reported.Outcome.UNSET : OUTCOMES[outcome],
                outcomeMessage == null || outcomeMessage.isEmpty() ? null : outcomeMessage,
                attributes,
                happened,
                origin,
                notes,
                truncated || name.length() > MAX_NAME);
    }

    private static final Reported.Role[] ROLES = Reported.Role.values();
    private static final Reported.Outcome[] OUTCOMES = Reported.Outcome.values();

    /** An event whose time has not been read yet. */
    record RawEvent(String name, long nanos, Map<String, JsonNode> attributes) {
        /** The event; a time that was not sent is the span's start. */
        Span.Event at(Instant start) {
            Instant at = nanos == 0 ? start : instant(nanos);
            return new Span.Event(name, at, attributes.isEmpty() ? null : new ObjectNode(NODES, attributes));
        }
    }

    void addLink(String linkedTrace, String linkedSpan, Map<String, JsonNode> linkAttributes) {
        ObjectNode link = links.addObject().put("traceId", linkedTrace).put("spanId", linkedSpan);
        if (!linkAttributes.isEmpty()) {
            link.set("attributes", new ObjectNode(NODES, linkAttributes));
        }
    }

    private void noteWhatHasNoField(Map<String, JsonNode> notes) {
        if (!traceState.isEmpty()) {
            notes.put("otel.trace_state", NODES.stringNode(traceState));
        }
        if (!links.isEmpty()) {
            notes.put("otel.links", links);
        }
        noteCount(notes, "otel.dropped_attributes_count", droppedAttributes);
        noteCount(notes, "otel.dropped_events_count", droppedEvents);
        noteCount(notes, "otel.dropped_links_count", droppedLinks);
    }

    private static void noteCount(Map<String, JsonNode> notes, String name, long count) {
        if (count > 0) {
            notes.put(name, NODES.numberNode(count));
        }
    }

    private static void requireId(String what, String id, int digits) {
        if (id.isEmpty()) {
            throw new BadRecord("it has no " + what);
        }
        if (id.length() != digits) {
            throw new BadRecord("its " + what + " has " + id.length() / 2.0 + " bytes and needs " + digits / 2);
        }
        if (isZero(id)) {
            throw new BadRecord("its " + what + " is all zeros");
        }
    }

    static boolean isZero(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (id.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Long.divideUnsigned(nanos, 1_000_000_000L), Long.remainderUnsigned(nanos, 1_000_000_000L));
    }

    static Instant instant(String what, long nanos) {
        Instant at = instant(nanos);
        if (at.isBefore(EARLIEST)) {
            throw new BadRecord("its " + what + " is " + at + "; times are nanoseconds since 1970, and "
                    + Long.toUnsignedString(nanos) + " looks like another unit");
        }
        return at;
    }

    private static String shown(Duration duration) {
        return duration.toNanos() / 1_000_000.0 + " ms";
    }
}
