package stet.traces.conventions;

import org.jspecify.annotations.Nullable;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;

/** OpenLLMetry, by Traceloop: workflows, tasks, agents and tools around model calls that speak GenAI, in older versions {@code llm.*}. */
final class Traceloop {
    private static final String ASSOCIATION = "traceloop.association.properties.";

    static final Table TABLE = new Table()
            .from(Field.KIND, "traceloop.span.kind")
            .by(Field.NAME, span -> span.word("traceloop.entity.name"), "traceloop.entity.name")
            .by(Field.TOOLS, span -> span.takeFlattened("llm.request.functions."), "llm.request.functions.*")
            .from(Field.TOTAL_TOKENS, "llm.usage.total_tokens")
            .by(Field.INPUT, span -> Content.input(span, "traceloop.entity.input"), "traceloop.entity.input")
            .by(Field.OUTPUT, span -> Content.output(span, "traceloop.entity.output"), "traceloop.entity.output")
            .from(Field.USER, ASSOCIATION + "user_id", ASSOCIATION + "userId")
            .from(Field.SESSION, ASSOCIATION + "session_id", ASSOCIATION + "sessionId")
            .from(Field.PROMPT_NAME, "traceloop.prompt.key")
            .from(Field.PROMPT_VERSION, "traceloop.prompt.version")
            .by(Field.METADATA, span -> span.takeBelow(ASSOCIATION), ASSOCIATION + "*")
            .knows("traceloop.*", "llm.usage.*", "llm.headers", "llm.is_streaming");

    /** The kind in older versions. */
    static final Table LAST = new Table().from(Field.KIND, Traceloop::requested, "llm.request.type");

    private Traceloop() {}

    private static @Nullable SpanKind requested(JsonNode value) {
        String type = Values.text(value);
        return type == null
                ? null
                : switch (type) {
                    case "chat", "completion" -> SpanKind.GENERATION;
                    case "embedding" -> SpanKind.EMBEDDING;
                    case "rerank" -> SpanKind.RETRIEVAL;
                    default -> null;
                };
    }
}
