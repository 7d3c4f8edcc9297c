package stet.releases.deployments;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;

/** {@code /api/v1/projects/{project}/environments} and {@code /freezes}. */
record EnvironmentRoutes(Environments environments, Freezes freezes, Callers callers) {
    private static final String ENVIRONMENTS = "/api/v1/projects/{project}/environments";
    private static final String FREEZES = "/api/v1/projects/{project}/freezes";

    record EnvironmentList(List<Environment> items) {}

    record FreezeList(List<Freeze> items) {}

    record EnvironmentToSave(@Nullable String description) {}

    /**
     * A time in which nothing is to be deployed.
     *
     * @param app all apps unless said
     * @param environment all environments unless said
     * @param from now unless said
     */
    record NewFreeze(
            @Nullable String app,
            @Nullable String environment,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String reason) {}

    void declare(Api api) {
        api.get(ENVIRONMENTS, "The environments of a project")
                .tag("releases")
                .answers(200, EnvironmentList.class)
                .by(call -> Answer.ok(new EnvironmentList(environments.list(callers.of(call), call.path("project")))));
        api.put(ENVIRONMENTS + "/{environment}", "Add an environment, or describe one")
                .tag("releases")
                .takes(EnvironmentToSave.class)
                .answers(200, Environment.class)
                .by(this::save);
        api.delete(ENVIRONMENTS + "/{environment}", "Remove an environment that was added and never deployed to")
                .tag("releases")
                .answers(204, Void.class)
                .by(call -> {
                    environments.remove(callers.of(call), call.path("project"), call.path("environment"));
                    return Answer.none();
                });
        api.get(FREEZES, "The freezes that hold or will, soonest first")
                .tag("releases")
                .answers(200, FreezeList.class)
                .by(call -> Answer.ok(new FreezeList(freezes.list(callers.of(call), call.path("project")))));
        api.post(FREEZES, "Keep everybody from deploying for a time; rolling back stays possible")
                .tag("releases")
                .takes(NewFreeze.class)
                .answers(201, Freeze.class)
                .by(this::freeze);
        api.delete(FREEZES + "/{id}", "End a freeze")
                .tag("releases")
                .answers(204, Void.class)
                .by(call -> {
                    freezes.remove(callers.of(call), call.path("project"), id(call));
                    return Answer.none();
                });
    }

    private Answer save(Call call) {
        var caller = callers.of(call);
        String description = call.body().length == 0
                ? null
                : call.body(EnvironmentToSave.class).description();
        return Answer.ok(environments.save(caller, call.path("project"), call.path("environment"), description));
    }

    private Answer freeze(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewFreeze.class);
        var to = asked.to();
        if (to == null) {
            throw Problem.Invalid.field("to", "is missing: say when it ends, such as 2026-11-30T08:00:00Z");
        }
        String reason = asked.reason();
        if (reason == null || reason.isBlank() || reason.length() > Freezes.LONGEST_REASON) {
            throw Problem.Invalid.field("reason", "say why in 1 to " + Freezes.LONGEST_REASON + " characters");
        }
        return Answer.created(freezes.add(
                caller,
                call.path("project"),
                given(asked.app()),
                given(asked.environment()),
                asked.from(),
                to,
                reason.strip()));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static UUID id(Call call) {
        try {
            return UUID.fromString(call.path("id"));
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("freeze", call.path("id"));
        }
    }
}
