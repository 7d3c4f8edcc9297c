package stet.traces.conventions;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;

/** The kinds of spans, by the words that conventions have for them. */
final class Kinds {
    private Kinds() {}

    static @Nullable SpanKind named(JsonNode value) {
        String word = Values.text(Values.unquoted(value));
        return word == null
                ? null
                : switch (word.toLowerCase(Locale.ROOT)) {
                    case "llm", "chat_model", "generation" -> SpanKind.GENERATION;
                    case "embedding", "embeddings" -> SpanKind.EMBEDDING;
                    case "tool", "tool_call" -> SpanKind.TOOL;
                    case "retriever", "reranker", "vector_store" -> SpanKind.RETRIEVAL;
                    case "agent" -> SpanKind.AGENT;
                    case "chain", "workflow", "task", "advisor", "chat_client" -> SpanKind.CHAIN;
                    case "guardrail" -> SpanKind.GUARDRAIL;
                    case "span", "event", "evaluator", "prompt", "parser", "memory" -> SpanKind.SPAN;
                    default -> null;
                };
    }

    /** What GenAI calls the operation. */
    static @Nullable SpanKind operation(JsonNode value) {
        String word = Values.text(value);
        return word == null
                ? null
                : switch (word) {
                    case "chat", "generate_content", "text_completion", "completion" -> SpanKind.GENERATION;
                    case "embeddings" -> SpanKind.EMBEDDING;
                    case "retrieval", "search_memory" -> SpanKind.RETRIEVAL;
                    case "execute_tool" -> SpanKind.TOOL;
                    case "create_agent", "invoke_agent" -> SpanKind.AGENT;
                    case "invoke_workflow", "plan", "agent_step" -> SpanKind.CHAIN;
                    default -> null;
                };
    }
}
