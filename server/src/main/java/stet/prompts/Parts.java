package stet.prompts;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Where the prompts and tools are found that a prompt names. */
public interface Parts {
    /** What is found nowhere. */
    Parts NONE = new Parts() {
        @Override
        public Optional<Part> prompt(String name, String reference) {
            return Optional.empty();
        }

        @Override
        public Optional<Part> tool(String name, String reference) {
            return Optional.empty();
        }
    };

    /** @param reference a number, a label, a digest or {@code latest} */
    Optional<Part> prompt(String name, String reference);

    Optional<Part> tool(String name, String reference);

    /** One version of a prompt or tool. */
    record Part(String name, int version, String digest, JsonNode content) {}

    /** What a prompt writes to name a part: {@code name}, or {@code name@reference}. */
    record Named(String name, String reference) {
        public static Named parse(String text) {
            int at = text.lastIndexOf('@');
            return at < 0
                    ? new Named(text.strip(), "latest")
                    : new Named(
                            text.substring(0, at).strip(),
                            text.substring(at + 1).strip());
        }
    }
}
