package stet.models.wire;

import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.models.Part.Data;
import stet.models.Part.Media;
import stet.models.Part.Reasoning;
import stet.models.Part.Text;
import stet.models.Part.ToolCall;
import stet.models.Part.ToolResult;
import stet.models.wire.ModelRequest.ToolChoice;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests as OpenAI's responses take them. */
final class ResponseRequests {
    private ResponseRequests() {}

    static ObjectNode body(ModelRequest request) {
        var body = Json.MAPPER.createObjectNode();
        body.put("model", request.model());
        var input = body.putArray("input");
        request.messages().forEach(message -> add(message, input));
        if (!request.tools().isEmpty()) {
            var tools = body.putArray("tools");
            for (var tool : request.tools()) {
                var node = ChatRequests.function(tool);
                node.put("type", "function");
                tools.add(node);
            }
        }
        var choice = request.tools().isEmpty() ? null : choice(request.toolChoice());
        if (choice != null) {
            body.set("tool_choice", choice);
        }
        var names = new HashMap<>(Parameters.lengthAs("max_output_tokens"));
        names.put("stop_sequences", "stop");
        Parameters.put(request.parameters(), names, body);
        var effort = body.remove("reasoning_effort");
        if (effort != null && !body.has("reasoning")) {
            body.putObject("reasoning").set("effort", effort);
        }
        var response = request.response();
        if (response != null) {
            var text = body.get("text") instanceof ObjectNode given ? given : body.putObject("text");
            var format = text.putObject("format").put("type", "json_schema");
            format.put("name", response.name()).put("strict", response.strict());
            format.set("schema", response.schema());
        }
        return body;
    }

    private static @Nullable JsonNode choice(@Nullable ToolChoice choice) {
        var nodes = Json.MAPPER.getNodeFactory();
        return switch (choice) {
            case null -> null;
            case ToolChoice.Auto _ -> nodes.stringNode("auto");
            case ToolChoice.None _ -> nodes.stringNode("none");
            case ToolChoice.Required _ -> nodes.stringNode("required");
            case ToolChoice.Named(var tool) ->
                nodes.objectNode().put("type", "function").put("name", tool);
        };
    }

    private static void add(Message message, ArrayNode to) {
        boolean own = message.role().equals("assistant");
        var content = Json.MAPPER.createArrayNode();
        var after = Json.MAPPER.createArrayNode();
        for (var part : message.parts()) {
            switch (part) {
                case Text(var text) ->
                    content.addObject()
                            .put("type", own ? "output_text" : "input_text")
                            .put("text", text);
                case Media media -> media(media, content);
                case Data(var value) -> content.add(value);
                case Reasoning _ -> {} // what a model thought is not sent back to it
                case ToolCall call ->
                    after.addObject()
                            .put("type", "function_call")
                            .put("call_id", call.id() == null ? "call_" + (after.size() + 1) : call.id())
                            .put("name", call.name())
                            .put("arguments", ChatRequests.text(call.arguments()));
                case ToolResult result -> {
                    var node = after.addObject().put("type", "function_call_output");
                    node.put("call_id", result.id() == null ? "" : result.id());
                    node.put("output", ChatRequests.text(result.result()));
                }
            }
        }
        if (!content.isEmpty()) {
            var node = to.addObject().put("type", "message").put("role", message.role());
            node.set("content", content);
        }
        to.addAll(List.copyOf(after.values()));
    }

    private static void media(Media media, ArrayNode to) {
        var source = MediaSource.of(media);
        switch (media.modality()) {
            case IMAGE -> {
                var image = to.addObject().put("type", "input_image");
                image.put(
                        source.id() == null ? "image_url" : "file_id",
                        source.id() == null ? source.url() : source.id());
            }
            case AUDIO -> {
                var audio = to.addObject().put("type", "input_audio").putObject("input_audio");
                audio.put("data", source.data() == null ? source.url() : source.data());
                audio.put("format", source.subtype("wav"));
            }
            case DOCUMENT, VIDEO -> {
                var file = to.addObject().put("type", "input_file");
                if (source.id() != null) {
                    file.put("file_id", source.id());
                } else if (source.data() != null) {
                    file.put("filename", "file." + source.subtype("pdf")).put("file_data", source.url());
                } else {
                    file.put("file_url", source.url());
                }
            }
        }
    }
}
