package stet.compat.promptlayer;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.Scope;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Operation;
import stet.platform.http.Problem;
import stet.traces.Amendment;
import stet.traces.Durable;
import stet.traces.Score;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /track-request}, {@code /log-request} and what is said of a request afterwards. */
record TrackRoutes(
        PromptLayerCallers callers, PromptLayerFeature.Sinks sinks, Templates templates, InstantSource clock) {
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int MOST_BYTES_SAID = 1024 * 1024;

    record Tracked(
            boolean success,
            @Nullable Long request_id,
            @Nullable JsonNode prompt_blueprint,
            String message) {}

    record Logged(
            long id,
            long request_id,
            String status,
            String provider,
            String model,
            @Nullable JsonNode prompt_version) {}

    record Done(boolean success) {}

    record Group(boolean success, long id) {}

    private interface Said {
        void of(Scope.InProject scope, RequestNumber request, JsonNode body);
    }

    void declare(Api api) {
        open(api.post("/track-request", "Takes in a model call that a PromptLayer client made")
                        .alsoAt("/rest/track-request"))
                .bodyLimit(MOST_BYTES)
                .answers(200, Tracked.class)
                .by(this::track);
        open(api.post("/log-request", "Takes in a model call that is described in PromptLayer's blueprints")
                        .alsoAt("/rest/log-request"))
                .bodyLimit(MOST_BYTES)
                .answers(201, Logged.class)
                .by(this::log);
        said(api, "metadata", "metadata of a logged request", this::metadata);
        said(api, "score", "a score of a logged request, 0 to 100", this::score);
        said(api, "prompt", "which prompt a logged request was made with", this::prompt);
        open(api.post("/track-group", "Puts a logged request in a group")
                        .alsoAt("/rest/track-group")
                        .alsoAt("/library-track-group"))
                .answers(200, Done.class)
                .by(call -> about(call, this::group));
        open(api.post("/create-group", "Makes a group for logged requests").alsoAt("/rest/create-group"))
                .answers(200, Group.class)
                .by(this::newGroup);
    }

    private static Operation open(Operation operation) {
        return operation.tag("promptlayer").refusals(PromptLayerCallers::refused);
    }

    private void said(Api api, String what, String words, Said keep) {
        open(api.post("/library-track-" + what, "Keeps " + words).alsoAt("/rest/track-" + what))
                .bodyLimit(MOST_BYTES_SAID)
                .answers(200, Done.class)
                .by(call -> about(call, keep));
    }

    private Answer track(Call call) {
        var body = object(call);
        var caller = callers.of(call, body);
        var scope = caller.may(Permission.WRITE_TRACES);
        sinks.pressure().run();
        var logged = new LoggedCall(body, clock.instant());
        var run = templates.run(caller, PromptLayerCallers.project(caller), body);
        write(scope, logged.span(scope.projectId(), sinks.pricing(), run.prompt(), run.throughGateway()));
        return Answer.ok(new Tracked(true, logged.number(scope.projectId()).value(), logged.blueprint(), "ok"));
    }

    private Answer log(Call call) {
        var body = object(call);
        var scope = callers.of(call, body).may(Permission.WRITE_TRACES);
        sinks.pressure().run();
        var logged = new LoggedRequest(body, clock.instant());
        write(scope, logged.span(scope.projectId(), sinks.pricing()));
        var number = logged.number(scope.projectId());
        double score = body.path("score").asDouble(0);
        if (score > 0) {
            keepScore(scope, number, body.path("score_name").asString("score"), score);
        }
        return Answer.created(new Logged(
                number.value(),
                number.value(),
                body.path("status").asString("SUCCESS"),
                body.path("provider").asString(""),
                body.path("model").asString(""),
                null));
    }

    private void write(Scope.InProject scope, Span span) {
        Durable.await(sinks.spans().accept(scope.projectId(), List.of(span)), "requests");
    }

    private Answer about(Call call, Said keep) {
        var body = object(call);
        var scope = callers.of(call, body).may(Permission.WRITE_TRACES);
        keep.of(scope, number(body), body);
        return Answer.ok(new Done(true));
    }

    private static RequestNumber number(JsonNode body) {
        try {
            return new RequestNumber(Long.parseLong(body.path("request_id").asString("")));
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field(
                    "request_id", "the id is expected that /track-request or /log-request answered");
        }
    }

    private void metadata(Scope.InProject scope, RequestNumber request, JsonNode body) {
        var attributes = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, String> entry :
                LoggedCall.metadata(body.path("metadata")).entrySet()) {
            attributes.put("promptlayer.metadata." + entry.getKey(), entry.getValue());
        }
        amend(scope, request, attributes);
    }

    private void prompt(Scope.InProject scope, RequestNumber request, JsonNode body) {
        var attributes = JsonNodeFactory.instance.objectNode();
        copy(body, "prompt_name", attributes, "promptlayer.prompt.name");
        copy(body, "version", attributes, "promptlayer.prompt.version");
        copy(body, "label", attributes, "promptlayer.prompt.label");
        copy(body, "prompt_input_variables", attributes, "promptlayer.input_variables");
        amend(scope, request, attributes);
    }

    private void group(Scope.InProject scope, RequestNumber request, JsonNode body) {
        var attributes = JsonNodeFactory.instance.objectNode();
        copy(body, "group_id", attributes, "promptlayer.group_id");
        amend(scope, request, attributes);
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String name) {
        if (from.hasNonNull(field)) {
            to.set(name, from.path(field));
        }
    }

    private void amend(Scope.InProject scope, RequestNumber request, ObjectNode attributes) {
        if (attributes.isEmpty()) {
            return;
        }
        UUID project = scope.projectId();
        Durable.await(
                sinks.amendments()
                        .amend(
                                project,
                                List.of(new Amendment(
                                        request.traceId(project),
                                        request.spanId(),
                                        clock.instant(),
                                        null,
                                        null,
                                        List.of(),
                                        attributes,
                                        null,
                                        null,
                                        null))),
                "metadata");
    }

    private void score(Scope.InProject scope, RequestNumber request, JsonNode body) {
        var score = body.path("score");
        if (!score.isNumber() || score.doubleValue() < 0 || score.doubleValue() > 100) {
            throw Problem.Invalid.field("score", "a number from 0 to 100 is expected");
        }
        String name = body.path("name").asString(body.path("score_name").asString(""));
        keepScore(scope, request, name.isBlank() ? "score" : name, score.doubleValue());
    }

    private void keepScore(Scope.InProject scope, RequestNumber request, String name, double score) {
        UUID project = scope.projectId();
        Score kept;
        try {
            kept = new Score(
                    "promptlayer-" + request.value() + "-"
                            + RequestNumber.of(name).value(),
                    request.traceId(project),
                    null,
                    null,
                    name,
                    Score.Value.of(score),
                    Score.Source.USER,
                    null,
                    null,
                    clock.instant());
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid(String.valueOf(e.getMessage()));
        }
        Durable.await(sinks.scores().score(project, List.of(kept)), "scores");
    }

    private Answer newGroup(Call call) {
        Caller caller = callers.of(call, object(call));
        caller.may(Permission.WRITE_TRACES);
        return Answer.ok(new Group(true, ThreadLocalRandom.current().nextLong(1, 1L << 52)));
    }

    static JsonNode object(Call call) {
        var body = call.body(JsonNode.class);
        if (!body.isObject()) {
            throw new Problem.Invalid("the body has to be a JSON object");
        }
        return body;
    }
}
