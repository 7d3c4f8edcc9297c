package stet.models.wire;

import java.util.ArrayList;
import java.util.List;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.Data;
import stet.models.Part.Reasoning;
import stet.models.Part.Text;
import stet.models.Part.ToolCall;
import stet.models.Part.ToolResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Input and output items as OpenAI's responses write them. */
final class ResponseItems {
    private ResponseItems() {}

    static List<Message> input(JsonNode body) {
        var messages = new ArrayList<Message>();
        var instructions = body.path("instructions");
        if (instructions.isString()) {
            messages.add(Message.of("system", new Text(instructions.asString())));
        } else if (instructions.isArray()) {
            instructions.forEach(item -> messages.add(message(item)));
        }
        var input = body.path("input");
        if (input.isString()) {
            messages.add(Message.of("user", new Text(input.asString())));
        } else {
            input.forEach(item -> messages.add(message(item)));
        }
        return messages;
    }

    /** The items of an answer as one message of the assistant. */
    static List<Message> output(JsonNode items, String finishReason) {
        var parts = new ArrayList<Part>();
        for (var item : items) {
            parts.addAll(message(item).parts());
        }
        return parts.isEmpty() ? List.of() : List.of(new Message("assistant", parts, null, finishReason));
    }

    private static Message message(JsonNode item) {
        return switch (Fields.text(item, "type", "message")) {
            case "message" -> {
                var parts = new ArrayList<Part>();
                ChatMessages.content(item.path("content"), parts);
                yield new Message(Fields.text(item, "role", "user"), parts);
            }
            case "function_call" ->
                Message.of(
                        "assistant",
                        new ToolCall(
                                Fields.text(item, "call_id"),
                                Fields.text(item, "name", ""),
                                Fields.parsed(Fields.text(item, "arguments", ""))));
            case "function_call_output" ->
                Message.of(
                        "tool",
                        new ToolResult(
                                Fields.text(item, "call_id"),
                                null,
                                Fields.has(item, "output")
                                        ? item.path("output")
                                        : JsonNodeFactory.instance.nullNode()));
            case "reasoning" -> Message.of("assistant", reasoning(item));
            default -> Message.of(Fields.text(item, "role", "assistant"), new Data(item));
        };
    }

    private static Part reasoning(JsonNode item) {
        var text = new StringBuilder();
        for (var field : List.of("summary", "content")) {
            for (var part : item.path(field)) {
                text.append(text.isEmpty() ? "" : "\n").append(Fields.text(part, "text", ""));
            }
        }
        return text.isEmpty() ? new Data(item) : new Reasoning(text.toString());
    }
}
