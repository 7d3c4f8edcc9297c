package stet.traces.query;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one model add up to.
 *
 * @param unknown of how many the cost is not known though they used something
 * @param unknownBecause of one of them
 * @param costUsd of those whose cost is known; absent when there are none
 */
public record CallGroup(
        @Nullable String provider,
        @Nullable String model,
        long calls,
        long unknown,
        @Nullable String unknownBecause,
        @Nullable BigDecimal costUsd,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        Instant lastAt) {
    public static final int MOST = 1_000;
}
