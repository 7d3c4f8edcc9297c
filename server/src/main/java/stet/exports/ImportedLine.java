package stet.exports;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.traces.Score;
import stet.traces.ScoreDetail;
import stet.traces.Span;
import stet.traces.SpanDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a line of an export says. */
sealed interface ImportedLine {
    /** @param bytes about how large it is */
    record OfSpan(Span span, long bytes) implements ImportedLine {}

    record OfScore(Score score) implements ImportedLine {}

    /**
     * A line that cannot be taken in.
     *
     * @param line what it says
     */
    record Bad(long number, String why, byte[] line) implements ImportedLine {}

    JsonMapper LENIENT = Json.MAPPER
            .rebuild()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Times before are in another unit. */
    Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000_000_000L);
    int LONGEST_NAME = 1000;
    int LONGEST_WORD = 256;

    /** Reads a line of JSON. */
    static ImportedLine read(long number, byte[] line) {
        try {
            return of(number, LENIENT.readTree(line), line);
        } catch (JacksonException e) {
            return new Bad(number, "it is not JSON: " + e.getOriginalMessage(), line);
        }
    }

    /** @param bytes the same as it came */
    static ImportedLine of(long number, JsonNode line, byte[] bytes) {
        if (!line.isObject()) {
            return new Bad(number, "it is not a JSON object", bytes);
        }
        var record = line.path("record").asString(Piece.SPAN);
        return switch (record) {
            case Piece.SPAN ->
                missing(line, "traceId", "spanId", "name", "startedAt")
                        .<ImportedLine>map(field -> new Bad(number, field + " is missing", bytes))
                        .orElseGet(() -> read(number, bytes, () -> span(line, bytes.length)));
            case Piece.SCORE ->
                missing(line, "id", "name", "type", "value", "source", "at")
                        .<ImportedLine>map(field -> new Bad(number, field + " is missing", bytes))
                        .orElseGet(() -> read(number, bytes, () -> score(line)));
            default -> new Bad(number, "record is '" + record + "', which is neither 'span' nor 'score'", bytes);
        };
    }

    private static ImportedLine read(long number, byte[] bytes, Supplier<ImportedLine> reading) {
        try {
            return reading.get();
        } catch (DatabindException e) {
            var field = e.getPath().stream()
                    .map(it -> it.getPropertyName() == null ? "[" + it.getIndex() + "]" : it.getPropertyName())
                    .collect(Collectors.joining("."));
            return new Bad(
                    number, field.isEmpty() ? "it does not fit" : field + " has a value that does not fit", bytes);
        } catch (IllegalArgumentException e) {
            return new Bad(number, String.valueOf(e.getMessage()), bytes);
        }
    }

    private static OfSpan span(JsonNode line, long bytes) {
        var detail = LENIENT.treeToValue(line, SpanDetail.class);
        if (detail.contentOmitted() != null && detail.contentOmitted()) {
            throw new IllegalArgumentException("contentOmitted is true: it is an outline, not the whole span");
        }
        requireTime("startedAt", detail.startedAt());
        requireLength("name", detail.name(), LONGEST_NAME);
        requireLength("parentSpanId", detail.parentSpanId(), Span.MAX_ID);
        requireLength("userId", detail.userId(), LONGEST_WORD);
        requireLength("sessionId", detail.sessionId(), LONGEST_WORD);
        requireMoney("costUsd", detail.costUsd());
        if (detail.costParts() != null) {
            detail.costParts().forEach((kind, usd) -> requireMoney("costParts." + kind.word(), usd));
        }
        return new OfSpan(detail.span(), bytes);
    }

    private static OfScore score(JsonNode line) {
        var score = LENIENT.treeToValue(line, ScoreDetail.class).score();
        requireTime("at", score.at());
        return new OfScore(score);
    }

    private static Optional<String> missing(JsonNode line, String... fields) {
        for (var field : fields) {
            if (!line.hasNonNull(field)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    private static void requireTime(String field, Instant at) {
        if (at.isBefore(EARLIEST) || !at.isBefore(LATEST)) {
            throw new IllegalArgumentException(field + " is " + at + "; times are from " + EARLIEST + " to " + LATEST);
        }
    }

    private static void requireLength(String field, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw new IllegalArgumentException(field + " has " + text.length() + " characters; it may have " + most);
        }
    }

    private static void requireMoney(String field, @Nullable BigDecimal usd) {
        if (usd != null && usd.abs().compareTo(MOST_USD) > 0) {
            throw new IllegalArgumentException(field + " is " + usd + "; an amount is at most " + MOST_USD);
        }
    }
}
