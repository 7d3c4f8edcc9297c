package stet.releases.fetch;

import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.db.Scope;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Operation;
import stet.platform.http.ServerEvents;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/fetch}: describes what {@link FetchRelay} serves, and tells what changes. */
record FetchRoutes(FetchEvents events, ServerEvents streams, Callers callers) {
    private static final String FETCH = "/api/v1/projects/{project}/fetch";
    private static final String APP = FETCH + "/apps/{app}";
    private static final String PROMPT = FETCH + "/prompts/{prompt}";

    /** The values of a prompt's variables. */
    record ToRender(@Nullable JsonNode variables) {}

    void declare(Api api) {
        waiting(api.get(APP, "For applications, from memory: a release with everything it pins; with ETag")
                        .tag("fetch")
                        .query("environment", String.class, "what is live there; 'production' unless said")
                        .query("label", String.class, "instead: the release that a label points at")
                        .query("version", String.class, "instead: a release by its number, 'latest' or its digest"))
                .answers(200, FetchDocuments.App.class)
                .answers(304, Void.class)
                .by(FetchRoutes::servedElsewhere);
        waiting(api.get(PROMPT, "For applications, from memory: a prompt with everything it takes in; with ETag")
                        .tag("fetch")
                        .query("label", String.class, "the version that a label points at")
                        .query(
                                "version",
                                String.class,
                                "or a version by its number, 'latest' or its digest; 'latest' unless said")
                        .query(
                                "environment",
                                String.class,
                                "or the version with the label of that name; with 'app', the one that its release there pins")
                        .query("app", String.class, "goes with 'environment'"))
                .answers(200, FetchDocuments.Prompt.class)
                .answers(304, Void.class)
                .by(FetchRoutes::servedElsewhere);
        api.post(APP + "/render", "What a step of the live release asks its model with these variables")
                .tag("fetch")
                .query("environment", String.class, "'production' unless said")
                .query("step", String.class, "the only one, or the one called 'answer', unless said")
                .takes(ToRender.class)
                .answers(200, JsonNode.class)
                .by(FetchRoutes::servedElsewhere);
        api.post(PROMPT + "/render", "What a prompt says with these variables")
                .tag("fetch")
                .query("label", String.class, "as above")
                .query("version", String.class, "as above")
                .query("environment", String.class, "as above")
                .query("app", String.class, "as above")
                .takes(ToRender.class)
                .answers(200, JsonNode.class)
                .by(FetchRoutes::servedElsewhere);
        api.get(
                        FETCH + "/events",
                        "Server-sent events: 'live' with all that is live, then 'changed' with what became live")
                .tag("fetch")
                .answersFile(200, "text/event-stream")
                .by(this::open);
    }

    private Answer open(Call call) {
        var project = reading(call).projectId();
        return streams.open(call, () -> reading(call), stream -> events.begin(project, stream));
    }

    private Scope.InProject reading(Call call) {
        return callers.of(call).may(Permission.READ_ARTIFACTS, call.path("project"));
    }

    private static Operation waiting(Operation operation) {
        return operation.query(
                "wait", Integer.class, "with If-None-Match: wait up to so many seconds, 0 to 60, for another document");
    }

    /** Event loops serve these before operations are looked at. */
    private static Answer servedElsewhere(Call call) {
        throw new IllegalStateException(call.method() + " was not served on its event loop");
    }
}
