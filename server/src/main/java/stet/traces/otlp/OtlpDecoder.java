package stet.traces.otlp;

import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/** Reads a trace request in whichever format and encoding it came. */
record OtlpDecoder(OtlpLimits limits) {

    OtlpBatch decode(OtlpFormat format, @Nullable String contentEncoding, byte[] body) {
        byte[] plain = OtlpBody.decoded(body, contentEncoding, limits.bytes());
        return switch (format) {
            case PROTOBUF -> ProtobufTraces.decode(plain, limits);
            case JSON -> JsonTraces.decode(plain, limits);
        };
    }

    static OtlpFormat format(@Nullable String contentType) {
        return OtlpFormat.of(contentType)
                .orElseThrow(() -> new Problem.UnsupportedMedia("content type "
                        + (contentType == null ? "is missing" : "'" + contentType + "' is not read here")
                        + "; send application/x-protobuf or application/json"));
    }
}
