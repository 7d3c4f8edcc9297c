package stet.traces.retention;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.traces.Sampling;

/**
 * How long a project's data is kept. What is absent is kept for ever.
 *
 * @param contentDays after how many days the content of spans is removed
 * @param metadataDays after how many days spans, traces and scores are removed
 * @param sampling which ordinary traces keep their content at all; absent: all of them
 * @param samplingSince from when on traces are decided on; absent without sampling
 */
record RetentionPolicy(
        @Nullable Integer contentDays,
        @Nullable Integer metadataDays,
        @Nullable Sampling sampling,
        @Nullable Instant samplingSince) {
    static final RetentionPolicy FOR_EVER = new RetentionPolicy(null, null, null, null);
    static final int MOST_DAYS = 3650;

    RetentionPolicy {
        requireDays("contentDays", contentDays);
        requireDays("metadataDays", metadataDays);
        if (contentDays != null && metadataDays != null && contentDays > metadataDays) {
            throw new IllegalArgumentException(
                    "'contentDays' is " + contentDays + ", but content goes with its metadata after " + metadataDays
                            + " days: make it no more than that, or leave it out");
        }
    }

    private static void requireDays(String name, @Nullable Integer days) {
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw new IllegalArgumentException(
                    "'" + name + "' is " + days + "; it may be 1 to " + MOST_DAYS + ", or left out: for ever");
        }
    }
}
