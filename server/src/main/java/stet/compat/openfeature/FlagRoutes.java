package stet.compat.openfeature;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** {@code /ofrep/v1/evaluate/flags}. */
record FlagRoutes(Flags flags, Callers callers) {
    private static final String FLAGS = "/ofrep/v1/evaluate/flags";

    /** What is asked: {@code targetingKey}, {@code environment} and anything else an SDK knows of the caller. */
    record EvaluationRequest(@Nullable JsonNode context) {}

    record FlagList(List<Evaluation.Found> flags) {}

    void declare(Api api) {
        api.post(FLAGS + "/{app}", "OpenFeature: the release that is live for a targeting key")
                .tag("openfeature")
                .takes(EvaluationRequest.class)
                .answers(200, Evaluation.Found.class)
                .answers(404, Evaluation.Failed.class)
                .refusals((problem, requestId, _) -> refused(problem, requestId))
                .by(this::one);
        api.post(FLAGS, "OpenFeature: what is live of every app; 304 when nothing changed since the If-None-Match")
                .tag("openfeature")
                .takes(EvaluationRequest.class)
                .answers(200, FlagList.class)
                .refusals((problem, requestId, _) -> refused(problem, requestId))
                .by(this::all);
    }

    private Answer one(Call call) {
        var project = callers.of(call).may(Permission.READ_ARTIFACTS).projectId();
        String key = call.path("app");
        var evaluation = flags.evaluate(project, key, Flags.Context.of(body(call)));
        return new Answer(evaluation instanceof Evaluation.Found ? 200 : 404, evaluation, Map.of());
    }

    private Answer all(Call call) {
        var project = callers.of(call).may(Permission.READ_ARTIFACTS).projectId();
        byte[] bytes = Json.MAPPER.writeValueAsBytes(Map.of("flags", flags.all(project, Flags.Context.of(body(call)))));
        String etag = etag(bytes);
        boolean known =
                call.header("if-none-match").filter(it -> it.contains(etag)).isPresent();
        var answer = known ? new Answer(304, null, Map.of()) : Answer.raw(200, "application/json", bytes);
        return answer.with("etag", etag).with("cache-control", "private, no-cache");
    }

    private static JsonNode body(Call call) {
        return call.body().length == 0 ? Json.MAPPER.createObjectNode() : call.body(JsonNode.class);
    }

    private static String etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The protocol's own form, with the words in it. */
    private static Answer refused(Problem problem, String requestId) {
        var body = new LinkedHashMap<String, Object>();
        body.put("errorCode", problem.status() == 400 ? "INVALID_CONTEXT" : "GENERAL");
        body.put("errorDetails", problem.detail());
        body.put("requestId", requestId);
        var answer = Answer.raw(problem.status(), "application/json", Json.MAPPER.writeValueAsBytes(body));
        var wait = problem.retryAfter();
        return wait == null ? answer : answer.with("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
    }
}
