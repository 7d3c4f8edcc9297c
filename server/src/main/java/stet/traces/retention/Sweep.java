package stet.traces.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.traces.Upkeep.Removed;

/**
 * What has come of a project's policy so far.
 *
 * @param endedAt when the policy was last carried out
 * @param removed by the last time that removed anything, which ended at {@code removedAt}
 * @param longestSliceMs the longest that storing had to wait for it
 * @param contentBefore content of spans that started before is removed for its age
 * @param contentDays the age, when that was last done
 * @param sampledUntil traces that ended before were decided on
 * @param problem what went wrong the last time
 */
record Sweep(
        @Nullable Instant endedAt,
        @Nullable Instant removedAt,
        Removed removed,
        long longestSliceMs,
        @Nullable Instant contentBefore,
        @Nullable Integer contentDays,
        @Nullable Instant sampledUntil,
        @Nullable String problem) {
    static final Sweep NONE = new Sweep(null, null, Removed.NOTHING, 0, null, null, null, null);
}
