package stet.traces.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenTelemetry's convention for generative AI in its three generations: per-message attributes and events with
 * {@code gen_ai.system}, then whole message lists with {@code gen_ai.provider.name}, then finer usage.
 */
final class GenAi implements Convention {
    private static final String REQUEST = "gen_ai.request.";
    private static final Set<String> NUMBERS = Set.of(
            "temperature",
            "top_p",
            "top_k",
            "max_tokens",
            "frequency_penalty",
            "presence_penalty",
            "seed",
            "choice.count");
    private static final Set<String> LISTS = Set.of("stop_sequences", "encoding_formats");

    private static final Table TABLE = new Table()
            .from(Field.PROVIDER, Providers::named, "gen_ai.provider.name", "gen_ai.system")
            .from(Field.REQUEST_MODEL, "gen_ai.request.model")
            .from(Field.RESPONSE_MODEL, "gen_ai.response.model")
            .from(Field.RESPONSE_ID, "gen_ai.response.id")
            .from(Field.REQUEST_ID, "anthropic.request.id")
            .from(Field.FINISH_REASONS, FinishReasons::read, "gen_ai.response.finish_reasons")
            .from(Field.STREAMING, "gen_ai.request.stream", "gen_ai.is_streaming")
            .from(
                    Field.TIME_TO_FIRST_TOKEN,
                    "gen_ai.response.time_to_first_chunk",
                    "gen_ai.client.operation.time_to_first_chunk")
            .from(Field.TOOLS, "gen_ai.tool.definitions")
            .from(Field.INPUT_TOKENS, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens")
            .from(Field.OUTPUT_TOKENS, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens")
            .from(
                    Field.CACHE_READ_TOKENS,
                    "gen_ai.usage.cache_read.input_tokens",
                    "gen_ai.usage.cache_read_input_tokens")
            .from(
                    Field.CACHE_WRITE_TOKENS,
                    "gen_ai.usage.cache_write.input_tokens",
                    "gen_ai.usage.cache_creation.input_tokens",
                    "gen_ai.usage.cache_creation_input_tokens")
            .from(Field.REASONING_TOKENS, "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens")
            .from(Field.COST, "gen_ai.usage.cost")
            .from(Field.USER, "gen_ai.user")
            .from(Field.SESSION, "gen_ai.conversation.id")
            .from(Field.SYSTEM, Messages::system, "gen_ai.system_instructions")
            .from(Field.INPUT, Messages::input, "gen_ai.input.messages")
            .from(Field.OUTPUT, Messages::output, "gen_ai.output.messages");

    /** What is only tried after the generations above: content of tools and retrievals, and the earliest forms. */
    private static final Table LAST = new Table()
            .from(Field.INPUT, Messages::input, "gen_ai.prompt")
            .from(Field.OUTPUT, Messages::output, "gen_ai.completion")
            .from(Field.INPUT, Values::treeOrPlain, "gen_ai.tool.call.arguments", "gen_ai.retrieval.query.text")
            .from(Field.OUTPUT, Values::treeOrPlain, "gen_ai.tool.call.result", "gen_ai.retrieval.documents");

    @Override
    public void read(Reading span) {
        TABLE.read(span);
        span.offer(Field.KIND, kind(span));
        span.offer(Field.NAME, name(span));
        if (!span.has(Field.INPUT)) {
            span.offer(Field.INPUT, Messages.flattened(span.takeFlattened("gen_ai.prompt."), "user"));
        }
        if (!span.has(Field.OUTPUT)) {
            span.offer(Field.OUTPUT, Messages.flattened(span.takeFlattened("gen_ai.completion."), "assistant"));
        }
        GenAiEvents.read(span);
        LAST.read(span);
        if (kindOf(span).callsModel()) {
            span.offer(Field.PARAMETERS, parameters(span));
        }
    }

    private static SpanKind kindOf(Reading span) {
        SpanKind kind = span.get(Field.KIND);
        return kind == null ? SpanKind.SPAN : kind;
    }

    private static @Nullable SpanKind kind(Reading span) {
        JsonNode operation = span.attribute("gen_ai.operation.name");
        String word = operation == null ? null : Values.text(operation);
        SpanKind named = word == null
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
        if (named != null) {
            return named;
        }
        if (span.attribute("gen_ai.tool.name") != null) {
            return SpanKind.TOOL;
        }
        return span.has(Field.REQUEST_MODEL) ? SpanKind.GENERATION : null;
    }

    /** A tool and an agent go by their own names, which their attributes keep saying. */
    private static @Nullable String name(Reading span) {
        JsonNode name = switch (kindOf(span)) {
            case TOOL -> span.attribute("gen_ai.tool.name");
            case AGENT -> span.attribute("gen_ai.agent.name");
            default -> null;
        };
        return name == null ? null : Values.label(name);
    }

    private static @Nullable JsonNode parameters(Reading span) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        List<String> read = new ArrayList<>();
        span.attributes().forEach((attribute, value) -> {
            if (attribute.startsWith(REQUEST)) {
                String parameter = attribute.substring(REQUEST.length());
                parameters.set(parameter, parameter(parameter, value));
                read.add(attribute);
            }
        });
        read.forEach(span.attributes()::remove);
        return parameters.isEmpty() ? null : parameters;
    }

    private static JsonNode parameter(String name, JsonNode value) {
        if (NUMBERS.contains(name)) {
            return Values.plain(value);
        }
        JsonNode list = LISTS.contains(name) ? Values.tree(value) : null;
        return list == null ? value : list;
    }
}
