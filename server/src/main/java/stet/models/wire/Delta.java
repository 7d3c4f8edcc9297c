package stet.models.wire;

import org.jspecify.annotations.Nullable;
import stet.models.Endpoint;

/**
 * A piece of an answer as it grows.
 *
 * @param reasoning whether the model thinks aloud, instead of answering
 */
public record Delta(String text, boolean reasoning) {
    /** What an event of a stream adds to the text; absent when it adds none. */
    public static @Nullable Delta of(Endpoint endpoint, StreamEvent event) {
        var data = event.data();
        if (data == null || data.equals("[DONE]")) {
            return null;
        }
        var json = Fields.parsed(data);
        return switch (endpoint) {
            case CHAT_COMPLETIONS -> {
                var delta = json.path("choices").path(0).path("delta");
                var thought = Fields.text(delta, "reasoning_content", Fields.text(delta, "reasoning", ""));
                yield thought.isEmpty() ? piece(Fields.text(delta, "content", ""), false) : piece(thought, true);
            }
            case COMPLETIONS -> piece(Fields.text(json.path("choices").path(0), "text", ""), false);
            case RESPONSES ->
                switch (Fields.text(json, "type", "")) {
                    case "response.output_text.delta" -> piece(Fields.text(json, "delta", ""), false);
                    case "response.reasoning_summary_text.delta" -> piece(Fields.text(json, "delta", ""), true);
                    default -> null;
                };
            case MESSAGES -> {
                var delta = json.path("delta");
                yield switch (Fields.text(delta, "type", "")) {
                    case "text_delta" -> piece(Fields.text(delta, "text", ""), false);
                    case "thinking_delta" -> piece(Fields.text(delta, "thinking", ""), true);
                    default -> null;
                };
            }
            case EMBEDDINGS -> null;
        };
    }

    private static @Nullable Delta piece(String text, boolean reasoning) {
        return text.isEmpty() ? null : new Delta(text, reasoning);
    }
}
