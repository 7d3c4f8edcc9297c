package stet.traces.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces over time, in buckets of equal width without gaps. */
public record Activity(double bucketMs, List<Bucket> buckets) {
    public static final int MOST_BUCKETS = 1000;

    /** The traces that started in one stretch of time. */
    public record Bucket(
            Instant startedAt,
            long count,
            long failed,
            @Nullable BigDecimal costUsd,
            @Nullable Double durationP50Ms,
            @Nullable Double durationP95Ms,
            long inputTokens,
            long outputTokens) {}
}
