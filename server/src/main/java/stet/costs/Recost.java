package stet.costs;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The costs of stored calls computed anew with the prices of now: what was asked for, how far it is, and what came of it.
 *
 * @param calls how many calls there were to look at when it was asked for; some may have come since
 * @param looked how many of them were looked at
 * @param upTo the calls before this time were looked at
 * @param problem why it failed
 */
record Recost(
        UUID id,
        RecostOf asked,
        State state,
        long calls,
        long looked,
        Instant upTo,
        RecostReport report,
        @Nullable String problem,
        Instant askedAt,
        String askedBy,
        @Nullable Instant endedAt) {
    /**
     * Which calls, and what to do with them.
     *
     * @param where a filter over model calls
     * @param includeReported whether a cost that the reporter named gives way to the one of our prices, where there is one
     * @param dryRun whether to report only
     */
    record RecostOf(Instant from, Instant to, @Nullable String where, boolean includeReported, boolean dryRun) {}

    /** How far it is. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        STOPPED,
        FAILED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        boolean ended() {
            return this == DONE || this == STOPPED || this == FAILED;
        }
    }

    static Recost asked(UUID id, RecostOf asked, long calls, Instant at, String by) {
        return new Recost(id, asked, State.WAITING, calls, 0, asked.from(), RecostReport.NONE, null, at, by, null);
    }

    Recost after(long more, Instant reached, RecostReport known) {
        return new Recost(id, asked, State.RUNNING, calls, looked + more, reached, known, null, askedAt, askedBy, null);
    }

    Recost ended(State how, @Nullable String why, Instant at) {
        return new Recost(id, asked, how, calls, looked, upTo, report, why, askedAt, askedBy, at);
    }
}
