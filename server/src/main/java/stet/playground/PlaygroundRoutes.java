package stet.playground;

import java.io.IOException;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.ServerEvent;
import stet.platform.http.ServerEvents;

/** {@code /api/v1/projects/{project}/playground}. */
record PlaygroundRoutes(Playground playground, ServerEvents streams, Callers callers) {
    private static final String PLAYGROUND = "/api/v1/projects/{project}/playground";
    private static final int LARGEST = 16 * 1024 * 1024;

    void declare(Api api) {
        api.post(
                        PLAYGROUND + "/runs",
                        "Ask 1 to 8 variants of prompt and model at once; the answer is a stream of events: started, delta, turn, finished, failed, done")
                .tag("playground")
                .bodyLimit(LARGEST)
                .takes(PlaygroundRun.class)
                .answersFile(200, "text/event-stream")
                .by(this::run);
        api.get(
                        PLAYGROUND + "/generations/{traceId}/{spanId}",
                        "A stored model call as a prompt that asks the same again")
                .tag("playground")
                .answers(200, Reopened.class)
                .by(call -> Answer.ok(playground.reopen(
                        callers.of(call), call.path("project"), call.path("traceId"), call.path("spanId"))));
    }

    private Answer run(Call call) {
        var caller = callers.of(call);
        String project = call.path("project");
        caller.may(Permission.CALL_MODELS, project);
        caller.may(Permission.READ_ARTIFACTS, project);
        var run = call.body(PlaygroundRun.class);
        return streams.made(
                call,
                () -> callers.of(call).may(Permission.CALL_MODELS, project),
                stream -> playground.run(caller, project, call.requestId(), run, event -> {
                    try {
                        stream.send(ServerEvent.json(null, event.kind(), event));
                    } catch (IOException gone) {
                        throw new InterruptedException();
                    }
                }));
    }
}
