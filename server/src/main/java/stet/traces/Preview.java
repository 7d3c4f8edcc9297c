package stet.traces;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The beginning of what a person would read in a content: the last message's text, or the JSON as it stands. */
final class Preview {
    static final int LENGTH = 240;

    private Preview() {}

    static @Nullable String of(JsonNode content) {
        var text = new StringBuilder();
        if (content.isArray() && !content.isEmpty() && content.get(0).has("parts")) {
            lastMessage(content, text);
        } else if (content.isString()) {
            append(text, content.stringValue());
        } else {
            append(text, content.toString());
        }
        return text.isEmpty() ? null : text.toString();
    }

    private static void lastMessage(JsonNode messages, StringBuilder text) {
        for (int i = messages.size() - 1; i >= 0 && text.isEmpty(); i--) {
            var parts = messages.get(i).get("parts");
            if (parts != null && parts.isArray()) {
                for (var part : parts) {
                    append(text, words(part));
                }
            }
        }
    }

    private static String words(JsonNode part) {
        return switch (part.path("type").asString("")) {
            case "text", "reasoning" -> part.path("text").asString("");
            case "tool_call" -> part.path("name").asString("") + part.path("arguments");
            case "tool_result" -> {
                var result = part.path("result");
                yield result.isString() ? result.stringValue() : result.toString();
            }
            case "media" -> "[" + part.path("modality").asString("media") + "]";
            default -> part.path("value").toString();
        };
    }

    private static void append(StringBuilder text, String more) {
        if (!text.isEmpty() && text.length() < LENGTH) {
            text.append(' ');
        }
        int room = LENGTH - text.length();
        if (room <= 0) {
            return;
        }
        if (more.length() <= room) {
            text.append(more);
        } else {
            int end = Character.isHighSurrogate(more.charAt(room - 1)) ? room - 1 : room;
            text.append(more, 0, end);
        }
    }
}
