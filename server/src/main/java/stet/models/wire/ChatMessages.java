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

/** Messages as OpenAI's chat completions write them. */
final class ChatMessages {
    private ChatMessages() {}

    static List<Message> all(JsonNode messages) {
        var read = new ArrayList<Message>();
        for (var message : messages) {
            read.add(one(message, null));
        }
        return read;
    }

    static Message one(JsonNode message, @Nullable String finishReason) {
        var role = Fields.text(message, "role", "assistant");
        var name = Fields.text(message, "name");
        var content = message.path("content");
        var parts = new ArrayList<Part>();
        if (role.equals("tool") || role.equals("function")) {
            parts.add(new ToolResult(Fields.text(message, "tool_call_id"), name, result(content)));
            return new Message(role, parts, name, finishReason);
        }
        for (var field : List.of("reasoning_content", "reasoning")) {
            if (Fields.hasText(message, field)) {
                parts.add(new Reasoning(message.path(field).asString()));
                break;
            }
        }
        content(content, parts);
        if (Fields.hasText(message, "refusal")) {
            parts.add(refusal(message.path("refusal").asString()));
        }
        for (var call : message.path("tool_calls")) {
            parts.add(toolCall(call));
        }
        if (Fields.has(message, "function_call")) {
            var call = message.path("function_call");
            parts.add(new ToolCall(
                    null, Fields.text(call, "name", ""), Fields.parsed(Fields.text(call, "arguments", ""))));
        }
        if (Fields.has(message, "audio")) {
            var audio = message.path("audio");
            var id = Fields.text(audio, "id");
            parts.add(
                    Fields.hasText(audio, "data")
                            ? MediaParts.inline(
                                    Modality.AUDIO, null, audio.path("data").asString())
                            : id == null ? new Data(audio) : MediaParts.file(Modality.AUDIO, null, id));
        }
        return new Message(role, parts, name, finishReason);
    }

    /** What a model says when it declines in the field made for it. */
    static Part refusal(String words) {
        return new Data(
                JsonNodeFactory.instance.objectNode().put("type", "refusal").put("refusal", words));
    }

    static Part part(JsonNode part) {
        return switch (Fields.text(part, "type", "")) {
            case "text", "input_text", "output_text" -> new Text(Fields.text(part, "text", ""));
            case "refusal" -> refusal(Fields.text(part, "refusal", ""));
            case "image_url" -> {
                var url = Fields.text(part.path("image_url"), "url");
                yield url == null ? new Data(part) : MediaParts.at(Modality.IMAGE, url);
            }
            case "input_image" -> fileOr(part, Modality.IMAGE, "image_url");
            case "input_audio" -> {
                var audio = part.path("input_audio");
                var format = Fields.text(audio, "format");
                yield Fields.hasText(audio, "data")
                        ? MediaParts.inline(
                                Modality.AUDIO,
                                format == null ? null : "audio/" + format,
                                audio.path("data").asString())
                        : new Data(part);
            }
            case "file" -> fileOr(part.path("file"), Modality.DOCUMENT, "file_data");
            case "input_file" ->
                fileOr(part, Modality.DOCUMENT, Fields.hasText(part, "file_url") ? "file_url" : "file_data");
            default -> part.isString() ? new Text(part.asString()) : new Data(part);
        };
    }

    static void content(JsonNode content, List<Part> into) {
        if (content.isString()) {
            into.add(new Text(content.asString()));
        } else if (content.isArray()) {
            content.forEach(part -> into.add(part(part)));
        } else if (!content.isMissingNode() && !content.isNull()) {
            into.add(new Data(content));
        }
    }

    private static Part fileOr(JsonNode holder, Modality modality, String urlField) {
        var url = Fields.text(holder, urlField);
        var id = Fields.text(holder, "file_id");
        if (url != null) {
            return MediaParts.at(modality, url);
        }
        return id == null ? new Data(holder) : MediaParts.file(modality, null, id);
    }

    private static Part toolCall(JsonNode call) {
        var function = call.path("function");
        if (!function.isObject()) {
            return new Data(call);
        }
        return new ToolCall(
                Fields.text(call, "id"),
                Fields.text(function, "name", ""),
                Fields.parsed(Fields.text(function, "arguments", "")));
    }

    private static JsonNode result(JsonNode content) {
        return content.isMissingNode() ? JsonNodeFactory.instance.nullNode() : content;
    }
}
