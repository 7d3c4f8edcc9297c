package stet.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import stet.platform.json.Json;

/** What one made-up customer asks, question by question. */
record Conversation(List<String> questions, List<String> tags) {
    private record Script(List<Conversation> conversations) {}

    /** The conversations in the jar. */
    static List<Conversation> all() {
        try (InputStream in = Conversation.class.getResourceAsStream("/demo/conversations.json")) {
            return Json.MAPPER
                    .readValue(Objects.requireNonNull(in), Script.class)
                    .conversations();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
