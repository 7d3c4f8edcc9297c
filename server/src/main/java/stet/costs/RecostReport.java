package stet.costs;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What computing costs anew changes. Money is of calls whose cost is known, absent when there are none.
 *
 * @param calls how many were looked at
 * @param changed how many cost something else, or are priced by another price
 * @param reportedKept how many keep the cost that their reporter named
 * @param becameKnown how many had no cost and have one now
 * @param becameUnknown how many had a cost and have none now
 * @param unknown how many have no cost now
 * @param groups by model and price, those with most calls first; at most {@value #MOST_GROUPS}, the last one of the others
 * @param samples some calls that change
 */
record RecostReport(
        long calls,
        long changed,
        long reportedKept,
        long becameKnown,
        long becameUnknown,
        long unknown,
        @Nullable BigDecimal costBeforeUsd,
        @Nullable BigDecimal costAfterUsd,
        @Nullable BigDecimal differenceUsd,
        List<RecostGroup> groups,
        List<RecostSample> samples) {
    static final int MOST_GROUPS = 300;
    static final RecostReport NONE = new RecostReport(0, 0, 0, 0, 0, 0, null, null, null, List.of(), List.of());

    RecostReport {
        groups = List.copyOf(groups);
        samples = List.copyOf(samples);
    }

    /**
     * Calls of one model that were priced by one price and now are by another.
     *
     * @param others whether it stands for all groups that are not named
     */
    record RecostGroup(
            @Nullable String provider,
            @Nullable String model,
            @Nullable String priceVersionBefore,
            @Nullable String priceVersionAfter,
            boolean others,
            long calls,
            long changed,
            long becameKnown,
            long becameUnknown,
            @Nullable BigDecimal costBeforeUsd,
            @Nullable BigDecimal costAfterUsd) {}

    /** A call that changes. */
    record RecostSample(
            String traceId,
            String spanId,
            Instant startedAt,
            @Nullable String provider,
            @Nullable String model,
            @Nullable BigDecimal costBeforeUsd,
            @Nullable BigDecimal costAfterUsd,
            @Nullable String priceVersionBefore,
            @Nullable String priceVersionAfter,
            @Nullable String unknownBecause) {}
}
