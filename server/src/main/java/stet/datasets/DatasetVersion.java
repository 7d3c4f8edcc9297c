package stet.datasets;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One immutable state of a dataset.
 *
 * @param digest {@code sha256:…} over the ids and digests of its cases, in order
 * @param cases how many it has
 * @param added how many of them were not in the version before
 * @param changed how many say something else than in the version before
 * @param removed how many of the version before are not in this one
 */
public record DatasetVersion(
        int number,
        String digest,
        @Nullable String message,
        String author,
        Instant createdAt,
        int cases,
        int added,
        int changed,
        int removed) {
    public DatasetVersion {
        if (number < 1) {
            throw new IllegalArgumentException("version numbers start at 1, not " + number);
        }
    }
}
