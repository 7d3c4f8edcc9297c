package stet.traces;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import stet.platform.http.OneOf;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * One score as REST answers it.
 *
 * @param value a number, true or false, or a text, as {@code type} says
 */
public record ScoreDetail(
        String id,
        @Nullable String traceId,
        @Nullable String spanId,
        @Nullable String sessionId,
        String name,
        @OneOf({"number", "boolean", "category", "text"}) String type,
        JsonNode value,
        @OneOf({"user", "reviewer", "evaluator", "code"}) String source,
        @Nullable String evaluatorVersion,
        @Nullable String comment,
        Instant at) {
    public static ScoreDetail of(Score score) {
        return new ScoreDetail(
                score.id(),
                score.traceId(),
                score.spanId(),
                score.sessionId(),
                score.name(),
                score.value().type().word(),
                value(score.value()),
                score.source().word(),
                score.evaluatorVersion(),
                score.comment(),
                score.at());
    }

    /**
     * The score that is answered so.
     *
     * @throws IllegalArgumentException when no score is, in words that name the field
     */
    public Score score() {
        return new Score(id, traceId, spanId, sessionId, name, judged(), source(source), evaluatorVersion, comment, at);
    }

    private Score.Value judged() {
        boolean fits = switch (type) {
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "category", "text" -> value.isString();
            default ->
                throw new IllegalArgumentException(
                        "type is '" + type + "', which is none of number, boolean, category, text");
        };
        if (!fits) {
            throw new IllegalArgumentException("value is no " + type);
        }
        return switch (type) {
            case "number" -> Score.Value.of(value.doubleValue());
            case "boolean" -> Score.Value.of(value.booleanValue());
            case "category" -> Score.Value.category(value.stringValue());
            default -> Score.Value.text(value.stringValue());
        };
    }

    private static Score.Source source(String word) {
        for (var known : Score.Source.values()) {
            if (known.word().equals(word)) {
                return known;
            }
        }
        throw new IllegalArgumentException(
                "source is '" + word + "', which is none of user, reviewer, evaluator, code");
    }

    private static JsonNode value(Score.Value value) {
        var nodes = Json.MAPPER.getNodeFactory();
        var number = value.number();
        if (number == null) {
            return nodes.stringNode(value.text());
        }
        return value.type() == Score.Type.BOOLEAN ? nodes.booleanNode(number != 0) : nodes.numberNode(number);
    }
}
