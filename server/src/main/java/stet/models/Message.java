package stet.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One turn of a conversation with a model, whatever wire it travelled on. */
public record Message(
        String role,
        List<Part> parts,
        @Nullable String name,
        @Nullable String finishReason) {
    public Message {
        parts = List.copyOf(parts);
    }

    public Message(String role, List<Part> parts) {
        this(role, parts, null, null);
    }

    public static Message of(String role, Part... parts) {
        return new Message(role, List.of(parts));
    }

    /** The message's text parts in order, joined by line ends. */
    public String text() {
        var text = new StringBuilder();
        for (var part : parts) {
            if (part instanceof Part.Text(var words)) {
                text.append(text.isEmpty() ? "" : "\n").append(words);
            }
        }
        return text.toString();
    }
}
