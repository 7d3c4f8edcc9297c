package stet.traces.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.Base64;
import stet.traces.rejected.PayloadText;

/** Protobuf requests in protobuf's text form. */
final class OtlpText implements PayloadText {
    @Override
    public String of(String source, byte[] payload) {
        try {
            var request = source.equals(Signal.LOGS.source())
                    ? ExportLogsServiceRequest.parseFrom(payload)
                    : source.equals(Signal.METRICS.source())
                            ? ExportMetricsServiceRequest.parseFrom(payload)
                            : ExportTraceServiceRequest.parseFrom(payload);
            return request.toString();
        } catch (InvalidProtocolBufferException e) {
            return Base64.getMimeEncoder().encodeToString(payload);
        }
    }
}
