package stet.traces.otlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import stet.traces.conventions.Reported;

/** Request bodies that real clients sent, or would send; how each was made stands beside them. */
public enum Fixtures {
    JS_OFFICIAL_PROTOBUF("js-openai-official.pb.gz", "application/x-protobuf", "gzip", 4),
    JS_OFFICIAL_JSON("js-openai-official.json", "application/json", "", 4),
    JS_TRACELOOP("js-openai-traceloop.json", "application/json", "", 3),
    JS_TRACELOOP_OLD("js-openai-traceloop-old.json", "application/json", "", 3),
    JAVA_SDK("java-sdk.pb.gz", "application/x-protobuf", "gzip", 4),
    OPEN_INFERENCE("js-openinference.json.gz", "application/json", "gzip", 6),
    OPEN_INFERENCE_LANGCHAIN("js-openinference-langchain.json.gz", "application/json", "gzip", 5),
    VERCEL_AI_6("js-vercel-ai-6.json.gz", "application/json", "gzip", 10),
    VERCEL_AI_7("js-vercel-ai-7.json.gz", "application/json", "gzip", 14),
    LANGFUSE("js-langfuse.json.gz", "application/json", "gzip", 7),
    LANGSMITH("js-langsmith.json.gz", "application/json", "gzip", 5),
    TRACELOOP_SDK("js-traceloop-sdk.json.gz", "application/json", "gzip", 6),
    TRACELOOP_MCP("js-traceloop-mcp.json.gz", "application/json", "gzip", 4),
    SPRING_AI("java-spring-ai.pb.gz", "application/x-protobuf", "gzip", 21),
    JAVA_OPENAI("java-openai.pb.gz", "application/x-protobuf", "gzip", 3),
    JAVA_ANTHROPIC("java-anthropic.pb.gz", "application/x-protobuf", "gzip", 3),
    REFERENCE_MLFLOW("reference-mlflow.json", "application/json", "", 3),
    REFERENCE_LANGCHAIN4J("reference-langchain4j.json", "application/json", "", 1),
    REFERENCE_MCP("reference-mcp.json", "application/json", "", 3);

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
                .spans(OtlpDecoder.format(contentType), contentEncoding, bytes())
                .records();
    }
}
