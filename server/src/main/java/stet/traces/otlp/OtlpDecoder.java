package stet.traces.otlp;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.traces.conventions.Reported;

/** Reads a request in whichever format and encoding it came. */
record OtlpDecoder(OtlpLimits limits) {

    OtlpBatch<Reported> spans(OtlpFormat format, @Nullable String contentEncoding, byte[] body) {
        return read(format, contentEncoding, body, ProtobufSpans::decode, JsonSpans::decode);
    }

    OtlpBatch<LoggedRecord> logs(OtlpFormat format, @Nullable String contentEncoding, byte[] body) {
        return read(format, contentEncoding, body, ProtobufLogs::decode, JsonLogs::decode);
    }

    /** The metrics' names. */
    OtlpBatch<String> metrics(OtlpFormat format, @Nullable String contentEncoding, byte[] body) {
        return read(format, contentEncoding, body, ProtobufMetrics::decode, JsonMetrics::decode);
    }

    static OtlpFormat format(@Nullable String contentType) {
        return OtlpFormat.of(contentType)
                .orElseThrow(() -> new Problem.UnsupportedMedia("content type "
                        + (contentType == null ? "is missing" : "'" + contentType + "' is not read here")
                        + "; send application/x-protobuf or application/json"));
    }

    private <T> OtlpBatch<T> read(
            OtlpFormat format,
            @Nullable String contentEncoding,
            byte[] body,
            BiFunction<byte[], OtlpLimits, OtlpBatch<T>> protobuf,
            BiFunction<byte[], OtlpLimits, OtlpBatch<T>> json) {
        byte[] plain = OtlpBody.decoded(body, contentEncoding, limits.bytes());
        return switch (format) {
            case PROTOBUF -> protobuf.apply(plain, limits);
            case JSON -> json.apply(plain, limits);
        };
    }
}
