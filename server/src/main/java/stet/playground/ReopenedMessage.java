package stet.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stet.models.Message;
import stet.models.Part;
import stet.platform.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message of a trace as a prompt writes it. */
final class ReopenedMessage {
    private ReopenedMessage() {}

    /** @param literal whether texts mean themselves in the prompt's language; else their braces are doubled */
    static void add(Message message, boolean literal, ArrayNode to, List<String> warnings) {
        var content = Json.MAPPER.createArrayNode();
        var calls = Json.MAPPER.createArrayNode();
        var results = new ArrayList<ObjectNode>();
        for (var part : message.parts()) {
            switch (part) {
                case Part.Text(var text) ->
                    content.addObject().put("type", "text").put("text", written(text, literal));
                case Part.Media media -> media(media, literal, content, warnings);
                case Part.ToolCall call ->
                    calls.addObject()
                            .put("id", call.id() == null ? "call_" + (calls.size() + 1) : call.id())
                            .put("name", call.name())
                            .set("arguments", call.arguments());
                case Part.ToolResult result -> {
                    var value = result.result();
                    var node = Json.MAPPER.createObjectNode().put("role", "tool");
                    node.put("content", written(value.isString() ? value.asString() : value.toString(), literal));
                    results.add(node.put("toolCallId", result.id() == null ? "" : result.id()));
                }
                case Part.Reasoning _ -> {} // belongs to the answer, not to the question
                case Part.Data _ -> warnings.add("a part of a message that only its provider understands is left out");
            }
        }
        if (!content.isEmpty() || !calls.isEmpty()) {
            var node = to.addObject().put("role", message.role().equals("tool") ? "user" : message.role());
            if (message.name() != null) {
                node.put("name", message.name());
            }
            if (content.size() == 1 && content.get(0).path("type").asString().equals("text")) {
                node.set("content", content.get(0).path("text"));
            } else if (!content.isEmpty()) {
                node.set("content", content);
            }
            if (!calls.isEmpty()) {
                node.set("toolCalls", calls);
            }
        }
        to.addAll(results);
    }

    private static void media(Part.Media media, boolean literal, ArrayNode content, List<String> warnings) {
        if (media.url() == null) {
            warnings.add("media that were sent inside the call are not kept, and left out");
            return;
        }
        var node = content.addObject().put("type", media.modality().name().toLowerCase(Locale.ROOT));
        node.put("url", written(media.url(), literal));
        if (media.mediaType() != null) {
            node.put("mediaType", media.mediaType());
        }
    }

    private static String written(String text, boolean literal) {
        return literal ? text : text.replace("{", "{{").replace("}", "}}");
    }
}
