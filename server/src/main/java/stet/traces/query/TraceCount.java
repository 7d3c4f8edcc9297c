package stet.traces.query;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the matching traces add up to. Counts, tokens and money are exact; the quantiles are a sketch's. */
public record TraceCount(
        long count,
        long failed,
        @Nullable BigDecimal costUsd,
        long inputTokens,
        long outputTokens,
        @Nullable Double durationP50Ms,
        @Nullable Double durationP95Ms) {}
