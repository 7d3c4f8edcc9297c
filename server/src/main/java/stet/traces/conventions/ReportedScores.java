package stet.traces.conventions;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.traces.Score;
import stet.traces.ScoreSink;
import stet.traces.Span;
import stet.traces.SpanSink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Judgements that spans carry, as OpenInference writes them: {@code annotations.N.annotation.score} is about the span,
 * {@code evaluations.N.evaluation.score} about the span it links to, with {@code trace.} or {@code session.} before it about the
 * whole; and as GenAI's event {@code gen_ai.evaluation.result}. They stay attributes and events too.
 */
public final class ReportedScores {
    private static final Pattern NAME = Pattern.compile(
            "(trace\\.|session\\.|)(annotations|evaluations)\\.([0-9]{1,4})\\.(?:annotation|evaluation)\\.([a-z_]+)");
    private static final String EVENT = "gen_ai.evaluation.result";
    private static final Map<String, String> EVENT_FIELDS = Map.of(
            "name", "gen_ai.evaluation.name",
            "score", "gen_ai.evaluation.score.value",
            "label", "gen_ai.evaluation.score.label",
            "explanation", "gen_ai.evaluation.explanation");
    private static final Judgement OF_EVENT = new Judgement("", "event", "");
    private static final int MOST = 100;

    /** One judgement of one span. */
    private record Judgement(String about, String list, String number) {}

    private ReportedScores() {}

    /** A sink that passes spans on and their judgements beside them. */
    public static SpanSink beside(SpanSink sink, ScoreSink scores) {
        return (project, spans) -> {
            var found = spans.stream().flatMap(span -> of(span).stream()).toList();
            var written = sink.accept(project, spans);
            return found.isEmpty() ? written : CompletableFuture.allOf(written, scores.score(project, found));
        };
    }

    /** Those that a span carries. */
    public static List<Score> of(Span span) {
        var scores = new ArrayList<Score>();
        for (var event : span.events()) {
            if (event.name().equals(EVENT) && event.attributes() != null) {
                add(scores, score(span, OF_EVENT, said(event.attributes())));
            }
        }
        var attributes = span.attributes();
        if (attributes == null) {
            return scores;
        }
        var judgements = new HashMap<Judgement, Map<String, JsonNode>>();
        for (var attribute : attributes.properties()) {
            if (!attribute.getKey().contains("ations.")) {
                continue;
            }
            var name = NAME.matcher(attribute.getKey());
            if (name.matches()) {
                var judgement = new Judgement(name.group(1), name.group(2), name.group(3));
                if (judgements.size() < MOST || judgements.containsKey(judgement)) {
                    judgements
                            .computeIfAbsent(judgement, _ -> new HashMap<>())
                            .put(name.group(4), attribute.getValue());
                }
            }
        }
        judgements.forEach((judgement, said) -> add(scores, score(span, judgement, said)));
        return scores;
    }

    private static void add(List<Score> scores, @Nullable Score score) {
        if (score != null) {
            scores.add(score);
        }
    }

    /** GenAI's event in the words of the attributes. */
    private static Map<String, JsonNode> said(JsonNode event) {
        var said = new HashMap<String, JsonNode>();
        EVENT_FIELDS.forEach((field, attribute) -> {
            JsonNode value = event.get(attribute);
            if (value != null) {
                said.put(field, value);
            }
        });
        return said;
    }

    private static @Nullable Score score(Span span, Judgement judgement, Map<String, JsonNode> said) {
        String name = label(said.get("name"));
        String label = label(said.get("label"));
        String explanation = text(said.get("explanation"));
        var value = value(said.get("score"), label, explanation);
        if (name == null || value == null) {
            return null;
        }
        String comment = value.type() == Score.Type.NUMBER && label != null
                ? explanation == null ? label : label + ": " + explanation
                : value.type() == Score.Type.TEXT ? null : explanation;
        String identifier = label(said.get("identifier"));
        var target = target(span, judgement);
        boolean session = judgement.about().equals("session.");
        if (session && span.dimensions().sessionId() == null) {
            return null;
        }
        String traceId = session ? null : target.traceId();
        String spanId = judgement.about().isEmpty() ? target.spanId() : null;
        String sessionId = session ? span.dimensions().sessionId() : null;
        try {
            return new Score(
                    id(traceId, spanId, sessionId, name, identifier),
                    traceId,
                    spanId,
                    sessionId,
                    name,
                    value,
                    source(label(said.get("annotator_kind")), judgement),
                    identifier,
                    comment == null || comment.length() <= Score.LONGEST_TEXT
                            ? comment
                            : comment.substring(0, Score.LONGEST_TEXT - 1) + "…",
                    span.endedAt());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Score.@Nullable Value value(
            @Nullable JsonNode score, @Nullable String label, @Nullable String explanation) {
        if (score != null && score.isBoolean()) {
            return Score.Value.of(score.booleanValue());
        }
        Double number = score == null ? null : Values.decimal(score);
        if (number != null) {
            return Score.Value.of(number);
        }
        if (label != null) {
            return Score.Value.category(label);
        }
        return explanation == null || explanation.length() > Score.LONGEST_TEXT ? null : Score.Value.text(explanation);
    }

    /** What was judged: an evaluator names it by a link. */
    private record Target(String traceId, String spanId) {}

    private static Target target(Span span, Judgement judgement) {
        var attributes = span.attributes();
        JsonNode links = attributes == null ? null : attributes.get("otel.links");
        if (judgement.list().equals("evaluations") && links instanceof ArrayNode list && list.size() == 1) {
            return new Target(
                    list.get(0).path("traceId").asString(span.traceId()),
                    list.get(0).path("spanId").asString(span.spanId()));
        }
        return new Target(span.traceId(), span.spanId());
    }

    private static Score.Source source(@Nullable String annotator, Judgement judgement) {
        return switch (annotator == null ? "" : annotator) {
            case "HUMAN" -> Score.Source.REVIEWER;
            case "LLM" -> Score.Source.EVALUATOR;
            case "CODE" -> Score.Source.CODE;
            default -> judgement.list().equals("annotations") ? Score.Source.REVIEWER : Score.Source.EVALUATOR;
        };
    }

    /** The same for the same judgement of the same thing, whichever span brings it and however often. */
    private static String id(@Nullable String... parts) {
        return UUID.nameUUIDFromBytes(Arrays.toString(parts).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static @Nullable String label(@Nullable JsonNode value) {
        return value == null ? null : Values.label(value);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : Values.text(value);
    }
}
