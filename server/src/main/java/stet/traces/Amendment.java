package stet.traces;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.Span.Cost;
import stet.traces.Span.SpanStatus;
import stet.traces.Span.Usage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What arrives about a span apart from it, before or after: content from a log, a late update. What is absent changes nothing.
 *
 * @param at when it happened: of two that say different things the later counts
 * @param input a list of messages goes behind those that the span has, without those it has already; anything else replaces
 * @param output likewise
 * @param events joined with the span's
 * @param attributes each replaces the span's of its name
 * @param usage what it knows of a model call replaces what the span knows
 * @param endedAt when the span ended, told by who reported its start before
 */
public record Amendment(
        String traceId,
        String spanId,
        Instant at,
        @Nullable JsonNode input,
        @Nullable JsonNode output,
        List<Span.Event> events,
        @Nullable JsonNode attributes,
        @Nullable SpanStatus status,
        @Nullable Usage usage,
        @Nullable Cost cost,
        @Nullable Instant endedAt) {
    private static final Comparator<Amendment> ORDER =
            Comparator.comparing(Amendment::at).thenComparing(Amendment::written);

    public Amendment {
        Span.requireId("traceId", traceId);
        Span.requireId("spanId", spanId);
        events = List.copyOf(events);
    }

    public Amendment(
            String traceId,
            String spanId,
            Instant at,
            @Nullable JsonNode input,
            @Nullable JsonNode output,
            List<Span.Event> events,
            @Nullable JsonNode attributes,
            @Nullable SpanStatus status,
            @Nullable Usage usage,
            @Nullable Cost cost) {
        this(traceId, spanId, at, input, output, events, attributes, status, usage, cost, null);
    }

    /** A span with all that is known about it; the same for any order in which that came, and for repeats of it. */
    public static Span merge(Span span, List<Amendment> amendments) {
        var ordered = amendments.stream().sorted(ORDER).toList();
        var merged = span;
        for (var amendment : new LinkedHashSet<>(ordered)) {
            merged = amendment.on(merged, span);
        }
        return ContentLimit.DEFAULT.apply(merged);
    }

    String written() {
        return SpanJson.MAPPER.writeValueAsString(this);
    }

    private Span on(Span span, Span original) {
        var generation = span.generation();
        return new Span(
                span.traceId(),
                span.spanId(),
                span.parentId(),
                span.name(),
                span.kind(),
                span.source(),
                span.startedAt(),
                endedAt == null || endedAt.isBefore(span.startedAt()) ? span.endedAt() : endedAt,
                status == null ? span.status() : status,
                generation == null ? null : on(generation),
                span.dimensions(),
                content(span.input(), original.input(), input),
                content(span.output(), original.output(), output),
                span.requestId(),
                span.scope(),
                span.simulated(),
                span.truncated(),
                attributes(span.attributes(), attributes),
                span.resource(),
                joined(span.events()));
    }

    private Span.Generation on(Span.Generation generation) {
        return new Span.Generation(
                generation.provider(),
                generation.requestModel(),
                generation.responseModel(),
                generation.parameters(),
                generation.tools(),
                generation.finishReasons(),
                usage == null ? generation.usage() : on(generation.usage(), usage),
                cost == null ? generation.cost() : cost,
                generation.timeToFirstToken(),
                generation.streaming(),
                generation.responseId());
    }

    private static Usage on(Usage known, Usage more) {
        return new Usage(
                or(more.input(), known.input()),
                or(more.output(), known.output()),
                or(more.cacheRead(), known.cacheRead()),
                or(more.cacheWrite(), known.cacheWrite()),
                or(more.reasoning(), known.reasoning()),
                or(more.audioInput(), known.audioInput()),
                or(more.audioOutput(), known.audioOutput()),
                more.serviceTier() == null ? known.serviceTier() : more.serviceTier());
    }

    private static @Nullable Long or(@Nullable Long one, @Nullable Long other) {
        return one == null ? other : one;
    }

    private static @Nullable JsonNode content(
            @Nullable JsonNode now, @Nullable JsonNode original, @Nullable JsonNode more) {
        if (more == null) {
            return now;
        }
        if (!(now instanceof ArrayNode before) || !(more instanceof ArrayNode coming)) {
            return more;
        }
        var joined = before.deepCopy();
        for (var message : coming) {
            if (!contains(original, message)) {
                joined.add(message);
            }
        }
        return joined;
    }

    private static boolean contains(@Nullable JsonNode messages, JsonNode wanted) {
        return messages instanceof ArrayNode list && list.valueStream().anyMatch(wanted::equals);
    }

    private static @Nullable JsonNode attributes(@Nullable JsonNode now, @Nullable JsonNode more) {
        if (!(more instanceof ObjectNode coming)) {
            return now;
        }
        var joined = now instanceof ObjectNode object ? object.deepCopy() : Json.MAPPER.createObjectNode();
        joined.setAll(coming);
        var before = Masked.hits(now);
        if (!before.isEmpty() && coming.has(Masked.HITS)) {
            joined.remove(Masked.HITS);
            return Masked.noted(Masked.noted(joined, before, null), Masked.hits(coming), null);
        }
        return joined;
    }

    private List<Span.Event> joined(List<Span.Event> now) {
        if (events.isEmpty()) {
            return now;
        }
        var joined = new ArrayList<>(now);
        events.stream().filter(event -> !now.contains(event)).forEach(joined::add);
        joined.sort(Comparator.comparing(Span.Event::at));
        return joined;
    }
}
