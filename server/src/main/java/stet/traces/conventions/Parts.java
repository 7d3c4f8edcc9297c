package stet.traces.conventions;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The pieces of a message in one shape; what is no known piece is kept as it came in a {@code data} part. */
final class Parts {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Parts() {}

    /** The parts of a content, which is text, one part or a list of them. */
    static ArrayNode of(JsonNode content) {
        ArrayNode parts = NODES.arrayNode();
        switch (content) {
            case ArrayNode items -> items.forEach(item -> add(item, parts));
            default -> add(content, parts);
        }
        return parts;
    }

    private static void add(JsonNode item, ArrayNode parts) {
        if (item instanceof ObjectNode object) {
            parts.add(part(object));
        } else if (item.isString()) {
            if (!item.stringValue().isEmpty()) {
                parts.add(textOrMedia(item.stringValue()));
            }
        } else if (!item.isNull()) {
            parts.add(data(item));
        }
    }

    private static ObjectNode part(ObjectNode said) {
        String type = said.path("type").asString("").toLowerCase(Locale.ROOT).replace('-', '_');
        return switch (type) {
            case "text", "input_text", "output_text" -> {
                String text = firstText(said, "text", "content");
                yield text == null ? data(said) : textOrMedia(text);
            }
            case "reasoning", "thinking" -> {
                String text = firstText(said, "content", "text", "thinking", "reasoning");
                yield text == null ? data(said) : reasoning(text);
            }
            case "function" -> functionCall(said);
            case "tool_call", "tool_use", "server_tool_use" ->
                toolCall(
                        first(said, "id", "toolCallId"),
                        first(said, "name", "toolName"),
                        first(said, "arguments", "input", "args"));
            case "server_tool_call" -> toolCall(said.get("id"), said.get("name"), said.get("server_tool_call"));
            case "tool_call_response", "tool_result" ->
                toolResult(
                        first(said, "id", "toolCallId", "tool_use_id"),
                        first(said, "name", "toolName"),
                        first(said, "response", "result", "output", "content"));
            case "server_tool_call_response" ->
                toolResult(said.get("id"), said.get("name"), said.get("server_tool_call_response"));
            default -> {
                ObjectNode media = Media.of(type, said);
                yield media == null ? data(said) : media;
            }
        };
    }

    private static ObjectNode textOrMedia(String text) {
        ObjectNode media = Media.referredTo(text);
        return media == null ? text(text) : media;
    }

    static ObjectNode text(String text) {
        return NODES.objectNode().put("type", "text").put("text", text);
    }

    static ObjectNode reasoning(String text) {
        return NODES.objectNode().put("type", "reasoning").put("text", text);
    }

    /** A call as OpenAI writes it, its name and arguments inside {@code function}, or flat. */
    static ObjectNode functionCall(JsonNode call) {
        JsonNode function = call.get("function") instanceof ObjectNode inner ? inner : call;
        return toolCall(first(call, "id"), first(function, "name"), first(function, "arguments"));
    }

    private static ObjectNode toolCall(@Nullable JsonNode id, @Nullable JsonNode name, @Nullable JsonNode arguments) {
        ObjectNode part = NODES.objectNode().put("type", "tool_call");
        set(part, "id", id);
        part.put("name", name == null ? "" : name.asString(""));
        JsonNode value = arguments == null ? null : Values.treeOrPlain(arguments);
        part.set("arguments", value == null ? NODES.nullNode() : value);
        return part;
    }

    static ObjectNode toolResult(@Nullable JsonNode id, @Nullable JsonNode name, @Nullable JsonNode result) {
        ObjectNode part = NODES.objectNode().put("type", "tool_result");
        set(part, "id", id);
        set(part, "name", name);
        JsonNode value = result == null ? null : Values.treeOrPlain(result);
        part.set("result", value == null ? NODES.nullNode() : value);
        return part;
    }

    private static ObjectNode data(JsonNode value) {
        ObjectNode part = NODES.objectNode().put("type", "data");
        part.set("value", value);
        return part;
    }

    private static void set(ObjectNode part, String name, @Nullable JsonNode value) {
        if (value != null && !value.isNull()) {
            part.set(name, value);
        }
    }

    static @Nullable JsonNode first(JsonNode said, String... names) {
        for (String name : names) {
            JsonNode value = said.get(name);
            if (value != null && !value.isNull()) {
                return value;
            }
        }
        return null;
    }

    static @Nullable String firstText(JsonNode said, String... names) {
        for (String name : names) {
            JsonNode value = said.get(name);
            if (value != null && value.isString()) {
                return value.stringValue();
            }
        }
        return null;
    }
}
