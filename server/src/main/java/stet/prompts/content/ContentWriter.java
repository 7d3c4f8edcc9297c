package stet.prompts.content;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.models.wire.ModelRequest.ToolChoice;
import stet.platform.json.Json;
import stet.prompts.content.PromptSettings.ModelChoice;
import stet.prompts.content.Turn.Piece;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a prompt's content as it is kept: what says nothing is left out. */
final class ContentWriter {
    private ContentWriter() {}

    static ObjectNode write(PromptContent content) {
        var json = Json.MAPPER.createObjectNode();
        var settings = content.settings();
        switch (content) {
            case PromptContent.Chat(var _, var turns) -> {
                json.put("type", "chat").put("templateFormat", settings.format().word());
                var messages = json.putArray("messages");
                turns.forEach(turn -> messages.add(turn(turn)));
            }
            case PromptContent.Text(var _, var text) ->
                json.put("type", "text")
                        .put("templateFormat", settings.format().word())
                        .put("text", text);
        }
        settings(settings, json);
        return json;
    }

    private static void settings(PromptSettings settings, ObjectNode json) {
        if (!settings.variables().isEmpty()) {
            var variables = json.putObject("variables");
            settings.variables().forEach((name, variable) -> {
                var node = variables.putObject(name).put("type", variable.type().word());
                put(node, "default", variable.otherwise());
                put(node, "example", variable.example());
                put(node, "description", variable.description());
                if (variable.required() != null) {
                    node.put("required", variable.required());
                }
            });
        }
        if (settings.warnsOfMissing()) {
            json.put("missingVariables", "warn");
        }
        if (!settings.examples().isEmpty()) {
            var examples = json.putArray("examples");
            for (var example : settings.examples()) {
                var node = examples.addObject();
                put(node, "name", example.name());
                node.set("variables", Json.MAPPER.valueToTree(example.variables()));
                put(node, "output", example.output());
            }
        }
        if (!settings.tools().isEmpty()) {
            var tools = json.putArray("tools");
            for (var tool : settings.tools()) {
                tools.add(
                        switch (tool) {
                            case ToolUse.Referred(var reference) ->
                                Json.MAPPER.createObjectNode().put("ref", reference);
                            case ToolUse.Inline(var inline) -> ToolContent.write(inline);
                        });
            }
        }
        choice(settings.toolChoice(), json);
        var response = settings.response();
        if (response != null) {
            var node = json.putObject("response").put("name", response.name()).put("strict", response.strict());
            node.set("schema", response.schema());
        }
        var model = settings.model();
        if (model != null) {
            json.set("model", model(model));
        }
        if (!settings.fallbacks().isEmpty()) {
            var fallbacks = json.putArray("fallbacks");
            settings.fallbacks().forEach(it -> fallbacks.add(model(it)));
        }
        put(json, "metadata", settings.metadata());
    }

    private static void choice(@Nullable ToolChoice choice, ObjectNode json) {
        switch (choice) {
            case null -> {}
            case ToolChoice.Auto _ -> json.put("toolChoice", "auto");
            case ToolChoice.None _ -> json.put("toolChoice", "none");
            case ToolChoice.Required _ -> json.put("toolChoice", "required");
            case ToolChoice.Named(var tool) -> json.putObject("toolChoice").put("name", tool);
        }
    }

    private static ObjectNode model(ModelChoice model) {
        var json = Json.MAPPER.createObjectNode();
        put(json, "provider", model.provider());
        json.put("name", model.name());
        if (!model.parameters().isEmpty()) {
            json.set("parameters", model.parameters());
        }
        return json;
    }

    private static ObjectNode turn(Turn turn) {
        var json = Json.MAPPER.createObjectNode();
        switch (turn) {
            case Turn.Placeholder(var name) -> json.put("placeholder", name);
            case Turn.Included(var reference) -> json.put("include", reference);
            case Turn.Said said -> {
                json.put("role", said.role().word());
                put(json, "name", said.name());
                if (said.pieces().size() == 1 && said.pieces().getFirst() instanceof Piece.Words(var text)) {
                    json.put("content", text);
                } else if (!said.pieces().isEmpty()) {
                    pieces(said.pieces(), json.putArray("content"));
                }
                if (!said.calls().isEmpty()) {
                    var calls = json.putArray("toolCalls");
                    for (var call : said.calls()) {
                        calls.addObject()
                                .put("id", call.id())
                                .put("name", call.name())
                                .set("arguments", call.arguments());
                    }
                }
                put(json, "toolCallId", said.callId());
            }
        }
        return json;
    }

    private static void pieces(List<Piece> pieces, ArrayNode to) {
        for (var piece : pieces) {
            switch (piece) {
                case Piece.Words(var text) -> to.addObject().put("type", "text").put("text", text);
                case Piece.Shown shown -> {
                    var node =
                            to.addObject().put("type", shown.modality().name().toLowerCase(Locale.ROOT));
                    put(node, "url", shown.url());
                    put(node, "variable", shown.variable());
                    put(node, "mediaType", shown.mediaType());
                }
            }
        }
    }

    private static void put(ObjectNode to, String field, @Nullable String text) {
        if (text != null) {
            to.put(field, text);
        }
    }

    private static void put(ObjectNode to, String field, @Nullable JsonNode value) {
        if (value != null) {
            to.set(field, value);
        }
    }
}
