package stet.traces;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/scores}. */
record ScoreRoutes(ScoreSink sink, Callers callers, InstantSource clock) {
    private static final int MOST = 1000;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    /**
     * A score as it is sent.
     *
     * @param id names it, so that sending it again changes it; made when it is left out
     * @param type {@code text} for words that are no category; otherwise told by the value
     * @param source {@code user}, {@code reviewer}, {@code evaluator} or, unless said, {@code code}
     * @param at now unless said
     */
    record NewScore(
            @Nullable String id,
            @Nullable String traceId,
            @Nullable String spanId,
            @Nullable String sessionId,
            @Nullable String name,
            @Nullable JsonNode value,
            @Nullable String type,
            @Nullable String source,
            @Nullable String evaluatorVersion,
            @Nullable String comment,
            @Nullable Instant at) {}

    record NewScores(@Nullable List<NewScore> items) {}

    /** The ids of scores, in the order in which they were sent. */
    record ScoreIds(List<String> ids) {}

    void declare(Api api) {
        api.post("/api/v1/projects/{project}/scores", "Take 1 to 1,000 scores in; they are durable when this answers")
                .tag("traces")
                .takes(NewScores.class)
                .bodyLimit(MOST_BYTES)
                .answers(200, ScoreIds.class)
                .by(this::add);
    }

    private Answer add(Call call) {
        var project = callers.of(call)
                .may(Permission.WRITE_TRACES, call.path("project"))
                .projectId();
        var items = call.body(NewScores.class).items();
        if (items == null || items.isEmpty() || items.size() > MOST) {
            throw Problem.Invalid.field("items", "has to hold 1 to " + MOST + " scores");
        }
        var scores = new ArrayList<Score>();
        for (int i = 0; i < items.size(); i++) {
            scores.add(score("items[" + i + "]", items.get(i)));
        }
        sink.score(project, scores).join();
        return Answer.ok(new ScoreIds(scores.stream().map(Score::id).toList()));
    }

    private Score score(String place, NewScore sent) {
        if (sent.name() == null) {
            throw Problem.Invalid.field(place + ".name", "is missing: say what is judged, such as 'helpful'");
        }
        var source = source(place, sent.source());
        var value = value(place, sent.type(), sent.value());
        try {
            return new Score(
                    sent.id() == null ? Ids.next().toString() : sent.id(),
                    sent.traceId(),
                    sent.spanId(),
                    sent.sessionId(),
                    sent.name(),
                    value,
                    source,
                    sent.evaluatorVersion(),
                    sent.comment(),
                    sent.at() == null ? clock.instant() : sent.at());
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field(place, String.valueOf(e.getMessage()));
        }
    }

    private static Score.Source source(String place, @Nullable String word) {
        if (word == null) {
            return Score.Source.CODE;
        }
        for (var source : Score.Source.values()) {
            if (source.word().equals(word)) {
                return source;
            }
        }
        throw Problem.Invalid.field(
                place + ".source", "'" + word + "' is none of 'user', 'reviewer', 'evaluator' and 'code'");
    }

    private static Score.Value value(String place, @Nullable String type, @Nullable JsonNode value) {
        var told = value == null ? null : told(place, type, value);
        if (told == null) {
            throw Problem.Invalid.field(
                    place + ".value", "has to be a number, true or false, or a text of at most " + Score.LONGEST_TEXT);
        }
        if (type != null && !told.type().word().equals(type)) {
            throw Problem.Invalid.field(
                    place + ".type",
                    "is '" + type + "' while the value is a " + told.type().word());
        }
        return told;
    }

    private static Score.@Nullable Value told(String place, @Nullable String type, JsonNode value) {
        try {
            if (value.isNumber()) {
                return Score.Value.of(value.doubleValue());
            }
            if (value.isBoolean()) {
                return Score.Value.of(value.booleanValue());
            }
            if (value.isString()) {
                return "text".equals(type)
                        ? Score.Value.text(value.stringValue())
                        : Score.Value.category(value.stringValue());
            }
            return null;
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field(place + ".value", String.valueOf(e.getMessage()));
        }
    }
}
