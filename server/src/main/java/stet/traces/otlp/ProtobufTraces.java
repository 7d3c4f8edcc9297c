package stet.traces.otlp;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.traces.conventions.Reported;
import tools.jackson.databind.JsonNode;

/**
 * Reads an {@code ExportTraceServiceRequest} from its protobuf bytes, span by span, so that one span's damage stays its own.
 * Text that is not UTF-8 is kept with its bad bytes replaced.
 */
final class ProtobufTraces {
    private static final HexFormat HEX = HexFormat.of();

    private final byte[] body;
    private final CodedInputStream in;
    private final OtlpLimits limits;
    private final ProtobufValues values;
    private final List<Reported> spans = new ArrayList<>();
    private final List<RejectedSpan> rejected = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();

    private ProtobufTraces(byte[] body, OtlpLimits limits) {
        this.body = body;
        this.in = CodedInputStream.newInstance(body);
        this.limits = limits;
        this.values = new ProtobufValues(in, limits);
    }

    static OtlpBatch decode(byte[] body, OtlpLimits limits) {
        return new ProtobufTraces(body, limits).request();
    }

    /** The spans of one scope: who reported them may be told after them. */
    private record Pending(List<Place> spans, Scope scope) {}

    private record Place(
            int from, int to, SpanDraft draft, @Nullable String problem) {}

    private record Scope(@Nullable String name, @Nullable String version, Map<String, JsonNode> attributes) {
        static final Scope UNKNOWN = new Scope(null, null, Map.of());
    }

    private OtlpBatch request() {
        try {
            int tag;
            while ((tag = in.readTag()) != 0) {
                if (tag == Tag.message(1)) {
                    resourceSpans();
                } else {
                    in.skipField(tag);
                }
            }
        } catch (IOException e) {
            throw new Problem.Invalid("the body is not an OTLP trace request: at byte " + in.getTotalBytesRead()
                    + " of " + body.length + " the protobuf is broken (" + brief(e) + ")");
        }
        return new OtlpBatch(spans, rejected);
    }

    private static String brief(IOException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf(".  ");
        return end < 0 ? message : message.substring(0, end);
    }

    private void resourceSpans() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        Map<String, JsonNode> resource = Map.of();
        pending.clear();
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case Tag.RESOURCE -> resource = resource();
                case Tag.SCOPE_SPANS -> scopeSpans();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        for (Pending scoped : pending) {
            Scope scope = scoped.scope();
            var origin = new Reported.Origin(resource, scope.name(), scope.version(), scope.attributes());
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
        rejected.add(
                new RejectedSpan(problem, OtlpFormat.PROTOBUF, Arrays.copyOfRange(body, place.from(), place.to())));
    }

    private Map<String, JsonNode> resource() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        var attributes = new LinkedHashMap<String, JsonNode>();
        int tag;
        while ((tag = in.readTag()) != 0) {
            if (tag == Tag.message(1)) {
                values.keyValue(attributes);
            } else {
                in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return attributes;
    }

    private void scopeSpans() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        var places = new ArrayList<Place>();
        Scope scope = Scope.UNKNOWN;
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case Tag.SCOPE -> scope = scope();
                case Tag.SPANS -> places.add(place());
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        pending.add(new Pending(places, scope));
    }

    private Scope scope() throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        String name = "";
        String version = "";
        var attributes = new LinkedHashMap<String, JsonNode>();
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case Tag.SCOPE_NAME -> name = in.readString();
                case Tag.SCOPE_VERSION -> version = in.readString();
                case Tag.SCOPE_ATTRIBUTES -> values.keyValue(attributes);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        return new Scope(nullIfEmpty(name), nullIfEmpty(version), attributes);
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    /** One span and where it lies; whatever is wrong inside it, reading goes on behind it. */
    private Place place() throws IOException {
        int length = in.readRawVarint32();
        int from = in.getTotalBytesRead();
        int outer = in.pushLimit(length);
        var draft = new SpanDraft();
        String problem = null;
        try {
            span(draft);
        } catch (BadSpan bad) {
            problem = bad.why();
        } catch (IOException e) {
            problem = "its protobuf is broken at its byte " + (in.getTotalBytesRead() - from) + " (" + e.getMessage()
                    + ")";
        }
        in.popLimit(outer);
        in.skipRawBytes(from + length - in.getTotalBytesRead());
        countOneMore();
        return new Place(from, from + length, draft, problem);
    }

    private int count;

    private void countOneMore() {
        if (++count > limits.spans()) {
            throw new Problem.TooLarge(
                    "the request has more than " + limits.spans() + " spans; send them in smaller batches");
        }
    }

    private void span(SpanDraft span) throws IOException {
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case Tag.TRACE_ID -> span.traceId = HEX.formatHex(in.readByteArray());
                case Tag.SPAN_ID -> span.spanId = HEX.formatHex(in.readByteArray());
                case Tag.TRACE_STATE -> span.traceState = in.readString();
                case Tag.PARENT_ID -> span.parentId = HEX.formatHex(in.readByteArray());
                case Tag.NAME -> span.name = in.readString();
                case Tag.KIND -> span.role = in.readEnum();
                case Tag.START -> span.startNanos = in.readFixed64();
                case Tag.END -> span.endNanos = in.readFixed64();
                case Tag.ATTRIBUTES -> span.truncated |= values.attribute(span.attributes);
                case Tag.DROPPED_ATTRIBUTES -> span.droppedAttributes = Integer.toUnsignedLong(in.readUInt32());
                case Tag.EVENTS -> event(span);
                case Tag.DROPPED_EVENTS -> span.droppedEvents = Integer.toUnsignedLong(in.readUInt32());
                case Tag.LINKS -> link(span);
                case Tag.DROPPED_LINKS -> span.droppedLinks = Integer.toUnsignedLong(in.readUInt32());
                case Tag.STATUS -> status(span);
                case Tag.LOG_TIME, Tag.LOG_SEVERITY, Tag.LOG_OBSERVED ->
                    throw new Problem.Invalid("the body is a logs request: stet takes no logs yet, only traces");
                case Tag.METRIC_SUM ->
                    throw new Problem.Invalid("the body is a metrics request: stet takes no metrics yet, only traces");
                default -> in.skipField(tag);
            }
        }
    }

    private void event(SpanDraft span) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        String name = "";
        long nanos = 0;
        var attributes = new LinkedHashMap<String, JsonNode>();
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case Tag.EVENT_TIME -> nanos = in.readFixed64();
                case Tag.EVENT_NAME -> name = in.readString();
                case Tag.EVENT_ATTRIBUTES -> span.truncated |= values.attribute(attributes);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        if (span.events.size() < limits.events()) {
            span.events.add(new SpanDraft.RawEvent(name, nanos, attributes));
        } else {
            span.truncated = true;
        }
    }

    private void link(SpanDraft span) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        String traceId = "";
        String spanId = "";
        var attributes = new LinkedHashMap<String, JsonNode>();
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case Tag.TRACE_ID -> traceId = HEX.formatHex(in.readByteArray());
                case Tag.SPAN_ID -> spanId = HEX.formatHex(in.readByteArray());
                case Tag.LINK_ATTRIBUTES -> span.truncated |= values.attribute(attributes);
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
        if (span.links.size() < limits.events()) {
            span.addLink(traceId, spanId, attributes);
        } else {
            span.truncated = true;
        }
    }

    private void status(SpanDraft span) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case Tag.STATUS_MESSAGE -> span.outcomeMessage = in.readString();
                case Tag.STATUS_CODE -> span.outcome = in.readEnum();
                default -> in.skipField(tag);
            }
        }
        in.popLimit(outer);
    }

    /** Field numbers of the OTLP messages with their wire types. */
    private static final class Tag {
        private static final int VARINT = 0;
        private static final int FIXED64 = 1;
        private static final int LENGTH = 2;

        static final int RESOURCE = 1 << 3 | LENGTH;
        static final int SCOPE_SPANS = 2 << 3 | LENGTH;

        static final int SCOPE = 1 << 3 | LENGTH;
        static final int SPANS = 2 << 3 | LENGTH;

        static final int SCOPE_NAME = 1 << 3 | LENGTH;
        static final int SCOPE_VERSION = 2 << 3 | LENGTH;
        static final int SCOPE_ATTRIBUTES = 3 << 3 | LENGTH;

        static final int TRACE_ID = 1 << 3 | LENGTH;
        static final int SPAN_ID = 2 << 3 | LENGTH;
        static final int TRACE_STATE = 3 << 3 | LENGTH;
        static final int PARENT_ID = 4 << 3 | LENGTH;
        static final int NAME = 5 << 3 | LENGTH;
        static final int KIND = 6 << 3 | VARINT;
        static final int START = 7 << 3 | FIXED64;
        static final int END = 8 << 3 | FIXED64;
        static final int ATTRIBUTES = 9 << 3 | LENGTH;
        static final int DROPPED_ATTRIBUTES = 10 << 3 | VARINT;
        static final int EVENTS = 11 << 3 | LENGTH;
        static final int DROPPED_EVENTS = 12 << 3 | VARINT;
        static final int LINKS = 13 << 3 | LENGTH;
        static final int DROPPED_LINKS = 14 << 3 | VARINT;
        static final int STATUS = 15 << 3 | LENGTH;

        static final int EVENT_TIME = 1 << 3 | FIXED64;
        static final int EVENT_NAME = 2 << 3 | LENGTH;
        static final int EVENT_ATTRIBUTES = 3 << 3 | LENGTH;

        static final int LINK_ATTRIBUTES = 4 << 3 | LENGTH;

        static final int STATUS_MESSAGE = 2 << 3 | LENGTH;
        static final int STATUS_CODE = 3 << 3 | VARINT;

        /** Where a span has other types, a log record has its time, severity and observed time. */
        static final int LOG_TIME = 1 << 3 | FIXED64;

        static final int LOG_SEVERITY = 2 << 3 | VARINT;
        static final int LOG_OBSERVED = 11 << 3 | FIXED64;
        /** Where a span has its start, a metric has its sum. */
        static final int METRIC_SUM = 7 << 3 | LENGTH;

        static int message(int field) {
            return field << 3 | LENGTH;
        }
    }
}
