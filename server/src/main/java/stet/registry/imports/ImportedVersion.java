package stet.registry.imports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A version as another system had it.
 *
 * @param reference what that system calls it, such as its number
 * @param content null when it could not be read
 * @param problem why it could not be read
 * @param author who wrote it there
 * @param at when it was written there
 * @param labels those that pointed at it there
 * @param asides what has no place of its own in ours
 */
public record ImportedVersion(
        String reference,
        @Nullable JsonNode content,
        @Nullable String problem,
        @Nullable String message,
        @Nullable String author,
        @Nullable Instant at,
        List<String> labels,
        Asides asides) {
    public ImportedVersion {
        if ((content == null) == (problem == null)) {
            throw new IllegalArgumentException("a version has either a content or a problem");
        }
        labels = List.copyOf(labels);
    }

    /** One that could not be read. */
    public static ImportedVersion unreadable(String reference, String problem) {
        return new ImportedVersion(reference, null, problem, null, null, null, List.of(), Asides.NONE);
    }
}
