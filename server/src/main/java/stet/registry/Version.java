package stet.registry;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One immutable state of an artifact. Numbers start at 1 and have no gaps.
 *
 * @param digest {@code sha256:…} of the content's canonical form
 * @param parent the version it was made from
 * @param labels those that point at it now
 */
public record Version(
        UUID artifactId,
        Kind kind,
        String name,
        int number,
        String digest,
        JsonNode content,
        @Nullable String message,
        String author,
        @Nullable Integer parent,
        Instant createdAt,
        List<String> labels,
        @Nullable Origin origin) {
    public Version {
        if (number < 1) {
            throw new IllegalArgumentException("version numbers start at 1, not " + number);
        }
    }
}
