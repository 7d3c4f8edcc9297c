package stet.compat.promptlayer;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Callers;
import stet.access.PresentedKey;
import stet.platform.http.Answer;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** Finds out who is calling: some routes have the key in a header, some in the body. Refuses in the clients' own form. */
record PromptLayerCallers(Callers callers) {
    record Refused(boolean success, String message, String detail) {}

    Caller of(Call call) {
        return callers.of(call);
    }

    Caller of(Call call, JsonNode body) {
        String inBody = body.path("api_key").asString("");
        boolean inHeader = PresentedKey.in(name -> call.header(name).orElse(null), _ -> null)
                .isPresent();
        if (inBody.isEmpty()) {
            return callers.of(call);
        }
        var caller = callers.holding(inBody);
        if (inHeader && !projectOf(callers.of(call)).equals(projectOf(caller))) {
            throw new Problem.Forbidden(
                    "the key in the header and 'api_key' in the body are of different projects: send one of them");
        }
        return caller;
    }

    private static String projectOf(Caller caller) {
        return caller.project().map(it -> it.name()).orElse("");
    }

    /** The project that a caller works in: its key's. */
    static String project(Caller caller) {
        return caller.project()
                .orElseThrow(
                        () -> new Problem.Forbidden(
                                "this needs the API key of a project: make one with './stet key create --project <name>' or under Keys"))
                .name();
    }

    static Answer refused(Problem problem, String requestId, Function<String, @Nullable String> header) {
        var words = problem.detail() + " (request " + requestId + ")";
        var answer = new Answer(problem.status(), new Refused(false, words, words), Map.of());
        var wait = problem.retryAfter();
        return wait == null ? answer : answer.with("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
    }
}
