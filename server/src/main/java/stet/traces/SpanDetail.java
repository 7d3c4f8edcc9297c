package stet.traces;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.platform.http.OneOf;
import tools.jackson.databind.JsonNode;

/**
 * One span as REST answers it: flat, with times as text and durations in milliseconds.
 *
 * @param masked how often which masking rule applied before it was stored
 */
public record SpanDetail(
        String traceId,
        String spanId,
        @Nullable String parentSpanId,
        String name,

        @OneOf({"generation", "embedding", "tool", "retrieval", "agent", "chain", "guardrail", "span"})
        String kind,

        Instant startedAt,
        double durationMs,
        @Nullable Double timeToFirstTokenMs,
        @OneOf({"ok", "error"}) String status,
        @Nullable String errorKind,
        @Nullable String errorMessage,
        @Nullable String provider,
        @Nullable String requestModel,
        @Nullable String responseModel,
        @Nullable JsonNode parameters,
        @Nullable JsonNode input,
        @Nullable JsonNode output,
        @Nullable JsonNode tools,
        @Nullable List<String> finishReasons,
        @Nullable TokenCounts usage,
        @Nullable BigDecimal costUsd,
        @Nullable Map<CostKind, BigDecimal> costParts,
        @Nullable String priceVersion,
        @Nullable Boolean streaming,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String environment,
        @Nullable String release,
        @Nullable String app,
        @Nullable String promptName,
        @Nullable String promptVersion,
        @Nullable List<String> tags,
        @Nullable Map<String, String> metadata,
        @Nullable String requestId,
        @Nullable String responseId,
        @Nullable String scope,
        @OneOf({"gateway", "otlp"}) String source,
        boolean simulated,
        @Nullable JsonNode attributes,
        @Nullable JsonNode resource,
        @Nullable List<SpanEvent> events,
        @Nullable Boolean contentOmitted,
        @Nullable Boolean contentRemoved,
        @Nullable Boolean truncated,
        @Nullable Map<String, Integer> masked,
        @Nullable String costUnknownBecause) {

    private static final double LONGEST_MILLIS = 1e12;

    /**
     * Tokens of one call; what the provider did not say is absent.
     *
     * @param countedBy {@code provider} where the gateway read its answer; {@code instrumentation} where a client reports them, which
     *     some count themselves when they stream
     */
    public record TokenCounts(
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable Long cacheReadTokens,
            @Nullable Long cacheWriteTokens,
            @Nullable Long reasoningTokens,
            @Nullable Long audioInputTokens,
            @Nullable Long audioOutputTokens,
            @Nullable Long totalTokens,
            @Nullable String serviceTier,

            @OneOf({"provider", "instrumentation"}) @Nullable
            String countedBy) {
        Span.Usage usage() {
            return new Span.Usage(
                    inputTokens,
                    outputTokens,
                    cacheReadTokens,
                    cacheWriteTokens,
                    reasoningTokens,
                    audioInputTokens,
                    audioOutputTokens,
                    serviceTier);
        }

        static @Nullable TokenCounts of(Span.Usage usage, SpanSource source) {
            return usage.equals(Span.Usage.UNKNOWN)
                    ? null
                    : new TokenCounts(
                            usage.input(),
                            usage.output(),
                            usage.cacheRead(),
                            usage.cacheWrite(),
                            usage.reasoning(),
                            usage.audioInput(),
                            usage.audioOutput(),
                            usage.total(),
                            usage.serviceTier(),
                            source == SpanSource.GATEWAY ? "provider" : "instrumentation");
        }
    }

    /** Something that happened inside the span. */
    public record SpanEvent(
            String name, Instant at, @Nullable JsonNode attributes) {}

    public static SpanDetail of(Span span, boolean contentOmitted) {
        return of(span, contentOmitted, false);
    }

    /**
     * @param contentRemoved whether its content is not in the store any more
     */
    public static SpanDetail of(Span span, boolean contentOmitted, boolean contentRemoved) {
        var generation = span.generation();
        var dimensions = span.dimensions();
        var masked = Masked.hits(span.attributes());
        return new SpanDetail(
                span.traceId(),
                span.spanId(),
                span.parentId(),
                span.name(),
                span.kind().word(),
                span.startedAt(),
                millis(span.duration()),
                generation == null || generation.timeToFirstToken() == null
                        ? null
                        : (Double) millis(generation.timeToFirstToken()),
                span.status().failed() ? "error" : "ok",
                span.status().errorKind(),
                span.status().message(),
                generation == null ? null : generation.provider(),
                generation == null ? null : generation.requestModel(),
                generation == null ? null : generation.responseModel(),
                generation == null ? null : generation.parameters(),
                span.input(),
                span.output(),
                generation == null ? null : generation.tools(),
                generation == null || generation.finishReasons().isEmpty() ? null : generation.finishReasons(),
                generation == null ? null : TokenCounts.of(generation.usage(), span.source()),
                generation == null ? null : generation.cost().usd(),
                generation == null || generation.cost().parts().isEmpty()
                        ? null
                        : generation.cost().parts(),
                generation == null ? null : generation.cost().priceVersion(),
                generation == null ? null : generation.streaming(),
                dimensions.userId(),
                dimensions.sessionId(),
                dimensions.environment(),
                dimensions.release(),
                dimensions.app(),
                dimensions.promptName(),
                dimensions.promptVersion(),
                dimensions.tags().isEmpty() ? null : dimensions.tags(),
                dimensions.metadata().isEmpty() ? null : dimensions.metadata(),
                span.requestId(),
                generation == null ? null : generation.responseId(),
                span.scope(),
                span.source().word(),
                span.simulated(),
                span.attributes(),
                span.resource(),
                span.events().isEmpty()
                        ? null
                        : span.events().stream()
                                .map(event -> new SpanEvent(event.name(), event.at(), event.attributes()))
                                .toList(),
                contentOmitted ? true : null,
                contentRemoved ? true : null,
                span.truncated() ? true : null,
                masked.isEmpty() ? null : masked,
                generation == null ? null : generation.cost().unknownBecause());
    }

    /**
     * The span that is answered so.
     *
     * @throws IllegalArgumentException when no span is, in words that name the field
     */
    public Span span() {
        long micros = micros("durationMs", durationMs);
        return new Span(
                traceId,
                spanId,
                parentSpanId,
                name,
                word("kind", SpanKind.values(), SpanKind::word, kind, SpanKind.SPAN),
                word("source", SpanSource.values(), SpanSource::word, source, SpanSource.OTLP),
                startedAt,
                startedAt.plus(micros, ChronoUnit.MICROS),
                new Span.SpanStatus("error".equals(status), errorKind, errorMessage),
                generation(),
                new Span.Dimensions(
                        userId,
                        sessionId,
                        environment,
                        release,
                        app,
                        promptName,
                        promptVersion,
                        tags == null ? List.of() : tags,
                        metadata == null ? Map.of() : metadata),
                input,
                output,
                requestId,
                scope,
                simulated,
                truncated != null && truncated,
                attributes,
                resource,
                events == null
                        ? List.of()
                        : events.stream()
                                .map(event -> new Span.Event(event.name(), event.at(), event.attributes()))
                                .toList());
    }

    private Span.@Nullable Generation generation() {
        boolean said = Stream.of(
                        provider,
                        requestModel,
                        responseModel,
                        parameters,
                        tools,
                        finishReasons,
                        usage,
                        costUsd,
                        costParts,
                        priceVersion,
                        streaming,
                        responseId,
                        costUnknownBecause,
                        timeToFirstTokenMs)
                .anyMatch(Objects::nonNull);
        return !said
                ? null
                : new Span.Generation(
                        provider,
                        requestModel,
                        responseModel,
                        parameters,
                        tools,
                        finishReasons == null ? List.of() : finishReasons,
                        usage == null ? Span.Usage.UNKNOWN : usage.usage(),
                        new Span.Cost(
                                costUsd, priceVersion, costUnknownBecause, costParts == null ? Map.of() : costParts),
                        timeToFirstTokenMs == null
                                ? null
                                : Duration.of(micros("timeToFirstTokenMs", timeToFirstTokenMs), ChronoUnit.MICROS),
                        streaming,
                        responseId);
    }

    private static long micros(String field, double millis) {
        if (!(millis >= 0 && millis <= LONGEST_MILLIS)) {
            throw new IllegalArgumentException(field + " is " + millis + "; it needs 0 to " + LONGEST_MILLIS);
        }
        return Math.round(millis * 1000);
    }

    @SuppressWarnings("ConstantValue") // JSON may leave out what a record requires
    private static <T> T word(String field, T[] known, Function<T, String> words, @Nullable String word, T otherwise) {
        if (word == null) {
            return otherwise;
        }
        for (var value : known) {
            if (words.apply(value).equals(word)) {
                return value;
            }
        }
        throw new IllegalArgumentException(field + " is '" + word + "', which is none of "
                + Arrays.stream(known).map(words).collect(Collectors.joining(", ")));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
