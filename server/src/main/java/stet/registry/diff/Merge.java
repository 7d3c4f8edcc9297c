package stet.registry.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Two changes of one value made into one.
 *
 * @param content both changes, and at conflicts what was mine
 * @param conflicts where both changed the same part differently; empty when the two fit together
 */
public record Merge(JsonNode content, List<Conflict> conflicts) {
    /**
     * A part that both changed, differently.
     *
     * @param path in {@code mine}, as a JSON Pointer
     * @param base absent if there was nothing before, like {@code mine} and {@code theirs} where it was removed
     */
    public record Conflict(
            String path,
            @Nullable JsonNode base,
            @Nullable JsonNode mine,
            @Nullable JsonNode theirs) {}

    public boolean isClean() {
        return conflicts.isEmpty();
    }
}
