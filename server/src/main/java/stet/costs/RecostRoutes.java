package stet.costs;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/projects/{project}/recosts}. */
record RecostRoutes(Recosts recosts, Callers callers, InstantSource clock) {
    private static final String RECOSTS = "/api/v1/projects/{project}/recosts";

    /**
     * What to compute anew.
     *
     * @param to now unless said
     * @param dryRun whether to report only; true unless said
     */
    record NewRecost(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String where,
            @Nullable Boolean includeReported,
            @Nullable Boolean dryRun) {}

    void declare(Api api) {
        api.post(
                        RECOSTS,
                        "Compute the costs of stored calls anew with the prices of now, or report what that would change")
                .tag("prices")
                .takes(NewRecost.class)
                .answers(201, Recost.class)
                .by(this::ask);
        api.get(RECOSTS, "Recosts of a project with their reports, newest first")
                .tag("prices")
                .query("limit", Integer.class, "1 to 100; 20 unless said")
                .query("cursor", String.class, "the 'nextCursor' of the page before")
                .answers(200, Recosts.RecostList.class)
                .by(call -> Answer.ok(recosts.list(
                        callers.of(call),
                        call.path("project"),
                        call.query("cursor").map(RecostRoutes::cursor),
                        call.queryInt("limit", 20, 1, 100))));
        api.get(RECOSTS + "/{id}", "One recost: how far it is, and its report so far")
                .tag("prices")
                .answers(200, Recost.class)
                .by(call -> Answer.ok(recosts.get(callers.of(call), call.path("project"), id(call))));
        api.post(RECOSTS + "/{id}/stop", "Stop a recost; what it changed stays changed")
                .tag("prices")
                .answers(200, Recost.class)
                .by(call -> Answer.ok(recosts.stop(callers.of(call), call.path("project"), id(call))));
    }

    private Answer ask(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewRecost.class);
        var from = asked.from();
        if (from == null) {
            throw Problem.Invalid.field(
                    "from", "is missing; give the time of the first call, such as 2026-11-01T00:00:00Z");
        }
        var to = asked.to() == null ? clock.instant() : asked.to();
        var where = asked.where();
        return Answer.created(recosts.ask(
                caller,
                call.path("project"),
                new Recost.RecostOf(
                        from.truncatedTo(ChronoUnit.MICROS),
                        to.truncatedTo(ChronoUnit.MICROS),
                        where == null || where.isBlank() ? null : where.strip(),
                        Boolean.TRUE.equals(asked.includeReported()),
                        !Boolean.FALSE.equals(asked.dryRun()))));
    }

    private static UUID id(Call call) {
        try {
            return UUID.fromString(call.path("id"));
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("recost", call.path("id"));
        }
    }

    private static UUID cursor(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field("cursor", "'" + text + "' is not a 'nextCursor' of this list");
        }
    }
}
