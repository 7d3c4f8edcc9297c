package stet.registry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an imported version came from. The same origin is imported into an artifact once.
 *
 * @param system such as {@code langfuse}
 * @param reference what that system calls the version
 * @param author who wrote it there, and when
 */
public record Origin(
        String system,
        String reference,
        @Nullable String author,
        @Nullable Instant at) {
    static final int LONGEST = 500;

    public Origin {
        if (system.isBlank() || system.length() > LONGEST || reference.isBlank() || reference.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "an origin names a system and a version, with at most 500 characters each");
        }
    }
}
