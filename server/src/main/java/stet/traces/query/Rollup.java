package stet.traces.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the traces of one session, or of one end user, add up to.
 *
 * @param sessionCount how many sessions they are of
 * @param userId the end user of the newest that names one
 * @param costPartial whether {@code costUsd} is less than the truth, since a call's cost is not known
 * @param firstInput the beginning of what was asked first
 */
public record Rollup(
        String id,
        long traceCount,
        long failedCount,
        long sessionCount,
        @Nullable String userId,
        Instant firstSeenAt,
        Instant lastSeenAt,
        long inputTokens,
        long outputTokens,
        @Nullable BigDecimal costUsd,
        boolean costPartial,
        @Nullable String firstInput) {

    /** What traces are rolled up by. */
    public enum Of {
        SESSIONS,
        END_USERS
    }

    /** What roll-ups are ordered by. */
    public enum Key {
        LAST_SEEN("lastSeenAt"),
        FIRST_SEEN("firstSeenAt"),
        TRACES("traceCount"),
        FAILED("failedCount"),
        TOKENS("tokens"),
        COST("costUsd");

        private final String word;

        Key(String word) {
            this.word = word;
        }

        public static Optional<Key> of(String word) {
            return Arrays.stream(values()).filter(it -> it.word.equals(word)).findAny();
        }

        /** All of them, for messages. */
        public static String words() {
            return Arrays.stream(values()).map(it -> it.word).collect(Collectors.joining(", "));
        }
    }

    /** A part of a list of roll-ups. */
    public record Rollups(List<Rollup> items, @Nullable String nextCursor) {}
}
