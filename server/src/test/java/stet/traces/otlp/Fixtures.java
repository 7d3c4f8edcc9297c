package stet.traces.otlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import stet.traces.conventions.Reported;

/** Request bodies that real clients sent; how each was made stands beside them. */
public enum Fixtures {
    JS_OFFICIAL_PROTOBUF("js-openai-official.pb.gz", "application/x-protobuf", "gzip", 4),
    JS_OFFICIAL_JSON("js-openai-official.json", "application/json", "", 4),
    JS_TRACELOOP("js-openai-traceloop.json", "application/json", "", 3),
    JS_TRACELOOP_OLD("js-openai-traceloop-old.json", "application/json", "", 3),
    JAVA_SDK("java-sdk.pb.gz", "application/x-protobuf", "gzip", 4);

    public final String contentType;
    public final String contentEncoding;
    /** How many spans it holds. */
    public final int size;

    private final String file;

    Fixtures(String file, String contentType, String contentEncoding, int size) {
        this.file = file;
        this.contentType = contentType;
        this.contentEncoding = contentEncoding;
        this.size = size;
    }

    public byte[] bytes() {
        try (var in = Objects.requireNonNull(Fixtures.class.getResourceAsStream("/otlp/" + file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Reported> spans() {
        return new OtlpDecoder(OtlpLimits.DEFAULT)
                .decode(OtlpDecoder.format(contentType), contentEncoding, bytes())
                .spans();
    }
}
