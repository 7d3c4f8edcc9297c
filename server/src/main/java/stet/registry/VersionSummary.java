package stet.registry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a version says of itself, without its content. */
public record VersionSummary(
        int number,
        String digest,
        @Nullable String message,
        String author,
        @Nullable Integer parent,
        Instant createdAt,
        List<String> labels,
        @Nullable Origin origin) {
    VersionSummary with(List<String> pointing) {
        return new VersionSummary(number, digest, message, author, parent, createdAt, pointing, origin);
    }
}
