package stet.models.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.models.Part;
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

/** Requests as OpenAI's chat completions take them. */
final class ChatRequests {
    private ChatRequests() {}

    static ObjectNode body(ModelRequest request) {
        var body = Json.MAPPER.createObjectNode();
        body.put("model", request.model());
        var messages = body.putArray("messages");
        request.messages().forEach(message -> add(message, messages));
        if (!request.tools().isEmpty()) {
            var tools = body.putArray("tools");
            for (var tool : request.tools()) {
                tools.addObject().put("type", "function").set("function", function(tool));
            }
        }
        var choice = request.tools().isEmpty() ? null : choice(request.toolChoice());
        if (choice != null) {
            body.set("tool_choice", choice);
        }
        var response = request.response();
        if (response != null) {
            var schema =
                    body.putObject("response_format").put("type", "json_schema").putObject("json_schema");
            schema.put("name", response.name()).put("strict", response.strict());
            schema.set("schema", response.schema());
        }
        Parameters.put(
                request.parameters(),
                Map.of("max_output_tokens", "max_completion_tokens", "stop_sequences", "stop"),
                body);
        return body;
    }

    static ObjectNode function(ModelRequest.Tool tool) {
        var function = Json.MAPPER.createObjectNode().put("name", tool.name());
        if (tool.description() != null) {
            function.put("description", tool.description());
        }
        if (tool.parameters() != null) {
            function.set("parameters", tool.parameters());
        }
        return function;
    }

    private static @Nullable JsonNode choice(@Nullable ToolChoice choice) {
        var nodes = Json.MAPPER.getNodeFactory();
        return switch (choice) {
            case null -> null;
            case ToolChoice.Auto _ -> nodes.stringNode("auto");
            case ToolChoice.None _ -> nodes.stringNode("none");
            case ToolChoice.Required _ -> nodes.stringNode("required");
            case ToolChoice.Named(var tool) -> {
                var named = nodes.objectNode().put("type", "function");
                named.putObject("function").put("name", tool);
                yield named;
            }
        };
    }

    /** A message; each result of a tool is one by itself. */
    private static void add(Message message, ArrayNode to) {
        var rest = new ArrayList<Part>();
        var calls = new ArrayList<ToolCall>();
        for (var part : message.parts()) {
            switch (part) {
                case ToolResult(var id, var _, var result) -> {
                    var node = to.addObject().put("role", "tool");
                    if (id != null) {
                        node.put("tool_call_id", id);
                    }
                    node.put("content", text(result));
                }
                case ToolCall call -> calls.add(call);
                case Reasoning _ -> {} // what a model thought is not sent back to it
                case Text _, Media _, Data _ -> rest.add(part);
            }
        }
        if (rest.isEmpty() && calls.isEmpty()) {
            return;
        }
        var node = to.addObject().put("role", message.role());
        if (message.name() != null) {
            node.put("name", message.name());
        }
        if (rest.isEmpty()) {
            node.putNull("content");
        } else {
            node.set("content", content(rest));
        }
        if (!calls.isEmpty()) {
            var array = node.putArray("tool_calls");
            for (var call : calls) {
                var made = array.addObject().put("id", call.id() == null ? "call_" + array.size() : call.id());
                made.put("type", "function");
                made.putObject("function").put("name", call.name()).put("arguments", text(call.arguments()));
            }
        }
    }

    private static JsonNode content(List<Part> parts) {
        if (parts.size() == 1 && parts.getFirst() instanceof Text(var text)) {
            return Json.MAPPER.getNodeFactory().stringNode(text);
        }
        var content = Json.MAPPER.createArrayNode();
        for (var part : parts) {
            switch (part) {
                case Text(var text) -> content.addObject().put("type", "text").put("text", text);
                case Media media -> media(media, content);
                case Data(var value) -> content.add(value);
                case Reasoning _, ToolCall _, ToolResult _ -> {} // not content
            }
        }
        return content;
    }

    private static void media(Media media, ArrayNode to) {
        var source = MediaSource.of(media);
        switch (media.modality()) {
            case IMAGE -> {
                var image = to.addObject().put("type", "image_url");
                image.putObject("image_url").put("url", source.url());
            }
            case AUDIO -> {
                var audio = to.addObject().put("type", "input_audio").putObject("input_audio");
                audio.put("data", source.data() == null ? source.url() : source.data());
                audio.put("format", source.subtype("wav"));
            }
            case DOCUMENT, VIDEO -> {
                var file = to.addObject().put("type", "file").putObject("file");
                if (source.id() != null) {
                    file.put("file_id", source.id());
                } else {
                    file.put("filename", "file." + source.subtype("pdf")).put("file_data", source.url());
                }
            }
        }
    }

    /** Text as it is, anything else as JSON in a text. */
    static String text(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }
}
