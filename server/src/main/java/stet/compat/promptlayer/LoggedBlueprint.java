package stet.compat.promptlayer;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a stored model call asked and answered, as a blueprint. */
final class LoggedBlueprint {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private LoggedBlueprint() {}

    static JsonNode of(Span span) {
        var content = NODES.objectNode().put("type", "chat").put("templateFormat", "f-string");
        var messages = content.putArray("messages");
        add(messages, span.input());
        add(messages, span.output());
        var generation = span.generation();
        if (generation != null && generation.tools() != null) {
            content.set("tools", generation.tools());
        }
        var blueprint = NODES.objectNode();
        blueprint.set("prompt_template", Blueprint.of(content, messages, Set.of()));
        var model = blueprint.putObject("metadata").putObject("model");
        if (generation != null) {
            model.put("provider", generation.provider());
            model.put("name", generation.requestModel());
            model.set("parameters", generation.parameters() == null ? NODES.objectNode() : generation.parameters());
        }
        return blueprint;
    }

    private static void add(ArrayNode messages, @Nullable JsonNode said) {
        if (said == null) {
            return;
        }
        for (var message : said) {
            if (message.path("parts").isArray()) {
                messages.add(message(message));
            }
        }
    }

    private static JsonNode message(JsonNode ours) {
        var message = NODES.objectNode().put("role", ours.path("role").asString("user"));
        var content = message.putArray("content");
        for (var part : ours.path("parts")) {
            switch (part.path("type").asString("")) {
                case "text" ->
                    content.addObject()
                            .put("type", "text")
                            .put("text", part.path("text").asString(""));
                case "reasoning" ->
                    content.addObject()
                            .put("type", "thinking")
                            .put("thinking", part.path("text").asString(""));
                case "tool_call" -> {
                    var call = message.withArray("toolCalls").addObject().put("type", "function");
                    call.set("id", part.path("id"));
                    call.putObject("function")
                            .put("name", part.path("name").asString(""))
                            .put("arguments", text(part.path("arguments")));
                }
                case "tool_result" -> {
                    message.set("toolCallId", part.path("id"));
                    content.addObject().put("type", "text").put("text", text(part.path("result")));
                }
                default -> content.add(part);
            }
        }
        return message;
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }
}
