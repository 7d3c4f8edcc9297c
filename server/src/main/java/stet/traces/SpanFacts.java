package stet.traces;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The short facts of a span that traces are added up from and filtered by; times are microseconds since 1970. */
public record SpanFacts(
        String traceId,
        String spanId,
        @Nullable String parentId,
        String name,
        SpanKind kind,
        long startedUs,
        long endedUs,
        boolean failed,
        @Nullable String errorKind,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String environment,
        @Nullable String release,
        List<String> tags,
        @Nullable Long inputTokens,
        @Nullable Long outputTokens,
        @Nullable Long cacheReadTokens,
        @Nullable Long reasoningTokens,
        @Nullable BigDecimal costUsd,
        @Nullable Long firstTokenUs,
        @Nullable String inputPreview,
        @Nullable String outputPreview,
        boolean simulated) {
    public static final int COST_DIGITS = 12;

    public static SpanFacts of(Span span) {
        var generation = span.generation();
        var usage = generation == null ? Span.Usage.UNKNOWN : generation.usage();
        var cost = generation == null ? null : generation.cost().usd();
        var firstToken = generation == null ? null : generation.timeToFirstToken();
        var dimensions = span.dimensions();
        boolean previews = span.parentId() == null || span.kind().callsModel();
        return new SpanFacts(
                span.traceId(),
                span.spanId(),
                span.parentId(),
                span.name(),
                span.kind(),
                micros(span.startedAt()),
                micros(span.endedAt()),
                span.status().failed(),
                span.status().errorKind(),
                generation == null ? null : generation.provider(),
                generation == null ? null : model(generation),
                dimensions.userId(),
                dimensions.sessionId(),
                dimensions.environment(),
                dimensions.release(),
                dimensions.tags(),
                usage.input(),
                usage.output(),
                usage.cacheRead(),
                usage.reasoning(),
                cost == null ? null : cost.setScale(COST_DIGITS, java.math.RoundingMode.HALF_EVEN),
                firstToken == null ? null : firstToken.toNanos() / 1000,
                previews ? preview(span.input()) : null,
                previews ? preview(span.output()) : null,
                span.simulated());
    }

    /** Whether it says what a model call used or cost. */
    boolean metered() {
        return kind.callsModel() && (inputTokens != null || outputTokens != null || costUsd != null);
    }

    public static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static @Nullable String model(Span.Generation generation) {
        return generation.responseModel() == null ? generation.requestModel() : generation.responseModel();
    }

    private static @Nullable String preview(@Nullable JsonNode content) {
        return content == null ? null : Preview.of(content);
    }
}
