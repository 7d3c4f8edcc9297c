package stet.traces;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Spans for tests: said in one line, changed with the {@code with} methods. */
public record Spans(Span span) {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    public static Spans span(String traceId, String spanId) {
        return new Spans(new Span(
                traceId,
                spanId,
                null,
                "answer",
                SpanKind.SPAN,
                SpanSource.OTLP,
                NOON,
                NOON.plusMillis(100),
                Span.SpanStatus.OK,
                null,
                Span.Dimensions.NONE,
                null,
                null,
                null,
                null,
                false,
                false,
                null,
                null,
                List.of()));
    }

    public static Spans generation(String traceId, String spanId) {
        return span(traceId, spanId).calling("openai", "gpt-5", 10L, 20L, "0.25");
    }

    public Spans under(String parentId) {
        return with(parentId, span.name(), span.kind(), span.startedAt(), span.endedAt(), span.status());
    }

    public Spans named(String name) {
        return with(span.parentId(), name, span.kind(), span.startedAt(), span.endedAt(), span.status());
    }

    public Spans kind(SpanKind kind) {
        return with(span.parentId(), span.name(), kind, span.startedAt(), span.endedAt(), span.status());
    }

    public Spans at(Instant startedAt, long millis) {
        return with(span.parentId(), span.name(), span.kind(), startedAt, startedAt.plusMillis(millis), span.status());
    }

    public Spans failed(String errorKind) {
        return failed(errorKind, "it broke");
    }

    public Spans failed(String errorKind, @Nullable String message) {
        return with(
                span.parentId(),
                span.name(),
                span.kind(),
                span.startedAt(),
                span.endedAt(),
                Span.SpanStatus.failed(errorKind, message));
    }

    public Spans calling(
            String provider, String model, @Nullable Long input, @Nullable Long output, @Nullable String usd) {
        var cost = usd == null ? Span.Cost.unknown("no price") : Span.Cost.of(new BigDecimal(usd), "2026-11");
        return calling(provider, model, new Span.Usage(input, output, null, null, null), cost);
    }

    public Spans costing(Span.Cost cost) {
        return calling("openai", "gpt-5", new Span.Usage(10L, 20L, null, null, null), cost);
    }

    /** The same call with what was asked for, what answered, and what that used. */
    public Spans using(String provider, String asked, String answered, Span.Usage usage) {
        var call = span.generation();
        return of(
                SpanKind.GENERATION,
                new Span.Generation(
                        provider,
                        asked,
                        answered,
                        null,
                        null,
                        List.of(),
                        usage,
                        call == null ? Span.Cost.NONE : call.cost(),
                        null,
                        null,
                        null),
                span.dimensions(),
                span.input(),
                span.output());
    }

    private Spans calling(String provider, String model, Span.Usage usage, Span.Cost cost) {
        return of(
                SpanKind.GENERATION,
                new Span.Generation(
                        provider,
                        model,
                        null,
                        json("{\"temperature\":0.5}"),
                        null,
                        List.of("stop"),
                        usage,
                        cost,
                        Duration.ofMillis(12),
                        true,
                        "resp-1"),
                span.dimensions(),
                span.input(),
                span.output());
    }

    /** The same call with the id of its response. */
    public Spans answered(String responseId) {
        var call = Objects.requireNonNull(span.generation());
        return of(
                span.kind(),
                new Span.Generation(
                        call.provider(),
                        call.requestModel(),
                        call.responseModel(),
                        call.parameters(),
                        call.tools(),
                        call.finishReasons(),
                        call.usage(),
                        call.cost(),
                        call.timeToFirstToken(),
                        call.streaming(),
                        responseId),
                span.dimensions(),
                span.input(),
                span.output());
    }

    public Spans dimensions(String user, String session, String environment, String... tags) {
        return of(
                span.kind(),
                span.generation(),
                new Span.Dimensions(
                        user, session, environment, "r1", null, null, null, List.of(tags), Map.of("k", "v")),
                span.input(),
                span.output());
    }

    public Spans saying(String question, String answer) {
        return content(message("user", question), message("assistant", answer));
    }

    public Spans content(@Nullable JsonNode input, @Nullable JsonNode output) {
        return of(span.kind(), span.generation(), span.dimensions(), input, output);
    }

    public Spans attributes(String object) {
        return new Spans(new Span(
                span.traceId(),
                span.spanId(),
                span.parentId(),
                span.name(),
                span.kind(),
                span.source(),
                span.startedAt(),
                span.endedAt(),
                span.status(),
                span.generation(),
                span.dimensions(),
                span.input(),
                span.output(),
                span.requestId(),
                span.scope(),
                span.simulated(),
                span.truncated(),
                json(object),
                span.resource(),
                span.events()));
    }

    public Spans byGateway() {
        return new Spans(new Span(
                span.traceId(),
                span.spanId(),
                span.parentId(),
                span.name(),
                span.kind(),
                SpanSource.GATEWAY,
                span.startedAt(),
                span.endedAt(),
                span.status(),
                span.generation(),
                span.dimensions(),
                span.input(),
                span.output(),
                span.requestId(),
                span.scope(),
                span.simulated(),
                span.truncated(),
                span.attributes(),
                span.resource(),
                span.events()));
    }

    public static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    private static JsonNode message(String role, String text) {
        return Json.MAPPER.valueToTree(
                List.of(Map.of("role", role, "parts", List.of(Map.of("type", "text", "text", text)))));
    }

    private Spans of(
            SpanKind kind,
            Span.@Nullable Generation generation,
            Span.Dimensions dimensions,
            @Nullable JsonNode input,
            @Nullable JsonNode output) {
        return new Spans(new Span(
                span.traceId(),
                span.spanId(),
                span.parentId(),
                span.name(),
                kind,
                span.source(),
                span.startedAt(),
                span.endedAt(),
                span.status(),
                generation,
                dimensions,
                input,
                output,
                "req_" + span.spanId(),
                span.scope(),
                span.simulated(),
                span.truncated(),
                span.attributes(),
                span.resource(),
                span.events()));
    }

    private Spans with(
            @Nullable String parentId,
            String name,
            SpanKind kind,
            Instant startedAt,
            Instant endedAt,
            Span.SpanStatus status) {
        return new Spans(new Span(
                span.traceId(),
                span.spanId(),
                parentId,
                name,
                kind,
                span.source(),
                startedAt,
                endedAt,
                status,
                span.generation(),
                span.dimensions(),
                span.input(),
                span.output(),
                span.requestId(),
                span.scope(),
                span.simulated(),
                span.truncated(),
                span.attributes(),
                span.resource(),
                span.events()));
    }
}
