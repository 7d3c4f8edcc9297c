package stet.traces.conventions;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What Vercel's AI SDK says in its own words, up to version 6 and as 7's legacy class; 7 speaks GenAI. */
final class VercelAi {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SETTINGS = "ai.settings.";
    /** Settings of the SDK and not of the model. */
    private static final Set<String> NO_PARAMETERS = Set.of("maxRetries");

    static final Table TABLE = new Table()
            .from(Field.KIND, VercelAi::kind, "ai.operationId")
            .by(Field.NAME, VercelAi::name, "ai.toolCall.name", "ai.telemetry.functionId")
            .from(Field.PROVIDER, "ai.model.provider")
            .from(Field.REQUEST_MODEL, "ai.model.id")
            .from(Field.RESPONSE_MODEL, "ai.response.model")
            .from(Field.RESPONSE_ID, "ai.response.id")
            .by(Field.TOOLS, VercelAi::tools, "ai.prompt.tools")
            .by(Field.PARAMETERS, VercelAi::parameters, "ai.settings.*")
            .from(Field.FINISH_REASONS, "ai.response.finishReason")
            .by(Field.STREAMING, VercelAi::streaming, "ai.operationId")
            .from(Field.TIME_TO_FIRST_TOKEN, Values::milliseconds, "ai.response.msToFirstChunk")
            .from(Field.INPUT_TOKENS, "ai.usage.inputTokens", "ai.usage.promptTokens", "ai.usage.tokens")
            .from(Field.OUTPUT_TOKENS, "ai.usage.outputTokens", "ai.usage.completionTokens")
            .from(Field.CACHE_READ_TOKENS, "ai.usage.cachedInputTokens", "ai.usage.inputTokenDetails.cacheReadTokens")
            .by(
                    Field.CACHE_READ_TOKENS,
                    span -> metadata(span, "cache_read_input_tokens", "cachedPromptTokens"),
                    "ai.response.providerMetadata")
            .from(Field.CACHE_WRITE_TOKENS, "ai.usage.inputTokenDetails.cacheWriteTokens")
            .by(
                    Field.CACHE_WRITE_TOKENS,
                    span -> metadata(span, "cache_creation_input_tokens", "cacheCreationInputTokens"),
                    "ai.response.providerMetadata")
            .from(Field.REASONING_TOKENS, "ai.usage.reasoningTokens", "ai.usage.outputTokenDetails.reasoningTokens")
            .from(Field.TOTAL_TOKENS, "ai.usage.totalTokens")
            .from(Field.INPUT, Messages::input, "ai.prompt.messages")
            .by(Field.INPUT, VercelAi::prompt, "ai.prompt")
            .by(Field.OUTPUT, VercelAi::answer, "ai.response.text", "ai.response.toolCalls", "ai.response.reasoning")
            .from(Field.OUTPUT, Values::treeOrPlain, "ai.response.object")
            .from(Field.INPUT, Values::treeOrPlain, "ai.toolCall.args", "ai.toolCall.input")
            .from(Field.OUTPUT, Values::treeOrPlain, "ai.toolCall.result", "ai.toolCall.output")
            .from(Field.USER, "ai.telemetry.metadata.userId", "ai.settings.context.userId")
            .from(Field.SESSION, "ai.telemetry.metadata.sessionId", "ai.settings.context.sessionId")
            .from(Field.TAGS, "ai.telemetry.metadata.tags", "ai.settings.context.tags")
            .inside(Field.PROMPT_NAME, value -> Values.labelIn(value, "name"), "ai.telemetry.metadata.langfusePrompt")
            .inside(
                    Field.PROMPT_VERSION,
                    value -> Values.labelIn(value, "version"),
                    "ai.telemetry.metadata.langfusePrompt")
            .by(Field.METADATA, span -> span.takeBelow("ai.telemetry.metadata."), "ai.telemetry.metadata.*")
            .by(Field.METADATA, span -> span.takeBelow("ai.settings.context."), "ai.settings.context.*")
            .knows(
                    "operation.name",
                    "resource.name",
                    "ai.toolCall.*",
                    "ai.usage.*",
                    "ai.response.*",
                    "ai.request.headers.*",
                    "ai.prompt.*",
                    "ai.embedding",
                    "ai.embeddings",
                    "ai.values",
                    "ai.value");

    /** What was embedded. */
    static final Table WHOLE = new Table()
            .from(Field.INPUT, value -> Values.treeOrPlain(Values.unquoted(value)), "ai.value")
            .from(Field.INPUT, VercelAi::values, "ai.values");

    private VercelAi() {}

    private static @Nullable SpanKind kind(JsonNode value) {
        String operation = Values.text(value);
        if (operation == null) {
            return null;
        }
        String call = operation.substring(operation.lastIndexOf('.') + 1);
        return switch (call) {
            case "doGenerate", "doStream" -> SpanKind.GENERATION;
            case "doEmbed" -> SpanKind.EMBEDDING;
            case "doRerank" -> SpanKind.RETRIEVAL;
            case "toolCall" -> SpanKind.TOOL;
            default -> SpanKind.CHAIN;
        };
    }

    /** The function's name stands for the whole of what it did; the calls inside keep theirs. */
    private static @Nullable String name(Reading span) {
        return switch (span.kind()) {
            case TOOL -> span.word("ai.toolCall.name");
            case CHAIN, AGENT -> span.word("ai.telemetry.functionId");
            default -> null;
        };
    }

    private static @Nullable Boolean streaming(Reading span) {
        String operation = span.word("ai.operationId");
        return operation == null ? null : (Boolean) operation.endsWith(".doStream");
    }

    private static @Nullable JsonNode parameters(Reading span) {
        ObjectNode parameters = NODES.objectNode();
        span.attributes().forEach((name, value) -> {
            String parameter = name.startsWith(SETTINGS) ? name.substring(SETTINGS.length()) : "";
            if (!parameter.isEmpty() && !parameter.startsWith("context.") && !NO_PARAMETERS.contains(parameter)) {
                parameters.set(parameter, value);
            }
        });
        parameters.propertyNames().forEach(parameter -> span.attributes().remove(SETTINGS + parameter));
        return parameters.isEmpty() ? null : parameters;
    }

    private static @Nullable JsonNode tools(Reading span) {
        return span.take("ai.prompt.tools", value -> {
            if (!(Values.tree(value) instanceof ArrayNode list)) {
                return null;
            }
            ArrayNode tools = NODES.arrayNode();
            list.forEach(tool -> tools.add(Values.treeOrPlain(tool)));
            return tools;
        });
    }

    /** A prompt with its instructions: {@code {"system":…,"prompt":…}} or {@code {"system":…,"messages":[…]}}. */
    private static @Nullable JsonNode prompt(Reading span) {
        return span.take("ai.prompt", value -> {
            JsonNode said = Values.treeOrPlain(value);
            if (!(said instanceof ObjectNode object)) {
                return said == null ? null : Messages.input(said);
            }
            JsonNode asked = Parts.first(object, "messages", "prompt");
            ArrayNode rest = asked == null ? null : Messages.list(asked, "user");
            ArrayNode system = Messages.system(Parts.first(object, "system", "instructions"));
            if (rest == null) {
                return said;
            }
            return system == null ? rest : system.addAll(rest);
        });
    }

    /** The answer, whose pieces stand in attributes of their own. */
    private static @Nullable JsonNode answer(Reading span) {
        ArrayNode parts = NODES.arrayNode();
        JsonNode reasoning = span.take("ai.response.reasoning", Values::treeOrPlain);
        if (reasoning != null) {
            parts.addAll(
                    reasoning.isString()
                            ? NODES.arrayNode().add(Parts.reasoning(reasoning.stringValue()))
                            : Parts.of(reasoning));
        }
        String text = span.take("ai.response.text", Values::text);
        if (text != null) {
            parts.add(Parts.text(text));
        }
        JsonNode calls = span.take("ai.response.toolCalls", Values::tree);
        if (calls instanceof ArrayNode list) {
            for (JsonNode call : list) {
                if (call instanceof ObjectNode object) {
                    object.put("type", "tool_call");
                }
            }
            parts.addAll(Parts.of(list));
        }
        if (parts.isEmpty()) {
            return null;
        }
        ObjectNode message = NODES.objectNode().put("role", "assistant");
        message.set("parts", parts);
        return NODES.arrayNode().add(message);
    }

    private static @Nullable JsonNode values(JsonNode value) {
        if (!(Values.tree(value) instanceof ArrayNode list)) {
            return null;
        }
        ArrayNode values = NODES.arrayNode();
        list.forEach(item -> values.add(Values.unquoted(item)));
        return values;
    }

    /** What only the provider's own report in the metadata says. */
    private static @Nullable Long metadata(Reading span, String... names) {
        JsonNode providers = span.tree("ai.response.providerMetadata");
        if (providers == null) {
            return null;
        }
        for (JsonNode provider : providers) {
            for (JsonNode place : new JsonNode[] {provider, provider.path("usage")}) {
                JsonNode count = Parts.first(place, names);
                if (count != null) {
                    return Values.count(count);
                }
            }
        }
        return null;
    }
}
