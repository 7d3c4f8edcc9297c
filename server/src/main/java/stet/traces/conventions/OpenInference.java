package stet.traces.conventions;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.traces.CostKind;
import stet.traces.Span;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** OpenInference, which Phoenix and Arize read: lists spread over attributes, costs in dollars, the whole call in two values. */
final class OpenInference {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String INVOCATION = "llm.invocation_parameters";
    /** What the invocation repeats that has a field of its own. */
    private static final Set<String> NO_PARAMETERS = Set.of("model", "messages", "tools", "system");

    static final Table TABLE = new Table()
            .from(Field.KIND, "openinference.span.kind")
            .by(Field.NAME, span -> span.kind() == SpanKind.TOOL ? span.word("tool.name") : null, "tool.name")
            .from(Field.PROVIDER, "llm.provider", "llm.system")
            .from(Field.REQUEST_MODEL, "llm.request.model_name")
            .by(Field.REQUEST_MODEL, OpenInference::invokedModel, INVOCATION)
            .from(Field.RESPONSE_MODEL, "llm.response.model_name")
            .by(Field.TOOLS, OpenInference::tools, "llm.tools.*")
            .by(Field.TOOLS, OpenInference::invokedTools, INVOCATION)
            .by(Field.SYSTEM, OpenInference::system, INVOCATION)
            .from(Field.STREAMING, "llm.is_streaming")
            .by(Field.PARAMETERS, OpenInference::parameters, INVOCATION)
            .from(Field.FINISH_REASONS, "llm.finish_reason")
            .from(Field.INPUT_TOKENS, "llm.token_count.prompt")
            .from(Field.OUTPUT_TOKENS, "llm.token_count.completion")
            .from(
                    Field.CACHE_READ_TOKENS,
                    "llm.token_count.prompt_details.cache_read",
                    "llm.token_count.prompt_details.cache_input")
            .from(Field.CACHE_WRITE_TOKENS, "llm.token_count.prompt_details.cache_write")
            .from(Field.REASONING_TOKENS, "llm.token_count.completion_details.reasoning")
            .from(Field.AUDIO_INPUT_TOKENS, "llm.token_count.prompt_details.audio")
            .from(Field.AUDIO_OUTPUT_TOKENS, "llm.token_count.completion_details.audio")
            .from(Field.TOTAL_TOKENS, "llm.token_count.total")
            .by(Field.COST, OpenInference::cost, "llm.cost.*")
            .by(Field.INPUT, span -> messages(span, "llm.input_messages.", "user"), "llm.input_messages.*")
            .by(Field.OUTPUT, span -> messages(span, "llm.output_messages.", "assistant"), "llm.output_messages.*")
            .by(
                    Field.INPUT,
                    span -> span.kind() == SpanKind.TOOL ? Content.input(span, "tool.parameters") : null,
                    "tool.parameters")
            .by(Field.OUTPUT, span -> documents(span, "retrieval.documents."), "retrieval.documents.*")
            .by(Field.OUTPUT, span -> documents(span, "reranker.output_documents."), "reranker.output_documents.*")
            .from(Field.INPUT, Values::treeOrPlain, "reranker.query")
            .from(Field.PROMPT_NAME, "prompt.id")
            .from(Field.PROMPT_VERSION, "llm.prompt_template.version")
            .from(Field.TAGS, "tag.tags")
            .by(Field.METADATA, span -> span.takeObject("metadata"), "metadata")
            .knows(
                    "llm.prompt_template.*",
                    "reranker.*",
                    "tool.*",
                    "input.mime_type",
                    "output.mime_type",
                    "embedding.*",
                    "graph.node.*",
                    "agent.name",
                    "annotations.*",
                    "evaluations.*",
                    "trace.annotations.*",
                    "trace.evaluations.*",
                    "session.annotations.*",
                    "session.evaluations.*",
                    "openinference.project.name");

    /** The whole of a call, and the model's name that leaves open whether it was asked for or answered. */
    static final Table WHOLE = new Table()
            .from(Field.REQUEST_MODEL, "embedding.model_name")
            .from(Field.RESPONSE_MODEL, "llm.model_name")
            .by(Field.REQUEST_MODEL, span -> span.word("llm.model_name"))
            .by(Field.INPUT, span -> Content.input(span, "input.value"), "input.value")
            .by(Field.OUTPUT, span -> Content.output(span, "output.value"), "output.value");

    private OpenInference() {}

    private static @Nullable JsonNode invocation(Reading span) {
        return span.tree(INVOCATION) instanceof ObjectNode object ? object : null;
    }

    private static @Nullable String invokedModel(Reading span) {
        JsonNode invocation = invocation(span);
        return invocation == null ? null : Parts.firstText(invocation, "model", "model_name", "model_id");
    }

    private static @Nullable JsonNode invokedTools(Reading span) {
        JsonNode invocation = invocation(span);
        return invocation == null ? null : invocation.get("tools");
    }

    private static @Nullable ArrayNode system(Reading span) {
        JsonNode invocation = invocation(span);
        return invocation == null ? null : Messages.system(invocation.get("system"));
    }

    private static @Nullable JsonNode parameters(Reading span) {
        return span.take(INVOCATION, value -> {
            if (!(Values.tree(value) instanceof ObjectNode said)) {
                return null;
            }
            ObjectNode parameters = said.deepCopy();
            parameters.remove(NO_PARAMETERS);
            return parameters.isEmpty() ? null : parameters;
        });
    }

    private static @Nullable JsonNode tools(Reading span) {
        if (!(span.takeFlattened("llm.tools.") instanceof ArrayNode list)) {
            return null;
        }
        ArrayNode tools = NODES.arrayNode();
        for (JsonNode item : list) {
            JsonNode schema = item.at("/tool/json_schema");
            tools.add(schema.isMissingNode() ? item : Values.treeOrPlain(schema));
        }
        return tools;
    }

    private static @Nullable JsonNode messages(Reading span, String prefix, String role) {
        if (!(span.takeFlattened(prefix) instanceof ArrayNode list)) {
            return null;
        }
        ArrayNode messages = NODES.arrayNode();
        for (JsonNode item : list) {
            messages.add(item.get("message") instanceof ObjectNode message ? unwrapped(message) : item);
        }
        return Messages.flattened(messages, role);
    }

    /** The message without the words that say what its lists hold. */
    private static ObjectNode unwrapped(ObjectNode message) {
        if (message.get("tool_calls") instanceof ArrayNode calls) {
            message.set("tool_calls", each(calls, "tool_call"));
        }
        if (message.remove("contents") instanceof ArrayNode contents) {
            ArrayNode parts = NODES.arrayNode();
            for (JsonNode content : contents) {
                boolean repeated = content.has("tool_call") && message.has("tool_calls");
                if (content.get("message_content") instanceof ObjectNode part && !repeated) {
                    if (content.has("tool_call")) {
                        part.set("function", content.at("/tool_call/function"));
                        part.set("id", content.at("/tool_call/id"));
                        part.put("type", "function");
                    }
                    parts.add(picture(part));
                }
            }
            if (!parts.isEmpty()) {
                message.set("content", parts);
            }
        }
        return message;
    }

    private static ObjectNode picture(ObjectNode part) {
        JsonNode url = part.at("/image/image/url");
        if (url.isString()) {
            part.put("type", "image_url");
            part.putObject("image_url").set("url", url);
        }
        return part;
    }

    private static @Nullable JsonNode documents(Reading span, String prefix) {
        return span.takeFlattened(prefix) instanceof ArrayNode list ? each(list, "document") : null;
    }

    private static ArrayNode each(ArrayNode list, String wrapper) {
        ArrayNode items = NODES.arrayNode();
        for (JsonNode item : list) {
            items.add(item.has(wrapper) ? item.get(wrapper) : item);
        }
        return items;
    }

    private static Span.@Nullable Cost cost(Reading span) {
        BigDecimal total = money(span, "total");
        BigDecimal prompt = money(span, "prompt");
        BigDecimal completion = money(span, "completion");
        var parts = new EnumMap<CostKind, BigDecimal>(CostKind.class);
        Costs.put(parts, CostKind.CACHE_READ, money(span, "prompt_details.cache_read"));
        Costs.put(parts, CostKind.CACHE_WRITE, money(span, "prompt_details.cache_write"));
        Costs.put(parts, CostKind.AUDIO_INPUT, money(span, "prompt_details.audio"));
        Costs.put(parts, CostKind.INPUT, Costs.rest(prompt, parts));
        var output = new EnumMap<CostKind, BigDecimal>(CostKind.class);
        Costs.put(output, CostKind.REASONING, money(span, "completion_details.reasoning"));
        Costs.put(output, CostKind.AUDIO_OUTPUT, money(span, "completion_details.audio"));
        Costs.put(output, CostKind.OUTPUT, Costs.rest(completion, output));
        parts.putAll(output);
        return Costs.of(parts, total);
    }

    private static @Nullable BigDecimal money(Reading span, String name) {
        return span.take("llm.cost." + name, Values::money);
    }
}
