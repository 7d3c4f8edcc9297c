package stet.models.simulated;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.Part.ToolCall;
import stet.models.TokenUsage;

/**
 * What a simulated call will do, decided before its first byte.
 *
 * @param id a text that is the same for the same request, for ids on the wire
 * @param stopped whether the answer ended because it reached the length asked for
 * @param streamMs from the first token to the last
 * @param wholeMs from the request to an answer that is not streamed
 */
record ScriptedReply(
        String id,
        String model,
        String text,
        @Nullable ToolCall tool,
        @Nullable String finishReason,
        boolean stopped,
        TokenUsage usage,
        @Nullable Fault fault,
        double firstTokenMs,
        double streamMs,
        double wholeMs) {

    /** The text in the pieces it streams in: a word with the space after it. */
    List<String> pieces() {
        return List.of(text.split("(?<=\\s)(?=\\S)"));
    }
}
