package stet.traces.query;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.platform.http.OneOf;

/** One trace in a list: what its spans add up to so far. What no span said is absent, never zero. */
public record TraceRow(
        String traceId,
        String name,
        Instant startedAt,
        double durationMs,
        @OneOf({"ok", "error"}) String status,
        @Nullable String errorKind,
        int spanCount,
        int generationCount,
        List<String> models,
        List<String> providers,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String environment,
        @Nullable String release,
        List<String> tags,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Long cacheReadTokens,
        @Nullable Long reasoningTokens,
        @Nullable Long totalTokens,
        @Nullable BigDecimal costUsd,
        @Nullable Double timeToFirstTokenMs,
        @Nullable String inputPreview,
        @Nullable String outputPreview,
        boolean simulated,
        String cursor) {}
