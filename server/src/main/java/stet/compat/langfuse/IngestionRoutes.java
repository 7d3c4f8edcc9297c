package stet.compat.langfuse;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** {@code /api/public/ingestion}, and what clients ask to see whether they are let in. */
record IngestionRoutes(Ingestion ingestion, Runnable pressure, Callers callers, InstantSource clock) {
    private static final int MOST_BYTES = 32 * 1024 * 1024;
    private static final int MOST_EVENTS = 5_000;

    record Taken(String id, int status) {}

    record Failed(String id, int status, String message, String error) {}

    /** Of each event what became of it. */
    record Ingested(List<Taken> successes, List<Failed> errors) {}

    record MadeScore(String id) {}

    record ProjectList(List<Named> data) {}

    record Named(String id, String name, Map<String, String> metadata) {}

    record Health(String status, String version) {}

    record Refused(String error, String message) {}

    void declare(Api api) {
        api.post("/api/public/ingestion", "Takes in a batch of Langfuse's events: traces, observations, scores")
                .tag("langfuse")
                .refusals(IngestionRoutes::refused)
                .bodyLimit(MOST_BYTES)
                .answers(207, Ingested.class)
                .by(this::take);
        api.post("/api/public/scores", "Keeps one score, in Langfuse's shape")
                .tag("langfuse")
                .refusals(IngestionRoutes::refused)
                .answers(200, MadeScore.class)
                .by(this::score);
        api.get("/api/public/projects", "The project of the key, as Langfuse's clients ask for it")
                .tag("langfuse")
                .refusals(IngestionRoutes::refused)
                .answers(200, ProjectList.class)
                .by(call -> Answer.ok(new ProjectList(callers.of(call).projects().stream()
                        .map(it -> new Named(it.id().toString(), it.name(), Map.of()))
                        .toList())));
        api.get("/api/public/health", "Whether the server answers, as Langfuse's clients ask")
                .tag("langfuse")
                .open()
                .answers(200, Health.class)
                .by(_ -> Answer.ok(new Health("OK", "3")));
    }

    private Answer take(Call call) {
        var scope = callers.of(call).may(Permission.WRITE_TRACES);
        pressure.run();
        var batch = call.body(JsonNode.class).path("batch");
        if (!batch.isArray() || batch.size() > MOST_EVENTS) {
            throw Problem.Invalid.field("batch", "a list of at most " + MOST_EVENTS + " events is expected");
        }
        var read = IngestedBatch.read(batch, clock.instant());
        ingestion.take(scope.projectId(), read);
        return new Answer(
                207,
                new Ingested(
                        read.taken.stream().map(it -> new Taken(it, 201)).toList(),
                        read.refused.stream()
                                .map(it -> new Failed(it.id(), 400, it.why(), "InvalidRequestError"))
                                .toList()),
                Map.of());
    }

    private Answer score(Call call) {
        var scope = callers.of(call).may(Permission.WRITE_TRACES);
        pressure.run();
        var event =
                Json.MAPPER.createObjectNode().put("id", Ids.next().toString()).put("type", "score-create");
        event.set("body", call.body(JsonNode.class));
        var read = IngestedBatch.read(Json.MAPPER.createArrayNode().add(event), clock.instant());
        if (!read.refused.isEmpty()) {
            throw new Problem.Invalid(read.refused.getFirst().why());
        }
        ingestion.take(scope.projectId(), read);
        return Answer.ok(new MadeScore(read.scores.getFirst().id()));
    }

    static Answer refused(Problem problem, String requestId, Function<String, @Nullable String> header) {
        String name = problem instanceof Problem.NotFound ? "LangfuseNotFoundError" : problem.title();
        var answer = new Answer(
                problem.status(), new Refused(name, problem.detail() + " (request " + requestId + ")"), Map.of());
        var wait = problem.retryAfter();
        return wait == null ? answer : answer.with("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
    }
}
