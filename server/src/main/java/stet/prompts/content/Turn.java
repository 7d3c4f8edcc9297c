package stet.prompts.content;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.models.Part.Modality;
import tools.jackson.databind.JsonNode;

/** One entry of a chat. */
public sealed interface Turn {
    /** Where the examples stand, if no variable of that name is given. */
    String EXAMPLES = "examples";

    /** A message written in the prompt; its texts are templates. */
    record Said(
            Role role,
            List<Piece> pieces,
            @Nullable String name,
            List<Call> calls,
            @Nullable String callId) implements Turn {
        public Said {
            pieces = List.copyOf(pieces);
            calls = List.copyOf(calls);
        }
    }

    /** Where a list of messages is put in that is given as a variable. */
    record Placeholder(String name) implements Turn {}

    /** The messages of another prompt, or its text as the system's words. */
    record Included(String reference) implements Turn {}

    /** A piece of a message. */
    sealed interface Piece {
        record Words(String template) implements Piece {}

        /**
         * @param url a template; absent when a variable holds the address
         */
        record Shown(
                Modality modality,
                @Nullable String url,
                @Nullable String variable,
                @Nullable String mediaType) implements Piece {}
    }

    /** A tool that an assistant's message asked for; the arguments are not templates. */
    record Call(String id, String name, JsonNode arguments) {}

    /** Who speaks. */
    enum Role {
        SYSTEM,
        DEVELOPER,
        USER,
        ASSISTANT,
        TOOL;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Role> named(String word) {
            return Stream.of(values()).filter(it -> it.word().equals(word)).findFirst();
        }
    }
}
