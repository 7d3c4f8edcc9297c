package stet.traces;

import java.util.List;
import java.util.UUID;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Operation;
import stet.platform.http.Problem;
import stet.traces.query.Dimension;
import stet.traces.query.Filter;
import stet.traces.query.Page;
import stet.traces.query.Ranking;
import stet.traces.query.Rollup;
import stet.traces.query.Rollup.Rollups;
import stet.traces.query.TraceRow;

/** {@code /api/v1/projects/{project}/sessions} and {@code …/end-users}: traces rolled up by whom they were for. */
record RollupRoutes(TraceStore store, Callers callers) {
    private static final String SESSIONS = "/api/v1/projects/{project}/sessions";
    private static final String END_USERS = "/api/v1/projects/{project}/end-users";
    private static final int FURTHEST = 1_000_000;

    /** Traces of one session in the order they happened. */
    record SessionTraces(List<TraceRow> items) {}

    void declare(Api api) {
        ranked(api.get(SESSIONS, "Sessions, and what the matching traces of each add up to"))
                .answers(200, Rollups.class)
                .by(call -> Answer.ok(list(call, Rollup.Of.SESSIONS)));
        api.get(SESSIONS + "/{session}", "What all traces of one session add up to")
                .tag("traces")
                .answers(200, Rollup.class)
                .by(call -> Answer.ok(one(call, Rollup.Of.SESSIONS, Dimension.SESSION, "session")));
        api.get(SESSIONS + "/{session}/traces", "The traces of one session in the order they happened")
                .tag("traces")
                .query("offset", Integer.class, "how many to pass over, from the first on; 0 unless said")
                .query("limit", Integer.class, "how many, 1 to 500; 100 unless said")
                .answers(200, SessionTraces.class)
                .by(call -> Answer.ok(new SessionTraces(store.sessionTraces(
                        project(call),
                        call.path("session"),
                        call.queryInt("offset", 0, 0, FURTHEST),
                        call.queryInt("limit", 100, 1, Page.MAX)))));
        ranked(api.get(END_USERS, "The application's own users, and what the matching traces of each add up to"))
                .answers(200, Rollups.class)
                .by(call -> Answer.ok(list(call, Rollup.Of.END_USERS)));
        api.get(END_USERS + "/{user}", "What all traces of one end user add up to")
                .tag("traces")
                .answers(200, Rollup.class)
                .by(call -> Answer.ok(one(call, Rollup.Of.END_USERS, Dimension.USER, "user")));
    }

    private Rollups list(Call call, Rollup.Of of) {
        var project = project(call);
        var ranking = Rankings.of(call, Rollup.Key.LAST_SEEN, Rollup.Key::of, Rollup.Key.words());
        return store.rollups(project, of, TraceRoutes.filter(call), ranking);
    }

    private Rollup one(Call call, Rollup.Of of, Dimension dimension, String name) {
        var project = project(call);
        String id = call.path(name);
        var first = new Ranking<>(Rollup.Key.LAST_SEEN, true, 1, null);
        return store.rollups(project, of, Filter.Is.of(dimension, id), first).items().stream()
                .findFirst()
                .orElseThrow(() -> new Problem.NotFound(name, id));
    }

    private UUID project(Call call) {
        return callers.of(call)
                .may(Permission.READ_TRACES, call.path("project"))
                .projectId();
    }

    private static Operation ranked(Operation operation) {
        return Rankings.declared(TraceRoutes.filtered(operation), "-lastSeenAt", Rollup.Key.words());
    }
}
