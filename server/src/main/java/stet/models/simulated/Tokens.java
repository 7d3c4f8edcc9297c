package stet.models.simulated;

import java.util.List;
import stet.models.Message;
import stet.models.Part;

/** Estimates of token counts: a token for every four characters begun, and four for every message. */
final class Tokens {
    private static final int PER_MESSAGE = 4;

    private Tokens() {}

    static long in(String text) {
        return (text.length() + 3L) / 4;
    }

    static long in(List<Message> messages) {
        return messages.stream().mapToLong(Tokens::in).sum();
    }

    static long in(Message message) {
        return PER_MESSAGE
                + message.parts().stream()
                        .mapToLong(part -> switch (part) {
                            case Part.Text(var text) -> in(text);
                            case Part.Reasoning(var text) -> in(text);
                            case Part.ToolCall call ->
                                in(call.name()) + in(call.arguments().toString());
                            case Part.ToolResult result -> in(result.result().toString());
                            case Part.Media _ -> 1000;
                            case Part.Data(var value) -> in(value.toString());
                        })
                        .sum();
    }
}
