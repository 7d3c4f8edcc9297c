package stet.models.wire;

import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.Data;
import stet.models.Part.Media;
import stet.models.Part.Modality;
import stet.models.Part.Reasoning;
import stet.models.Part.Text;
import stet.models.Part.ToolCall;
import stet.models.Part.ToolResult;
import stet.models.wire.ModelRequest.ToolChoice;
import stet.platform.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests as Anthropic's messages take them: the system's words apart, turns of two that alternate. */
final class MessageRequests {
    /** Anthropic wants a limit; this stands for one that was not given. */
    static final int MAX_TOKENS = 4096;

    private MessageRequests() {}

    static ObjectNode body(ModelRequest request) {
        var body = Json.MAPPER.createObjectNode();
        body.put("model", request.model());
        var names = new HashMap<>(Parameters.lengthAs("max_tokens"));
        names.put("stop", "stop_sequences");
        var parameters = request.parameters().deepCopy();
        // OpenAI's own, which Anthropic refuses
        parameters.remove(List.of(
                "n",
                "seed",
                "frequency_penalty",
                "presence_penalty",
                "logprobs",
                "top_logprobs",
                "response_format",
                "reasoning_effort",
                "parallel_tool_calls",
                "stream_options"));
        Parameters.put(parameters, names, body);
        if (!body.has("max_tokens")) {
            body.put("max_tokens", MAX_TOKENS);
        }
        if (body.has("stop_sequences")) {
            body.set("stop_sequences", Parameters.listed(body.path("stop_sequences"), body));
        }
        system(request, body);
        var messages = body.putArray("messages");
        for (var message : request.messages()) {
            if (!isSystem(message)) {
                add(message, messages);
            }
        }
        if (!request.tools().isEmpty()) {
            var tools = body.putArray("tools");
            for (var tool : request.tools()) {
                var node = tools.addObject().put("name", tool.name());
                if (tool.description() != null) {
                    node.put("description", tool.description());
                }
                node.set(
                        "input_schema",
                        tool.parameters() == null
                                ? Json.MAPPER.createObjectNode().put("type", "object")
                                : tool.parameters());
            }
            choice(request.toolChoice(), body);
        }
        var response = request.response();
        if (response != null) {
            var format = body.putObject("output_config").putObject("format");
            format.put("type", "json_schema").set("schema", response.schema());
        }
        return body;
    }

    private static boolean isSystem(Message message) {
        return message.role().equals("system") || message.role().equals("developer");
    }

    private static void system(ModelRequest request, ObjectNode body) {
        var text = new StringBuilder();
        for (var message : request.messages()) {
            if (isSystem(message)) {
                text.append(text.isEmpty() ? "" : "\n\n").append(message.text());
            }
        }
        if (!text.isEmpty()) {
            body.put("system", text.toString());
        }
    }

    private static void choice(@Nullable ToolChoice choice, ObjectNode body) {
        switch (choice) {
            case null -> {}
            case ToolChoice.Auto _ -> body.putObject("tool_choice").put("type", "auto");
            case ToolChoice.None _ -> body.putObject("tool_choice").put("type", "none");
            case ToolChoice.Required _ -> body.putObject("tool_choice").put("type", "any");
            case ToolChoice.Named(var tool) ->
                body.putObject("tool_choice").put("type", "tool").put("name", tool);
        }
    }

    /** Adds to the last turn if it is the same one's: results of tools are the user's words here. */
    private static void add(Message message, ArrayNode to) {
        String role = message.role().equals("assistant") ? "assistant" : "user";
        var last = to.isEmpty() ? null : to.get(to.size() - 1);
        ArrayNode content;
        if (last != null && last.path("role").asString("").equals(role)) {
            content = (ArrayNode) last.path("content");
        } else {
            content = to.addObject().put("role", role).putArray("content");
        }
        message.parts().forEach(part -> add(part, content));
        if (content.isEmpty()) {
            to.remove(to.size() - 1);
        }
    }

    private static void add(Part part, ArrayNode to) {
        switch (part) {
            case Text(var text) -> {
                if (!text.isEmpty()) {
                    to.addObject().put("type", "text").put("text", text);
                }
            }
            case Media media -> media(media, to);
            case Data(var value) -> to.add(value);
            case Reasoning _ -> {} // without its signature it would be refused
            case ToolCall call -> {
                var node = to.addObject().put("type", "tool_use");
                node.put("id", call.id() == null ? "call_" + to.size() : call.id());
                node.put("name", call.name());
                node.set("input", call.arguments().isObject() ? call.arguments() : Json.MAPPER.createObjectNode());
            }
            case ToolResult result -> {
                var node = to.addObject().put("type", "tool_result");
                node.put("tool_use_id", result.id() == null ? "" : result.id());
                node.put("content", ChatRequests.text(result.result()));
            }
        }
    }

    private static void media(Media media, ArrayNode to) {
        var from = MediaSource.of(media);
        var node = to.addObject().put("type", media.modality() == Modality.IMAGE ? "image" : "document");
        var source = node.putObject("source");
        if (from.data() != null) {
            source.put("type", "base64");
            source.put("media_type", from.mediaType() == null ? "image/png" : from.mediaType());
            source.put("data", from.data());
        } else if (from.id() != null) {
            source.put("type", "file").put("file_id", from.id());
        } else {
            source.put("type", "url").put("url", from.url());
        }
    }
}
