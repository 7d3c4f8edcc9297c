package stet.prompts;

import java.util.ArrayList;
import java.util.List;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.Text;
import stet.models.Part.ToolCall;
import stet.models.Part.ToolResult;
import stet.platform.http.Problem.FieldError;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Messages that are given as a variable: taken word for word, no part of them is a template. */
final class GivenMessages {
    private static final int MOST = 10_000;

    private GivenMessages() {}

    /** Reads {@code role} with {@code content}, or with {@code parts} as traces have them. */
    static List<Message> read(JsonNode value, String field, List<FieldError> errors) {
        var messages = new ArrayList<Message>();
        if (!value.isArray() || value.size() > MOST) {
            errors.add(new FieldError(
                    field,
                    "is no list of at most " + MOST + " messages such as {\"role\":\"user\",\"content\":\"…\"}"));
            return messages;
        }
        for (int i = 0; i < value.size(); i++) {
            var message = value.get(i);
            if (!message.path("role").isString()) {
                errors.add(new FieldError(field + "[" + i + "]", "'role' is missing"));
            } else if (message.path("parts").isArray()) {
                parts(message, field + "[" + i + "]", messages, errors);
            } else {
                messages.add(plain(message));
            }
        }
        return messages;
    }

    private static void parts(JsonNode message, String field, List<Message> to, List<FieldError> errors) {
        try {
            to.add(Json.MAPPER.treeToValue(message, Message.class));
        } catch (JacksonException e) {
            errors.add(new FieldError(field, "its parts are not those that messages of traces have"));
        }
    }

    private static Message plain(JsonNode message) {
        var parts = new ArrayList<Part>();
        var content = message.path("content");
        String role = message.path("role").asString();
        if (role.equals("tool")) {
            var id = message.has("toolCallId") ? message.path("toolCallId") : message.path("tool_call_id");
            return Message.of(role, new ToolResult(id.asString(""), null, content));
        }
        if (content.isString()) {
            parts.add(new Text(content.asString()));
        } else {
            for (var part : content) {
                parts.add(
                        part.path("text").isString()
                                ? new Text(part.path("text").asString())
                                : new Part.Data(part));
            }
        }
        for (var call : message.has("toolCalls") ? message.path("toolCalls") : message.path("tool_calls")) {
            var function = call.has("function") ? call.path("function") : call;
            parts.add(new ToolCall(
                    call.path("id").asString(""), function.path("name").asString(""), function.path("arguments")));
        }
        return new Message(role, parts);
    }
}
