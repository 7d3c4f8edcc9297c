package stet.models.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of a simulated stream.
 *
 * @param tokens how many tokens it brings, which is how long it takes
 */
record Frame(byte[] bytes, long tokens) {
    static Frame data(JsonNode data, long tokens) {
        return text("data: " + data + "\n\n", tokens);
    }

    static Frame event(@Nullable String type, JsonNode data, long tokens) {
        return text("event: " + type + "\ndata: " + data + "\n\n", tokens);
    }

    static Frame text(String text, long tokens) {
        return new Frame(text.getBytes(UTF_8), tokens);
    }
}
