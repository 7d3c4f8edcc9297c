package stet.exports;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.CostKind;
import stet.traces.Score;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.SpanSource;
import stet.traces.Spans;
import tools.jackson.databind.JsonNode;

/** Spans and scores with everything in them that is hard to carry, the same for the same seed. */
final class OddSpans {
    private static final List<String> TEXTS = List.of(
            "plain",
            "",
            "two\nlines\r\nand a tab\t",
            "\"quoted\" \\ back",
            "naïve Ünïcode ß İı",
            "漢字とかな 🦄 \uD83D\uDC69\u200D\uD83D\uDCBB",
            "right to \u202Eleft\u202C",
            "nul \u0000 and \u001f",
            "\u2028 separators \u2029",
            "{\"json\":[1,2]}",
            "'; DROP TABLE span; --",
            "x".repeat(20_000));

    private static final List<String> CONTENTS = List.of(
            "null",
            "true",
            "0",
            "-0.0",
            "123456789012345678901234567890",
            "0.1000000000000000055511151231257827",
            "1e-300",
            "[]",
            "{}",
            "[[[[]]]]",
            "{\"a\":{\"b\":[null,1.10,\"\"]},\"\":1,\"ключ\":\"値\"}",
            "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"where is my refund?\"}]}]");

    private final Random random;

    OddSpans(long seed) {
        random = new Random(seed);
    }

    Span span(String traceId, String spanId, @Nullable String parent) {
        var start = Spans.NOON.plus(random.nextLong(3_600_000_000L), ChronoUnit.MICROS);
        var kind = one(SpanKind.class);
        return new Span(
                traceId,
                spanId,
                parent,
                shortText(),
                kind,
                one(SpanSource.class),
                start,
                start.plus(random.nextLong(maybe() ? 10 : 100_000_000_000L), ChronoUnit.MICROS),
                maybe() ? Span.SpanStatus.OK : new Span.SpanStatus(true, "rate_limited", or(this::text)),
                kind.callsModel() || maybe() ? generation() : null,
                maybe() ? Span.Dimensions.NONE : dimensions(),
                or(this::content),
                or(this::content),
                or(this::text),
                or(this::text),
                maybe(),
                maybe(),
                or(() -> Spans.json("{\"http.status\":503,\"é\":\"ü\"}")),
                or(() -> Spans.json("{\"service.name\":\"bot\"}")),
                maybe() ? List.of() : List.of(new Span.Event("exception", start, or(this::content))));
    }

    List<Score> scores(String traceId, String spanId, String sessionId) {
        var at = Instant.parse("2026-11-23T13:00:00.123456Z");
        return List.of(
                score("n" + traceId, traceId, spanId, null, Score.Value.of(random.nextDouble()), at),
                score("b" + traceId, traceId, null, null, Score.Value.of(maybe()), at.plusNanos(1000)),
                score("c" + traceId, traceId, null, null, Score.Value.category("fine"), at),
                score("t" + traceId, null, null, sessionId, Score.Value.text("a few words, ünïcode"), at));
    }

    private Score score(
            String id,
            @Nullable String traceId,
            @Nullable String spanId,
            @Nullable String sessionId,
            Score.Value value,
            Instant at) {
        return new Score(
                id,
                traceId,
                spanId,
                sessionId,
                "helpful",
                value,
                one(Score.Source.class),
                or(() -> "v2"),
                or(() -> "a comment, \"quoted\""),
                at);
    }

    private Span.Generation generation() {
        return new Span.Generation(
                "openai",
                "gpt-5",
                or(() -> "gpt-5-2026"),
                or(this::content),
                or(() -> Spans.json("[{\"name\":\"refund\"}]")),
                maybe() ? List.of() : List.of("stop", "length"),
                new Span.Usage(
                        or(() -> Long.MAX_VALUE / 4),
                        or(() -> 20L),
                        or(() -> 0L),
                        null,
                        or(() -> 3L),
                        null,
                        or(() -> 1L),
                        or(() -> "batch")),
                cost(),
                or(() -> Duration.of(random.nextLong(1_000_000), ChronoUnit.MICROS)),
                or(this::maybe),
                or(() -> "resp_" + random.nextInt(1_000_000)));
    }

    private Span.Cost cost() {
        if (maybe()) {
            return Span.Cost.unknown("no price for 'gpt-5'");
        }
        var parts = new EnumMap<CostKind, BigDecimal>(CostKind.class);
        for (var kind : CostKind.values()) {
            if (maybe()) {
                parts.put(kind, new BigDecimal(random.nextInt(1_000_000)).movePointLeft(12));
            }
        }
        return parts.isEmpty()
                ? Span.Cost.of(new BigDecimal("123456789.000000000001"), "reported")
                : Span.Cost.of(parts, "2026-11");
    }

    private Span.Dimensions dimensions() {
        Map<String, String> metadata = new HashMap<>();
        var tags = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            metadata.put("key " + i, "value é " + i);
            tags.add("tag, " + i);
        }
        return new Span.Dimensions(
                or(() -> "ada"),
                or(() -> "session-ü"),
                or(() -> "production"),
                or(() -> "r1"),
                or(() -> "billing-bot"),
                or(() -> "greeting"),
                or(() -> "7"),
                tags,
                metadata);
    }

    private String shortText() {
        var text = text();
        return text.length() > 100 ? text.substring(0, 100) : text;
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private JsonNode content() {
        return maybe()
                ? Json.MAPPER.readTree(CONTENTS.get(random.nextInt(CONTENTS.size())))
                : Json.MAPPER.getNodeFactory().stringNode(text());
    }

    private <T> @Nullable T or(Supplier<T> value) {
        return maybe() ? null : value.get();
    }

    private <E extends Enum<E>> E one(Class<E> type) {
        var all = List.copyOf(EnumSet.allOf(type));
        return all.get(random.nextInt(all.size()));
    }

    private boolean maybe() {
        return random.nextBoolean();
    }
}
