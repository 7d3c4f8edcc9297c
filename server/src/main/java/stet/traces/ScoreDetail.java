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
record ScoreDetail(
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
    static ScoreDetail of(Score score) {
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

    private static JsonNode value(Score.Value value) {
        var nodes = Json.MAPPER.getNodeFactory();
        var number = value.number();
        if (number == null) {
            return nodes.stringNode(value.text());
        }
        return value.type() == Score.Type.BOOLEAN ? nodes.booleanNode(number != 0) : nodes.numberNode(number);
    }
}
