package stet.traces.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.platform.http.OneOf;
import stet.traces.CostKind;

/**
 * One trace in a list: what its spans add up to so far. What no span said is absent, never zero.
 *
 * @param status whether a top span failed
 * @param failedSpanCount how many spans failed, at any depth
 * @param rootMissing whether no span without a parent has come, so that the trace is called by its earliest span
 * @param costParts what the cost was paid for, if any call told
 * @param costPartial whether {@code costUsd} is less than the truth, since a call's cost is not known
 * @param costUnknownBecause why the cost, or a part of it, is not known
 */
public record TraceRow(
        String traceId,
        String name,
        Instant startedAt,
        double durationMs,
        @OneOf({"ok", "error"}) String status,
        @Nullable String errorKind,
        int spanCount,
        int generationCount,
        int failedSpanCount,
        boolean rootMissing,
        List<String> models,
        List<String> providers,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String environment,
        @Nullable String release,
        @Nullable String app,
        @Nullable String promptName,
        @Nullable String promptVersion,
        List<String> tags,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Long cacheReadTokens,
        @Nullable Long cacheWriteTokens,
        @Nullable Long reasoningTokens,
        @Nullable Long audioInputTokens,
        @Nullable Long audioOutputTokens,
        @Nullable Long totalTokens,
        @Nullable BigDecimal costUsd,
        @Nullable Map<CostKind, BigDecimal> costParts,
        boolean costPartial,
        @Nullable String costUnknownBecause,
        @Nullable Double timeToFirstTokenMs,
        @Nullable String inputPreview,
        @Nullable String outputPreview,
        boolean simulated,
        String cursor) {}
