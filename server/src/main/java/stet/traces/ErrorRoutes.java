package stet.traces;

import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.traces.query.ErrorGroup;
import stet.traces.query.ErrorGroup.ErrorGroups;

/** {@code /api/v1/projects/{project}/errors}: spans that failed, grouped by kind and message shape. */
record ErrorRoutes(TraceStore store, Callers callers) {
    void declare(Api api) {
        var operation = api.get(
                "/api/v1/projects/{project}/errors",
                "Spans that failed, grouped by kind and message; the filters are about these spans");
        Rankings.declared(TraceRoutes.filtered(operation), "-count", ErrorGroup.Key.words())
                .answers(200, ErrorGroups.class)
                .by(this::list);
    }

    private Answer list(Call call) {
        var project = callers.of(call)
                .may(Permission.READ_TRACES, call.path("project"))
                .projectId();
        var ranking = Rankings.of(call, ErrorGroup.Key.COUNT, ErrorGroup.Key::of, ErrorGroup.Key.words());
        return Answer.ok(store.errors(project, TraceRoutes.filter(call), ranking));
    }
}
