package stet.compat.langfuse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.traces.Score;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The events of one ingestion request: read, sorted by their times, and put together by what they are about. */
final class IngestedBatch {
    private static final Set<String> KINDS = Set.of(
            "span",
            "generation",
            "event",
            "agent",
            "tool",
            "chain",
            "retriever",
            "evaluator",
            "embedding",
            "guardrail");

    /** An event that cannot be taken in. */
    record Refused(String id, String why) {}

    private record Event(String id, String kind, boolean creates, Instant at, JsonNode body) {}

    private final Map<String, List<Event>> about = new LinkedHashMap<>();
    final List<String> taken = new ArrayList<>();
    final List<Refused> refused = new ArrayList<>();
    final List<Score> scores = new ArrayList<>();

    private IngestedBatch() {}

    static IngestedBatch read(JsonNode batch, Instant received) {
        var read = new IngestedBatch();
        for (var event : batch) {
            String id = event.path("id").asString("");
            try {
                read.take(id, event, received);
                read.taken.add(id);
            } catch (IllegalArgumentException e) {
                read.refused.add(new Refused(id, String.valueOf(e.getMessage())));
            }
        }
        return read;
    }

    private void take(String id, JsonNode event, Instant received) {
        String type = event.path("type").asString("");
        var body = event.path("body");
        var time = Told.time(event.path("timestamp"));
        var at = time == null ? received : time;
        if (type.equals("sdk-log")) {
            return;
        }
        if (!body.isObject()) {
            throw new IllegalArgumentException("'body' is missing: an object is expected");
        }
        if (type.equals("score-create")) {
            scores.add(score(id, body, at));
            return;
        }
        int dash = type.lastIndexOf('-');
        String word = dash < 0 ? "" : type.substring(0, dash);
        boolean creates = type.endsWith("-create");
        if (!creates && !type.endsWith("-update")) {
            throw new IllegalArgumentException("'" + type + "' is no type of event that is known here");
        }
        String kind =
                word.equals("observation") ? body.path("type").asString("span").toLowerCase(Locale.ROOT) : word;
        if (!kind.equals(Told.TRACE) && !KINDS.contains(kind)) {
            throw new IllegalArgumentException("'" + type + "' is no type of event that is known here");
        }
        String own = body.path("id").asString("");
        String trace = kind.equals(Told.TRACE) ? own : body.path("traceId").asString("");
        if (own.isEmpty() || own.length() > Span.MAX_ID || trace.length() > Span.MAX_ID) {
            throw new IllegalArgumentException("'id' and 'traceId' need 1 to " + Span.MAX_ID + " characters");
        }
        if (trace.isEmpty() && !creates) {
            throw new IllegalArgumentException("'traceId' is missing");
        }
        about.computeIfAbsent((kind.equals(Told.TRACE) ? "t " : "o ") + trace + " " + own, _ -> new ArrayList<>())
                .add(new Event(id, kind, creates, at, body));
    }

    /** What is told of each observation and trace. */
    List<Told> told() {
        return about.values().stream().map(IngestedBatch::together).toList();
    }

    private static Told together(List<Event> events) {
        var ordered = events.stream()
                .sorted(Comparator.comparing(Event::at).thenComparing(it -> !it.creates()))
                .toList();
        var body = JsonNodeFactory.instance.objectNode();
        for (var event : ordered) {
            for (var field : event.body().properties()) {
                if (!field.getValue().isNull()) {
                    lay(body, field.getKey(), field.getValue());
                }
            }
        }
        boolean created = ordered.stream().anyMatch(Event::creates);
        return new Told(ordered.getFirst().kind(), created, ordered.getLast().at(), body);
    }

    /** Metadata adds up; anything else is what was said last. */
    private static void lay(ObjectNode body, String field, JsonNode value) {
        if (field.equals("metadata")
                && body.path(field) instanceof ObjectNode before
                && value instanceof ObjectNode more) {
            before.setAll(more);
        } else {
            body.set(field, value.deepCopy());
        }
    }

    private static Score score(String id, JsonNode body, Instant at) {
        var value = body.path("value");
        String type = body.path("dataType").asString("");
        if (!value.isNumber() && !value.isString() && !value.isBoolean()) {
            throw new IllegalArgumentException("'value' is missing: a number or a text is expected");
        }
        Score.Value judged = value.isString()
                ? (type.equals("TEXT")
                        ? Score.Value.text(value.stringValue())
                        : Score.Value.category(value.stringValue()))
                : value.isBoolean() || type.equals("BOOLEAN")
                        ? Score.Value.of(value.isBoolean() ? value.booleanValue() : value.doubleValue() != 0)
                        : Score.Value.of(value.doubleValue());
        return new Score(
                body.path("id").asString(id),
                text(body, "traceId"),
                text(body, "observationId"),
                text(body, "sessionId"),
                body.path("name").asString(""),
                judged,
                switch (body.path("source").asString("")) {
                    case "ANNOTATION" -> Score.Source.REVIEWER;
                    case "EVAL" -> Score.Source.EVALUATOR;
                    default -> Score.Source.CODE;
                },
                null,
                text(body, "comment"),
                at);
    }

    private static @Nullable String text(JsonNode body, String field) {
        String text = body.path(field).asString("");
        return text.isEmpty() ? null : text;
    }
}
