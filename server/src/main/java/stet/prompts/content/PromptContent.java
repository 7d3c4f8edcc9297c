package stet.prompts.content;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What one version of a prompt says. */
public sealed interface PromptContent {
    /** What a prompt has whatever its kind. */
    PromptSettings settings();

    /** A conversation to begin with. */
    record Chat(PromptSettings settings, List<Turn> turns) implements PromptContent {
        public static final int MAX_TURNS = 500;

        public Chat {
            turns = List.copyOf(turns);
            if (turns.isEmpty() || turns.size() > MAX_TURNS) {
                throw new IllegalArgumentException("a chat has 1 to " + MAX_TURNS + " messages, not " + turns.size());
            }
        }
    }

    /** One text. */
    record Text(PromptSettings settings, String text) implements PromptContent {}

    /** Reads what a version holds; a {@link stet.platform.http.Problem} names every field that is wrong. */
    static PromptContent read(JsonNode json) {
        return ContentReader.read(json);
    }

    /** As it is kept. */
    default ObjectNode toJson() {
        return ContentWriter.write(this);
    }
}
