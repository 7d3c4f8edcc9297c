package stet.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.models.Part;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.traces.Span;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stored model call as a prompt's content that asks the same again.
 *
 * @param warnings what of the call is not in it
 */
record Reopened(
        ObjectNode content,
        @Nullable String promptName,
        @Nullable String promptVersion,
        List<String> warnings) {
    private static final Set<String> ROLES = Set.of("system", "developer", "user", "assistant", "tool");
    private static final Set<String> NOT_PARAMETERS =
            Set.of("stream", "stream_options", "user", "metadata", "tool_choice", "response_format", "store", "text");

    static Reopened of(Span span) {
        var generation = span.generation();
        if (generation == null) {
            throw new Problem.Invalid("span '" + span.spanId() + "' called no model: open a generation");
        }
        var warnings = new ArrayList<String>();
        var messages = messages(span, warnings);
        boolean literal = messages.stream()
                .flatMap(it -> it.parts().stream())
                .noneMatch(it -> it instanceof Part.Text(var text) && text.contains("{{"));
        var content = Json.MAPPER.createObjectNode().put("type", "chat");
        content.put("templateFormat", literal ? "mustache" : "f-string");
        var array = content.putArray("messages");
        messages.forEach(it -> ReopenedMessage.add(it, literal, array, warnings));
        if (array.isEmpty()) {
            array.addObject().put("role", "user").put("content", "");
            warnings.add("the call has no messages that can be asked again");
        }
        tools(generation.tools(), content);
        model(generation, content);
        var dimensions = span.dimensions();
        return new Reopened(content, dimensions.promptName(), dimensions.promptVersion(), warnings);
    }

    private static List<Message> messages(Span span, List<String> warnings) {
        var messages = new ArrayList<Message>();
        var input = span.input();
        if (input == null || !input.isArray()) {
            throw new Problem.Invalid(
                    "the messages of span '" + span.spanId() + "' are not kept, or are of another form");
        }
        for (var node : input) {
            try {
                var message = Json.MAPPER.treeToValue(node, Message.class);
                if (ROLES.contains(message.role())) {
                    messages.add(message);
                } else {
                    warnings.add("a message of '" + message.role() + "' is left out");
                }
            } catch (JacksonException e) {
                warnings.add("a message of another form is left out");
            }
        }
        return messages;
    }

    private static void tools(@Nullable JsonNode tools, ObjectNode content) {
        if (tools == null || !tools.isArray()) {
            return;
        }
        var array = Json.MAPPER.createArrayNode();
        for (var tool : tools) {
            var function = tool.has("function") ? tool.path("function") : tool;
            if (function.path("name").isString()) {
                var node = array.addObject().put("name", function.path("name").asString());
                if (function.path("description").isString()) {
                    node.put("description", function.path("description").asString());
                }
                var schema = function.has("input_schema") ? function.path("input_schema") : function.path("parameters");
                if (schema.isObject()) {
                    node.set("parameters", schema);
                }
            }
        }
        if (!array.isEmpty()) {
            content.set("tools", array);
        }
    }

    private static void model(Span.Generation generation, ObjectNode content) {
        if (generation.requestModel() == null) {
            return;
        }
        var model = content.putObject("model");
        if (generation.provider() != null) {
            model.put("provider", generation.provider());
        }
        model.put("name", generation.requestModel());
        var parameters = Json.MAPPER.createObjectNode();
        if (generation.parameters() != null) {
            for (var parameter : generation.parameters().properties()) {
                if (!NOT_PARAMETERS.contains(parameter.getKey())) {
                    parameters.set(parameter.getKey(), parameter.getValue());
                }
            }
            var schema = generation.parameters().path("response_format").path("json_schema");
            if (schema.path("schema").isObject()) {
                content.putObject("response")
                        .put("name", schema.path("name").asString("answer"))
                        .put("strict", schema.path("strict").asBoolean(false))
                        .set("schema", schema.path("schema"));
            }
        }
        if (!parameters.isEmpty()) {
            model.set("parameters", parameters);
        }
    }
}
