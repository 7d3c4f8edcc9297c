package stet.traces.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A project's policy as someone left it.
 *
 * @param version 0 before anybody chose one, then one more with each change
 */
record SavedPolicy(
        int version,
        RetentionPolicy policy,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {
    static final SavedPolicy NONE = new SavedPolicy(0, RetentionPolicy.FOR_EVER, null, null);
}
