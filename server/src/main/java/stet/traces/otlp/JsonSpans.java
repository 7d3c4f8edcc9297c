package stet.traces.otlp;

import java.util.LinkedHashMap;
import java.util.Map;
import stet.traces.conventions.Reported;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/** Reads the spans of an {@code ExportTraceServiceRequest} from JSON. */
record JsonSpans(JsonParser in, JsonFields fields, OtlpLimits limits) {

    static OtlpBatch<Reported> decode(byte[] body, OtlpLimits limits) {
        return JsonWalk.decode(
                body,
                whole -> new JsonWalk<Reported, SpanDraft>(
                        Signal.TRACES,
                        whole,
                        limits,
                        SpanDraft::new,
                        (in, fields, name, draft) -> new JsonSpans(in, fields, limits).read(name, draft)));
    }

    private void read(String name, SpanDraft span) {
        switch (name) {
            case "traceId", "trace_id" -> span.traceId = fields.id("traceId");
            case "spanId", "span_id" -> span.spanId = fields.id("spanId");
            case "traceState", "trace_state" -> span.traceState = fields.text("traceState");
            case "parentSpanId", "parent_span_id" -> span.parentId = fields.id("parentSpanId");
            case "name" -> span.name = fields.text("name");
            case "kind" -> span.role = fields.enumeration("kind", "SPAN_KIND_", Reported.Role.values());
            case "startTimeUnixNano", "start_time_unix_nano" -> span.startNanos = fields.unsigned("startTimeUnixNano");
            case "endTimeUnixNano", "end_time_unix_nano" -> span.endNanos = fields.unsigned("endTimeUnixNano");
            case "attributes" -> span.truncated |= fields.attributes(span.attributes);
            case "droppedAttributesCount", "dropped_attributes_count" ->
                span.droppedAttributes = fields.unsigned("droppedAttributesCount");
            case "events" -> fields.each("events", () -> event(span));
            case "droppedEventsCount", "dropped_events_count" ->
                span.droppedEvents = fields.unsigned("droppedEventsCount");
            case "links" -> fields.each("links", () -> link(span));
            case "droppedLinksCount", "dropped_links_count" -> span.droppedLinks = fields.unsigned("droppedLinksCount");
            case "status" -> fields.object("status", inner -> status(inner, span));
            default -> in.skipChildren();
        }
    }

    private void status(String name, SpanDraft span) {
        switch (name) {
            case "code" -> span.outcome = fields.enumeration("status.code", "STATUS_CODE_", Reported.Outcome.values());
            case "message" -> span.outcomeMessage = fields.text("status.message");
            default -> in.skipChildren();
        }
    }

    private void event(SpanDraft span) {
        var happened = new Object() {
            String name = "";
            long nanos;
            final Map<String, JsonNode> attributes = new LinkedHashMap<>();
        };
        fields.object("event", name -> {
            switch (name) {
                case "timeUnixNano", "time_unix_nano" -> happened.nanos = fields.unsigned("event.timeUnixNano");
                case "name" -> happened.name = fields.text("event.name");
                case "attributes" -> span.truncated |= fields.attributes(happened.attributes);
                default -> in.skipChildren();
            }
        });
        if (span.events.size() < limits.events()) {
            span.events.add(new SpanDraft.RawEvent(happened.name, happened.nanos, happened.attributes));
        } else {
            span.truncated = true;
        }
    }

    private void link(SpanDraft span) {
        var link = new Object() {
            String traceId = "";
            String spanId = "";
            final Map<String, JsonNode> attributes = new LinkedHashMap<>();
        };
        fields.object("link", name -> {
            switch (name) {
                case "traceId", "trace_id" -> link.traceId = fields.id("link.traceId");
                case "spanId", "span_id" -> link.spanId = fields.id("link.spanId");
                case "attributes" -> span.truncated |= fields.attributes(link.attributes);
                default -> in.skipChildren();
            }
        });
        if (span.links.size() < limits.events()) {
            span.addLink(link.traceId, link.spanId, link.attributes);
        } else {
            span.truncated = true;
        }
    }
}
