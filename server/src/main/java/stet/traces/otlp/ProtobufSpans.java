package stet.traces.otlp;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import stet.traces.conventions.Reported;
import tools.jackson.databind.JsonNode;

/** Reads the spans of an {@code ExportTraceServiceRequest} from protobuf. */
record ProtobufSpans(CodedInputStream in, ProtobufValues values, OtlpLimits limits) {
    private static final HexFormat HEX = HexFormat.of();

    static OtlpBatch<Reported> decode(byte[] body, OtlpLimits limits) {
        return new ProtobufWalk<Reported, SpanDraft>(
                        Signal.TRACES,
                        body,
                        limits,
                        SpanDraft::new,
                        (in, values, draft) -> new ProtobufSpans(in, values, limits).read(draft))
                .request();
    }

    private void read(SpanDraft span) throws IOException {
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
                case Tag.LOG_TIME, Tag.LOG_SEVERITY, Tag.LOG_OBSERVED -> throw Signal.LOGS.sentElsewhere();
                case Tag.METRIC_SUM -> throw Signal.METRICS.sentElsewhere();
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
    }
}
