package stet.traces.otlp;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** Reads the metrics of an {@code ExportMetricsServiceRequest} from protobuf. */
final class ProtobufMetrics {
    private static final int NAME = 1 << 3 | 2;

    /** Where a metric has its sum, a span has its start. */
    private static final int OF_A_SPAN = 7 << 3 | 1;

    /** Where a metric has its name, a log record has its time. */
    private static final int OF_A_LOG = 1 << 3 | 1;

    private ProtobufMetrics() {}

    static OtlpBatch<String> decode(byte[] body, OtlpLimits limits) {
        return new ProtobufWalk<String, MetricDraft>(
                        Signal.METRICS, body, limits, MetricDraft::new, ProtobufMetrics::read)
                .request();
    }

    private static void read(CodedInputStream in, ProtobufValues values, MetricDraft metric) throws IOException {
        int tag;
        while ((tag = in.readTag()) != 0) {
            switch (tag) {
                case NAME -> metric.name = in.readString();
                case OF_A_SPAN -> throw Signal.TRACES.sentElsewhere();
                case OF_A_LOG -> throw Signal.LOGS.sentElsewhere();
                default -> in.skipField(tag);
            }
        }
    }
}
