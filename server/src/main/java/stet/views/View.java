package stet.views;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Something people of a project look at again: a filtered list, or a dashboard.
 *
 * @param content what the kind needs, a JSON object
 * @param version from 1, one more with each change; a change names the version it was made from
 */
public record View(
        UUID id,
        Kind kind,
        String name,
        JsonNode content,
        int version,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy) {

    /** What a view shows. */
    public enum Kind {
        /** The trace list: {@code content} is its search parameters. */
        TRACES("traces"),
        /** {@link Dashboard}. */
        DASHBOARD("dashboard");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @JsonValue
        public String word() {
            return word;
        }

        static Optional<Kind> of(String word) {
            return Arrays.stream(values()).filter(it -> it.word.equals(word)).findAny();
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
