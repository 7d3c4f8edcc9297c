package stet.traces.unmapped;

import java.util.List;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;

/** {@code /api/v1/projects/{project}/unmapped}. */
record UnmappedRoutes(Unmapped unmapped, Callers callers) {
    record UnmappedList(List<UnmappedAttribute> items) {}

    void declare(Api api) {
        api.get(
                        "/api/v1/projects/{project}/unmapped",
                        "Attributes of spans that no vocabulary understands, by instrumentation, most frequent first")
                .tag("traces")
                .answers(200, UnmappedList.class)
                .by(call -> Answer.ok(new UnmappedList(unmapped.list(callers.of(call), call.path("project")))));
    }
}
