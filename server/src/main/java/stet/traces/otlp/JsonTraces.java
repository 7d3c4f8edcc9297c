package stet.traces.otlp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.traces.conventions.Reported;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * Reads an {@code ExportTraceServiceRequest} from its JSON text, span by span, so that one span's wrong types stay its own. Names
 * may be in lowerCamelCase or snake_case, ids are hex in either case, enums numbers or names, 64-bit integers numbers or text.
 */
final class JsonTraces {
    private static final int MAX_DEPTH = 2_000;
    private static final int MAX_DIGITS = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .build();

    private final byte[] body;
    private final JsonParser in;
    private final OtlpLimits limits;
    private final JsonFields fields;
    private final List<Reported> spans = new ArrayList<>();
    private final List<RejectedSpan> rejected = new ArrayList<>();
    private int count;

    private JsonTraces(byte[] body, OtlpLimits limits) {
        this.body = body;
        this.limits = limits;
        this.in = FACTORY.createParser(ObjectReadContext.empty(), body);
        this.fields = new JsonFields(in, limits);
    }

    static OtlpBatch decode(byte[] body, OtlpLimits limits) {
        try {
            return read(body, limits);
        } catch (JacksonException e) {
            if (isUtf8(body)) {
                throw malformed(e);
            }
            byte[] repaired = new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            try {
                return read(repaired, limits);
            } catch (JacksonException again) {
                throw malformed(again);
            }
        }
    }

    private static OtlpBatch read(byte[] body, OtlpLimits limits) {
        var traces = new JsonTraces(body, limits);
        try {
            return traces.request();
        } catch (BadSpan outsideOfSpans) {
            throw new Problem.Invalid("the body is not an OTLP trace request: " + outsideOfSpans.why()
                    + where(traces.in.currentTokenLocation()));
        }
    }

    private static Problem malformed(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return new Problem.Invalid("the body is not an OTLP trace request: it nests deeper than " + MAX_DEPTH
                    + " levels or holds a number longer than " + MAX_DIGITS + " digits");
        }
        return new Problem.Invalid("the body is not an OTLP trace request: the JSON is broken" + where(e.getLocation())
                + " (" + e.getOriginalMessage() + ")");
    }

    private static String where(@Nullable TokenStreamLocation at) {
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static boolean isUtf8(byte[] text) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private OtlpBatch request() {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new Problem.Invalid(
                    "the body is not an OTLP trace request: it must be an object with \"resourceSpans\""
                            + (body.length == 0 ? " and is empty" : ""));
        }
        String name;
        while ((name = in.nextName()) != null) {
            in.nextToken();
            switch (name) {
                case "resourceSpans", "resource_spans" -> fields.each("resourceSpans", this::resourceSpans);
                case "resourceLogs", "resource_logs" ->
                    throw new Problem.Invalid("the body is a logs request: stet takes no logs yet, only traces");
                case "resourceMetrics", "resource_metrics" ->
                    throw new Problem.Invalid("the body is a metrics request: stet takes no metrics yet, only traces");
                default -> in.skipChildren();
            }
        }
        if (in.nextToken() != null) {
            throw new Problem.Invalid("the body is not an OTLP trace request: something follows the closing brace");
        }
        return new OtlpBatch(spans, rejected);
    }

    /** The spans of one scope: who reported them may be told after them. */
    private record Scoped(List<Place> spans, Scope scope) {}

    private record Place(
            int from, int to, SpanDraft draft, @Nullable String problem) {}

    private static final class Scope {
        @Nullable
        String name;

        @Nullable
        String version;

        final Map<String, JsonNode> attributes = new LinkedHashMap<>();
    }

    private void resourceSpans() {
        var resource = new LinkedHashMap<String, JsonNode>();
        var scopes = new ArrayList<Scoped>();
        fields.object("resourceSpans", name -> {
            switch (name) {
                case "resource" ->
                    fields.object("resource", inner -> {
                        if (inner.equals("attributes")) {
                            fields.attributes(resource);
                        } else {
                            in.skipChildren();
                        }
                    });
                case "scopeSpans", "scope_spans", "instrumentationLibrarySpans" ->
                    fields.each("scopeSpans", () -> scopes.add(scopeSpans()));
                default -> in.skipChildren();
            }
        });
        for (Scoped scoped : scopes) {
            Scope scope = scoped.scope();
            var origin = new Reported.Origin(resource, scope.name, scope.version, scope.attributes);
            scoped.spans().forEach(place -> judge(place, origin));
        }
    }

    private void judge(Place place, Reported.Origin origin) {
        String problem = place.problem();
        if (problem == null) {
            try {
                spans.add(place.draft().judge(origin));
                return;
            } catch (BadSpan bad) {
                problem = bad.why();
            }
        }
        rejected.add(new RejectedSpan(problem, OtlpFormat.JSON, Arrays.copyOfRange(body, place.from(), place.to())));
    }

    private Scoped scopeSpans() {
        var places = new ArrayList<Place>();
        var scope = new Scope();
        fields.object("scopeSpans", name -> {
            switch (name) {
                case "scope", "instrumentationLibrary" -> fields.object("scope", inner -> scope(inner, scope));
                case "spans" -> fields.each("spans", () -> places.add(place()));
                default -> in.skipChildren();
            }
        });
        return new Scoped(places, scope);
    }

    private void scope(String name, Scope scope) {
        switch (name) {
            case "name" -> scope.name = nullIfEmpty(fields.text("scope.name"));
            case "version" -> scope.version = nullIfEmpty(fields.text("scope.version"));
            case "attributes" -> fields.attributes(scope.attributes);
            default -> in.skipChildren();
        }
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /** One span and where it lies; whatever has the wrong type inside it, reading goes on behind it. */
    private Place place() {
        if (++count > limits.spans()) {
            throw new Problem.TooLarge(
                    "the request has more than " + limits.spans() + " spans; send them in smaller batches");
        }
        int from = (int) in.currentTokenLocation().getByteOffset();
        int depth = in.streamReadContext().getNestingDepth();
        boolean isObject = in.currentToken() == JsonToken.START_OBJECT;
        var draft = new SpanDraft();
        String problem = null;
        try {
            fields.object("span", name -> span(name, draft));
        } catch (BadSpan bad) {
            problem = bad.why();
            if (isObject) {
                skipTo(depth - 1);
            } else {
                in.skipChildren();
                in.finishToken();
            }
        }
        return new Place(from, (int) in.currentLocation().getByteOffset(), draft, problem);
    }

    private void skipTo(int depth) {
        while (in.streamReadContext().getNestingDepth() > depth) {
            in.nextToken();
        }
    }

    private void span(String name, SpanDraft span) {
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
