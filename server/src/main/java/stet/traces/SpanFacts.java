package stet.traces;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The short facts of a span that traces are added up from and filtered by; times are microseconds since 1970. */
public record SpanFacts(
        String traceId,
        String spanId,
        @Nullable String parentId,
        String name,
        SpanKind kind,
        SpanSource source,
        @Nullable String scope,
        long startedUs,
        long endedUs,
        boolean failed,
        @Nullable String errorKind,
        @Nullable String errorMessage,
        @Nullable String errorShape,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String responseId,
        Span.Dimensions dimensions,
        Span.Usage usage,
        Span.Cost cost,
        @Nullable Long firstTokenUs,
        @Nullable String inputPreview,
        @Nullable String outputPreview,
        boolean simulated) {
    public static final int COST_DIGITS = 12;
    private static final int LONGEST_MESSAGE = 500;

    public static SpanFacts of(Span span) {
        var generation = span.generation();
        var firstToken = generation == null ? null : generation.timeToFirstToken();
        var message = span.status().failed() ? span.status().message() : null;
        boolean previews = span.parentId() == null || span.kind().callsModel();
        return new SpanFacts(
                span.traceId(),
                span.spanId(),
                span.parentId(),
                span.name(),
                span.kind(),
                span.source(),
                span.scope(),
                micros(span.startedAt()),
                micros(span.endedAt()),
                span.status().failed(),
                span.status().errorKind(),
                cut(message),
                message == null ? null : MessageShape.of(message),
                generation == null ? null : generation.provider(),
                generation == null ? null : model(generation),
                generation == null ? null : generation.responseId(),
                span.dimensions(),
                generation == null ? Span.Usage.UNKNOWN : generation.usage().served(null),
                generation == null ? Span.Cost.NONE : rounded(generation.cost()),
                firstToken == null ? null : firstToken.toNanos() / 1000,
                previews ? preview(span.input()) : null,
                previews ? preview(span.output()) : null,
                span.simulated());
    }

    /** The same at another cost. */
    public SpanFacts costing(Span.Cost other) {
        return new SpanFacts(
                traceId,
                spanId,
                parentId,
                name,
                kind,
                source,
                scope,
                startedUs,
                endedUs,
                failed,
                errorKind,
                errorMessage,
                errorShape,
                provider,
                model,
                responseId,
                dimensions,
                usage,
                rounded(other),
                firstTokenUs,
                inputPreview,
                outputPreview,
                simulated);
    }

    /** Whether it says what a model call used or cost. */
    public boolean metered() {
        return kind.callsModel() && (usage.input() != null || usage.output() != null || cost.usd() != null);
    }

    /** Whether it called a model for money that nobody knows. */
    boolean unpriced() {
        return kind.callsModel() && cost.usd() == null && (metered() || !failed);
    }

    public static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    static Span.Cost rounded(Span.Cost cost) {
        var usd = cost.usd();
        if (usd == null) {
            return cost;
        }
        var parts = new EnumMap<CostKind, BigDecimal>(CostKind.class);
        cost.parts().forEach((kind, part) -> parts.put(kind, rounded(part)));
        return new Span.Cost(rounded(usd), cost.priceVersion(), null, parts);
    }

    private static BigDecimal rounded(BigDecimal usd) {
        return usd.setScale(COST_DIGITS, RoundingMode.HALF_EVEN);
    }

    private static @Nullable String model(Span.Generation generation) {
        return generation.responseModel() == null ? generation.requestModel() : generation.responseModel();
    }

    private static @Nullable String cut(@Nullable String message) {
        return message == null || message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }

    private static @Nullable String preview(@Nullable JsonNode content) {
        return content == null ? null : Preview.of(content);
    }
}
