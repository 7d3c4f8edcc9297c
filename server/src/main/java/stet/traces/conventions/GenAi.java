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
 * {@code gen_ai.system}, then whole message lists with {@code gen_ai.provider.name}, then finer usage and prompts.
 */
final class GenAi {
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

    static final Table TABLE = new Table()
            .from(Field.KIND, Kinds::operation, "gen_ai.operation.name")
            .by(Field.NAME, GenAi::name, "gen_ai.tool.name", "gen_ai.agent.name")
            .from(Field.PROVIDER, "gen_ai.provider.name", "gen_ai.system")
            .from(Field.REQUEST_MODEL, "gen_ai.request.model")
            .from(Field.RESPONSE_MODEL, "gen_ai.response.model")
            .from(Field.RESPONSE_ID, "gen_ai.response.id")
            .from(Field.REQUEST_ID, "anthropic.request.id")
            .from(Field.FINISH_REASONS, "gen_ai.response.finish_reasons", "anthropic.message.stop_reason")
            .from(Field.STREAMING, "gen_ai.request.stream", "gen_ai.is_streaming")
            .from(
                    Field.TIME_TO_FIRST_TOKEN,
                    "gen_ai.response.time_to_first_chunk",
                    "gen_ai.client.operation.time_to_first_chunk")
            .by(Field.PARAMETERS, GenAi::parameters, "gen_ai.request.*")
            .from(Field.TOOLS, "gen_ai.tool.definitions")
            .from(Field.INPUT_TOKENS, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens")
            .from(Field.OUTPUT_TOKENS, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens")
            .from(
                    Field.CACHE_READ_TOKENS,
                    "gen_ai.usage.cache_read.input_tokens",
                    "gen_ai.usage.cache_read_input_tokens")
            .inside(
                    Field.CACHE_READ_TOKENS,
                    value -> Values.countIn(value, "cache_read"),
                    "gen_ai.usage.input_token_details")
            .from(
                    Field.CACHE_WRITE_TOKENS,
                    "gen_ai.usage.cache_write.input_tokens",
                    "gen_ai.usage.cache_creation.input_tokens",
                    "gen_ai.usage.cache_creation_input_tokens")
            .inside(
                    Field.CACHE_WRITE_TOKENS,
                    value -> Values.countIn(value, "cache_creation", "cache_write"),
                    "gen_ai.usage.input_token_details")
            .from(Field.REASONING_TOKENS, "gen_ai.usage.reasoning.output_tokens", "gen_ai.usage.reasoning_tokens")
            .inside(
                    Field.REASONING_TOKENS,
                    value -> Values.countIn(value, "reasoning"),
                    "gen_ai.usage.output_token_details")
            .from(Field.AUDIO_INPUT_TOKENS, "gen_ai.usage.audio.input_tokens")
            .from(Field.AUDIO_OUTPUT_TOKENS, "gen_ai.usage.audio.output_tokens")
            .from(Field.TOTAL_TOKENS, "gen_ai.usage.total_tokens")
            .from(
                    Field.SERVICE_TIER,
                    "openai.response.service_tier",
                    "gen_ai.openai.response.service_tier",
                    "anthropic.response.service_tier")
            .from(Field.COST, "gen_ai.usage.cost")
            .from(Field.USER, "gen_ai.user")
            .from(Field.SESSION, "gen_ai.conversation.id")
            .from(Field.PROMPT_NAME, "gen_ai.prompt.name")
            .from(Field.PROMPT_VERSION, "gen_ai.prompt.version")
            .from(Field.SYSTEM, "gen_ai.system_instructions")
            .from(Field.INPUT, Messages::input, "gen_ai.input.messages")
            .from(Field.OUTPUT, Messages::output, "gen_ai.output.messages")
            .knows(
                    "gen_ai.prompt.variable.*",
                    "gen_ai.tool.call.id",
                    "gen_ai.tool.type",
                    "gen_ai.tool.description",
                    "gen_ai.output.type",
                    "gen_ai.agent.*",
                    "gen_ai.workflow.name",
                    "gen_ai.data_source.id",
                    "anthropic.usage.cache_creation.*");

    /** One attribute for each piece of a message, or one event for each message. */
    static final Table OLDER = new Table()
            .by(
                    Field.INPUT,
                    span -> Messages.flattened(span.takeFlattened("gen_ai.prompt."), "user"),
                    "gen_ai.prompt.*")
            .by(
                    Field.OUTPUT,
                    span -> Messages.flattened(span.takeFlattened("gen_ai.completion."), "assistant"),
                    "gen_ai.completion.*")
            .by(Field.SYSTEM, GenAiEvents::system)
            .by(Field.INPUT, GenAiEvents::input)
            .by(Field.OUTPUT, GenAiEvents::output);

    /** The whole of a call in one attribute: the earliest form, and what tools and retrievals say. */
    static final Table WHOLE = new Table()
            .by(Field.INPUT, span -> Content.input(span, "gen_ai.prompt"), "gen_ai.prompt")
            .by(Field.OUTPUT, span -> Content.output(span, "gen_ai.completion"), "gen_ai.completion")
            .from(Field.INPUT, Values::treeOrPlain, "gen_ai.tool.call.arguments", "gen_ai.retrieval.query.text")
            .from(Field.OUTPUT, Values::treeOrPlain, "gen_ai.tool.call.result", "gen_ai.retrieval.documents");

    /** A span that names a tool and says nothing else of its kind. */
    static final Table LAST =
            new Table().by(Field.KIND, span -> span.attribute("gen_ai.tool.name") == null ? null : SpanKind.TOOL);

    private GenAi() {}

    /** A tool and an agent go by their own names, which their attributes keep saying. */
    private static @Nullable String name(Reading span) {
        return switch (span.kind()) {
            case TOOL -> span.word("gen_ai.tool.name");
            case AGENT -> span.word("gen_ai.agent.name");
            default -> null;
        };
    }

    private static @Nullable JsonNode parameters(Reading span) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        List<String> read = new ArrayList<>();
        span.attributes().forEach((attribute, value) -> {
            if (attribute.startsWith(REQUEST) && !attribute.equals("gen_ai.request.model")) {
                String parameter = attribute.substring(REQUEST.length());
                if (!parameter.equals("stream")) {
                    parameters.set(parameter, parameter(parameter, value));
                    read.add(attribute);
                }
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
