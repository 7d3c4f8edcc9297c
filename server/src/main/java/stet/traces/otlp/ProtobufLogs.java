package stet.traces.otlp;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.HexFormat;

/** Reads the records of an {@code ExportLogsServiceRequest} from protobuf. */
final class ProtobufLogs {
    private static final int TIME = 1 << 3 | 1;
    private static final int SEVERITY = 2 << 3;
    private static final int SEVERITY_TEXT = 3 << 3 | 2;
    private static final int BODY = 5 << 3 | 2;
    private static final int ATTRIBUTES = 6 << 3 | 2;
    private static final int TRACE_ID = 9 << 3 | 2;
    private static final int SPAN_ID = 10 << 3 | 2;
    private static final int OBSERVED = 11 << 3 | 1;
    private static final int EVENT_NAME = 12 << 3 | 2;

    /** Where a log record has its time, a span has its trace id and a metric has its name. */
    private static final int OF_A_SPAN = 1 << 3 | 2;

    private ProtobufLogs() {}

    static OtlpBatch<LoggedRecord> decode(byte[] body, OtlpLimits limits) {
        return new ProtobufWalk<LoggedRecord, LogDraft>(Signal.LOGS, body, limits, LogDraft::new, ProtobufLogs::read)
                .request();
    }

    private static void read(CodedInputStream in, ProtobufValues values, LogDraft log) throws IOException {
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case TIME -> log.nanos = in.readFixed64();
                case SEVERITY -> log.severity = in.readEnum();
                case SEVERITY_TEXT -> log.severityText = in.readString();
                case BODY -> log.body = values.value();
                case ATTRIBUTES -> values.attribute(log.attributes);
                case TRACE_ID -> log.traceId = HexFormat.of().formatHex(in.readByteArray());
                case SPAN_ID -> log.spanId = HexFormat.of().formatHex(in.readByteArray());
                case OBSERVED -> log.observedNanos = in.readFixed64();
                case EVENT_NAME -> log.eventName = in.readString();
                case OF_A_SPAN -> throw Signal.TRACES.sentElsewhere();
                default -> in.skipField(tag);
            }
        }
    }
}
