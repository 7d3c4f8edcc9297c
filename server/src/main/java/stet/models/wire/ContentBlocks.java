package stet.models.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.models.Part;
import stet.models.Part.Data;
import stet.models.Part.Modality;
import stet.models.Part.Reasoning;
import stet.models.Part.Text;
import stet.models.Part.ToolCall;
import stet.models.Part.ToolResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Messages and content blocks as Anthropic writes them. */
final class ContentBlocks {
    private ContentBlocks() {}

    static List<Message> input(JsonNode body) {
        var messages = new ArrayList<Message>();
        if (Fields.has(body, "system")) {
            messages.add(new Message("system", parts(body.path("system"))));
        }
        for (var message : body.path("messages")) {
            messages.add(new Message(Fields.text(message, "role", "user"), parts(message.path("content"))));
        }
        return messages;
    }

    static Message output(JsonNode reply, @Nullable String finishReason) {
        return new Message(Fields.text(reply, "role", "assistant"), parts(reply.path("content")), null, finishReason);
    }

    static List<Part> parts(JsonNode content) {
        var parts = new ArrayList<Part>();
        if (content.isString()) {
            parts.add(new Text(content.asString()));
        } else {
            content.forEach(block -> parts.add(part(block)));
        }
        return parts;
    }

    static Part part(JsonNode block) {
        return switch (Fields.text(block, "type", "")) {
            case "text" -> new Text(Fields.text(block, "text", ""));
            case "thinking" -> new Reasoning(Fields.text(block, "thinking", ""));
            case "tool_use", "server_tool_use" ->
                new ToolCall(
                        Fields.text(block, "id"),
                        Fields.text(block, "name", ""),
                        Fields.has(block, "input") ? block.path("input") : JsonNodeFactory.instance.objectNode());
            case "tool_result" ->
                new ToolResult(
                        Fields.text(block, "tool_use_id"),
                        null,
                        Fields.has(block, "content") ? block.path("content") : JsonNodeFactory.instance.nullNode());
            case "image" -> source(block, Modality.IMAGE);
            case "document" -> source(block, Modality.DOCUMENT);
            default -> new Data(block);
        };
    }

    private static Part source(JsonNode block, Modality modality) {
        var source = block.path("source");
        var mediaType = Fields.text(source, "media_type");
        return switch (Fields.text(source, "type", "")) {
            case "base64" -> MediaParts.inline(modality, mediaType, Fields.text(source, "data", ""));
            case "url" -> MediaParts.at(modality, Fields.text(source, "url", ""));
            case "file" -> MediaParts.file(modality, mediaType, Fields.text(source, "file_id", ""));
            case "text" -> new Text(Fields.text(source, "data", ""));
            default -> new Data(block);
        };
    }
}
