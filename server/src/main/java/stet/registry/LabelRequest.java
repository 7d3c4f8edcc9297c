package stet.registry;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone's wish to move a protected label.
 *
 * @param from where the label pointed when it was asked; the request is stale once it points elsewhere
 * @param author who wrote the version, and cannot approve
 * @param approvedBy those who did
 * @param needed how many must
 */
public record LabelRequest(
        UUID id,
        Kind kind,
        String name,
        String label,
        int from,
        int version,
        String author,
        @Nullable String reason,
        String requestedBy,
        Instant requestedAt,
        State state,
        @Nullable Instant closedAt,
        @Nullable String closedBy,
        List<String> approvedBy,
        int needed,
        List<Comment> comments) {

    /** What became of a request. */
    public enum State {
        OPEN,
        /** Approved, and the label moved. */
        MOVED,
        DENIED,
        WITHDRAWN,
        /** The label moved elsewhere first. */
        STALE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<State> of(String word) {
            return Arrays.stream(values()).filter(it -> it.word().equals(word)).findAny();
        }
    }

    /** @param answer what its author answered with it: {@code approve}, {@code deny} or {@code withdraw} */
    public record Comment(
            UUID id, Instant at, String author, @Nullable String answer, String text) {}
}
