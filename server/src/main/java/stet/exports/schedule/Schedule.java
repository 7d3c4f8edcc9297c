package stet.exports.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.exports.ExportFormat;

/**
 * What a project exports by itself, and how far that is.
 *
 * @param where a filter on traces; absent: all
 * @param delay how long after its end a slice is exported, for what comes late
 * @param sealedSecret the secret key of the store
 * @param next the start of the slice that comes next
 */
record Schedule(
        int version,
        boolean enabled,
        ExportFormat format,
        Every every,
        @Nullable String where,
        Duration delay,
        Destination destination,
        @Nullable String sealedSecret,
        Instant next,
        @Nullable Done lastDone,
        @Nullable Failure failure,
        Instant updatedAt,
        String updatedBy) {
    /** A slice that was exported. */
    record Done(Instant slice, Instant at, int parts, long spans, long scores, long bytes) {}

    /** Why the next slice could not be exported, and when it is tried again. */
    record Failure(Instant at, String reason, int attempts, Instant retryAt) {}

    /** When the next slice is to be exported. */
    Instant dueAt() {
        var complete = every.endOf(next).plus(delay);
        return failure != null && failure.retryAt.isAfter(complete) ? failure.retryAt : complete;
    }

    Schedule done(Done slice) {
        return with(every.endOf(slice.slice), slice, null);
    }

    Schedule failed(Failure why) {
        return with(next, lastDone, why);
    }

    Schedule from(Instant slice) {
        return with(every.startOf(slice), lastDone, null);
    }

    private Schedule with(Instant otherNext, @Nullable Done done, @Nullable Failure why) {
        return new Schedule(
                version,
                enabled,
                format,
                every,
                where,
                delay,
                destination,
                sealedSecret,
                otherNext,
                done,
                why,
                updatedAt,
                updatedBy);
    }
}
