package stet.traces;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One timed piece of work in a trace, after its convention has been normalised away.
 *
 * @param traceId the trace it belongs to: text of any form, for OpenTelemetry 32 lower-case hex digits
 * @param spanId unique within the trace; a repeat of the same (project, trace, span) changes nothing
 * @param parentId the span it ran inside; absent on a root, and may name a span that never arrives
 * @param generation present when a model was called
 * @param requestId what the gateway or the provider called the request, for searching their logs
 * @param scope the instrumentation that reported it
 * @param simulated whether a simulated model answered
 * @param truncated whether content was cut to a limit before it was stored
 */
public record Span(
        String traceId,
        String spanId,
        @Nullable String parentId,
        String name,
        SpanKind kind,
        SpanSource source,
        Instant startedAt,
        Instant endedAt,
        SpanStatus status,
        @Nullable Generation generation,
        Dimensions dimensions,
        @Nullable JsonNode input,
        @Nullable JsonNode output,
        @Nullable String requestId,
        @Nullable String scope,
        boolean simulated,
        boolean truncated,
        @Nullable JsonNode attributes,
        @Nullable JsonNode resource,
        List<Event> events) {
    public static final int MAX_ID = 128;

    public Span {
        requireId("traceId", traceId);
        requireId("spanId", spanId);
        if (endedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException(
                    "a span cannot end at " + endedAt + ", before it started at " + startedAt);
        }
        events = List.copyOf(events);
    }

    public Duration duration() {
        return Duration.between(startedAt, endedAt);
    }

    /** The same span with other input and output. */
    public Span withContent(@Nullable JsonNode otherInput, @Nullable JsonNode otherOutput) {
        return with(dimensions, otherInput, otherOutput, attributes);
    }

    public Span withDimensions(Dimensions others) {
        return with(others, input, output, attributes);
    }

    public Span withAttributes(@Nullable JsonNode others) {
        return with(dimensions, input, output, others);
    }

    /** The same model call at another cost; what called no model has none. */
    public Span costing(Cost cost) {
        return generation == null
                ? this
                : new Span(
                        traceId,
                        spanId,
                        parentId,
                        name,
                        kind,
                        source,
                        startedAt,
                        endedAt,
                        status,
                        generation.costing(cost),
                        dimensions,
                        input,
                        output,
                        requestId,
                        scope,
                        simulated,
                        truncated,
                        attributes,
                        resource,
                        events);
    }

    private Span with(
            Dimensions otherDimensions,
            @Nullable JsonNode otherInput,
            @Nullable JsonNode otherOutput,
            @Nullable JsonNode otherAttributes) {
        return new Span(
                traceId,
                spanId,
                parentId,
                name,
                kind,
                source,
                startedAt,
                endedAt,
                status,
                generation,
                otherDimensions,
                otherInput,
                otherOutput,
                requestId,
                scope,
                simulated,
                truncated,
                otherAttributes,
                resource,
                events);
    }

    static void requireId(String field, String id) {
        if (id.isEmpty() || id.length() > MAX_ID) {
            throw new IllegalArgumentException(field + " has " + id.length() + " characters; it needs 1 to " + MAX_ID);
        }
    }

    /** How a span ended. A kind is a stable word to group by ({@code rate_limited}, {@code timeout}); the message is free text. */
    public record SpanStatus(
            boolean failed,
            @Nullable String errorKind,
            @Nullable String message) {
        public static final SpanStatus OK = new SpanStatus(false, null, null);

        public static SpanStatus failed(String errorKind, @Nullable String message) {
            return new SpanStatus(true, errorKind, message);
        }
    }

    /**
     * What a model call was and cost. Everything the reporter did not say is absent, never zero.
     *
     * @param parameters the request's settings except messages and tools, as sent
     * @param tools tool definitions as sent
     * @param timeToFirstToken from the request's start to the first byte of content
     */
    public record Generation(
            @Nullable String provider,
            @Nullable String requestModel,
            @Nullable String responseModel,
            @Nullable JsonNode parameters,
            @Nullable JsonNode tools,
            List<String> finishReasons,
            Usage usage,
            Cost cost,
            @Nullable Duration timeToFirstToken,
            @Nullable Boolean streaming,
            @Nullable String responseId) {
        public Generation {
            finishReasons = List.copyOf(finishReasons);
        }

        Generation costing(Cost other) {
            return new Generation(
                    provider,
                    requestModel,
                    responseModel,
                    parameters,
                    tools,
                    finishReasons,
                    usage,
                    other,
                    timeToFirstToken,
                    streaming,
                    responseId);
        }

        /** The same call with other parameters and tools. */
        public Generation withAsked(@Nullable JsonNode otherParameters, @Nullable JsonNode otherTools) {
            return new Generation(
                    provider,
                    requestModel,
                    responseModel,
                    otherParameters,
                    otherTools,
                    finishReasons,
                    usage,
                    cost,
                    timeToFirstToken,
                    streaming,
                    responseId);
        }
    }

    /**
     * Tokens of one call. {@code input} includes cached tokens and audio, {@code output} includes reasoning and audio,
     * whatever the provider's own habit; the parts say how many of them those were.
     *
     * @param serviceTier how the provider served the call, such as {@code batch}; absent: as any other, as far as is known
     */
    public record Usage(
            @Nullable Long input,
            @Nullable Long output,
            @Nullable Long cacheRead,
            @Nullable Long cacheWrite,
            @Nullable Long reasoning,
            @Nullable Long audioInput,
            @Nullable Long audioOutput,
            @Nullable String serviceTier) {
        public static final Usage UNKNOWN = new Usage(null, null, null, null, null);

        /** Without audio. */
        public Usage(
                @Nullable Long input,
                @Nullable Long output,
                @Nullable Long cacheRead,
                @Nullable Long cacheWrite,
                @Nullable Long reasoning) {
            this(input, output, cacheRead, cacheWrite, reasoning, null, null);
        }

        /** Served as any other call. */
        public Usage(
                @Nullable Long input,
                @Nullable Long output,
                @Nullable Long cacheRead,
                @Nullable Long cacheWrite,
                @Nullable Long reasoning,
                @Nullable Long audioInput,
                @Nullable Long audioOutput) {
            this(input, output, cacheRead, cacheWrite, reasoning, audioInput, audioOutput, null);
        }

        /** The same, served so. */
        public Usage served(@Nullable String tier) {
            return new Usage(input, output, cacheRead, cacheWrite, reasoning, audioInput, audioOutput, tier);
        }

        /** Input and output together, as far as they are known. */
        public @Nullable Long total() {
            return input == null ? output : output == null ? input : (Long) (input + output);
        }
    }

    /**
     * Money in US dollars.
     *
     * @param usd absent when unknown
     * @param priceVersion the price table entry it was computed with, or {@code reported}
     * @param unknownBecause why {@code usd} is absent
     * @param parts what it was paid for, adding up to {@code usd}; empty when only the sum is known
     */
    public record Cost(
            @Nullable BigDecimal usd,
            @Nullable String priceVersion,
            @Nullable String unknownBecause,
            Map<CostKind, BigDecimal> parts) {
        /** The price version of a cost that the reporter named. */
        public static final String REPORTED = "reported";

        /** Nothing is known, not even why. */
        public static final Cost NONE = new Cost(null, null, null, Map.of());

        /** Entries of the journal and the store may be older than the parts. */
        @SuppressWarnings("ConstantValue")
        public Cost {
            parts = parts == null ? Map.of() : Map.copyOf(parts);
        }

        public static Cost unknown(String because) {
            return new Cost(null, null, because, Map.of());
        }

        /** Whether it is the reporter's word, and not computed here. */
        public boolean reported() {
            return REPORTED.equals(priceVersion);
        }

        /** A sum whose parts are not known. */
        public static Cost of(BigDecimal usd, String priceVersion) {
            return new Cost(usd, priceVersion, null, Map.of());
        }

        /** The sum of its parts. */
        public static Cost of(Map<CostKind, BigDecimal> parts, String priceVersion) {
            var usd = parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            return new Cost(usd, priceVersion, null, parts);
        }
    }

    /**
     * What spans are grouped and filtered by.
     *
     * @param app the application that was at work
     * @param promptVersion as the reporter numbers or names its versions
     */
    public record Dimensions(
            @Nullable String userId,
            @Nullable String sessionId,
            @Nullable String environment,
            @Nullable String release,
            @Nullable String app,
            @Nullable String promptName,
            @Nullable String promptVersion,
            List<String> tags,
            Map<String, String> metadata) {
        public static final Dimensions NONE =
                new Dimensions(null, null, null, null, null, null, null, List.of(), Map.of());

        public Dimensions {
            tags = List.copyOf(tags);
            metadata = Map.copyOf(metadata);
        }
    }

    /** Something that happened at one moment inside a span. */
    public record Event(String name, Instant at, @Nullable JsonNode attributes) {}
}
