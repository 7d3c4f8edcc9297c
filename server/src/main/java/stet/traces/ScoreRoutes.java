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
import stet.traces.query.Cursor;
import stet.traces.query.Page;
import stet.traces.query.ScoreQuery;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/scores}. */
record ScoreRoutes(ScoreSink sink, TraceStore store, Callers callers, InstantSource clock) {
    private static final String SCORES = "/api/v1/projects/{project}/scores";
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

    record ScoreList(List<ScoreDetail> items, @Nullable String nextCursor) {}

    /** The ids of scores, in the order in which they were sent. */
    record ScoreIds(List<String> ids) {}

    void declare(Api api) {
        api.post(SCORES, "Take 1 to 1,000 scores in; they are durable when this answers")
                .tag("traces")
                .takes(NewScores.class)
                .bodyLimit(MOST_BYTES)
                .answers(200, ScoreIds.class)
                .by(this::add);
        api.get(SCORES, "Scores, newest first")
                .tag("traces")
                .query("name", String.class, "what was judged")
                .query("source", String.class, "'user', 'reviewer', 'evaluator' or 'code'")
                .query("trace", String.class, "of this trace or its spans")
                .query("session", String.class, "of this session itself")
                .query("from", Instant.class, "given at or after this time")
                .query("to", Instant.class, "given before this time")
                .query("limit", Integer.class, "how many, 1 to 500; 100 unless said")
                .query("cursor", String.class, "'nextCursor' of the page before: older scores")
                .answers(200, ScoreList.class)
                .by(this::list);
        api.delete(SCORES + "/{id}", "Removes a score")
                .tag("traces")
                .answers(204, Void.class)
                .by(this::remove);
    }

    private Answer list(Call call) {
        var project = callers.of(call)
                .may(Permission.READ_TRACES, call.path("project"))
                .projectId();
        int limit = call.queryInt("limit", 100, 1, Page.MAX);
        var found = store.scores(
                project,
                new ScoreQuery(
                        call.query("name").orElse(null),
                        call.query("source")
                                .map(word -> source("source", word).word())
                                .orElse(null),
                        call.query("trace").orElse(null),
                        call.query("session").orElse(null),
                        call.queryTime("from").orElse(null),
                        call.queryTime("to").orElse(null),
                        call.query("cursor")
                                .map(it -> Cursor.parse("cursor", it))
                                .orElse(null),
                        limit + 1));
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        return Answer.ok(
                new ScoreList(page.stream().map(ScoreDetail::of).toList(), more ? after(page.getLast()) : null));
    }

    private static String after(Score score) {
        return new Cursor(SpanFacts.micros(score.at()), score.id()).text();
    }

    private Answer remove(Call call) {
        var project = callers.of(call)
                .may(Permission.WRITE_TRACES, call.path("project"))
                .projectId();
        var id = call.path("id");
        if (!store.removeScore(project, id)) {
            throw new Problem.NotFound("score", id);
        }
        return Answer.none();
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
        Durable.await(sink.score(project, scores), "scores");
        return Answer.ok(new ScoreIds(scores.stream().map(Score::id).toList()));
    }

    private Score score(String place, NewScore sent) {
        if (sent.name() == null) {
            throw Problem.Invalid.field(place + ".name", "is missing: say what is judged, such as 'helpful'");
        }
        var source = sent.source() == null ? Score.Source.CODE : source(place + ".source", sent.source());
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

    private static Score.Source source(String field, String word) {
        for (var source : Score.Source.values()) {
            if (source.word().equals(word)) {
                return source;
            }
        }
        throw Problem.Invalid.field(field, "'" + word + "' is none of 'user', 'reviewer', 'evaluator' and 'code'");
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
