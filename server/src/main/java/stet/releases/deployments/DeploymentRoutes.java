package stet.releases.deployments;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;

/** {@code /api/v1/projects/{project}/apps/{app}/environments}. */
record DeploymentRoutes(Deployments deployments, Callers callers) {
    private static final String ENVIRONMENTS = "/api/v1/projects/{project}/apps/{app}/environments";
    private static final String ONE = ENVIRONMENTS + "/{environment}";

    /**
     * An environment of an app.
     *
     * @param live what it has; absent when nothing was deployed
     * @param freeze what keeps others from being deployed
     * @param gates what a release must meet before
     */
    record AppEnvironment(
            String name,
            @Nullable String description,
            @Nullable Deployment live,
            @Nullable Freeze freeze,
            List<String> gates) {}

    record AppEnvironments(List<AppEnvironment> items) {}

    record DeployLog(List<Deployment> items, @Nullable String nextCursor) {}

    /**
     * What to deploy.
     *
     * @param release its number; also {@code latest}, a label or a digest
     * @param expected the release that is live as far as the caller knows, 0 for none; another one is a conflict
     * @param breakGlass deploys in a freeze and against gates too, for who may; needs a reason
     */
    record ToDeploy(
            @Nullable String release,
            @Nullable Integer expected,
            @Nullable String reason,
            @Nullable Boolean breakGlass) {}

    /** @param to a release that was live before; the previous one unless said */
    record ToRollBack(
            @Nullable Integer to,
            @Nullable Integer expected,
            @Nullable String reason) {}

    /**
     * What came of deploying or rolling back.
     *
     * @param deployment the new entry of the log
     * @param release the one that is live; 0 for none
     * @param expected the one that the caller thought was live
     * @param unmet what its gates object to
     * @param detail what kept it from happening
     */
    record Deploying(
            @OneOf({"deployed", "unchanged", "stale", "frozen", "held"})
            String outcome,

            @Nullable Deployment deployment,
            @Nullable Integer release,
            @Nullable Integer expected,
            @Nullable Freeze freeze,
            @Nullable List<String> unmet,
            @Nullable String detail) {}

    /** @param gates all of them, such as {@code suite billing/answers}; none is an empty list */
    record GatesToPut(@Nullable List<String> gates) {}

    void declare(Api api) {
        api.get(
                        ENVIRONMENTS,
                        "The environments of an app: what is live in each, since when, and what a rollback goes to")
                .tag("releases")
                .answers(200, AppEnvironments.class)
                .by(call -> Answer.ok(new AppEnvironments(
                        deployments.standing(callers.of(call), call.path("project"), call.path("app")).stream()
                                .map(it -> new AppEnvironment(
                                        it.environment().name(),
                                        it.environment().description(),
                                        it.live(),
                                        it.freeze(),
                                        it.gates()))
                                .toList())));
        api.post(
                        ONE + "/deploy",
                        "Deploy a release; 409 when another is live than expected, 422 in a freeze or while its gates do not hold")
                .tag("releases")
                .takes(ToDeploy.class)
                .answers(200, Deploying.class)
                .answers(409, Deploying.class)
                .answers(422, Deploying.class)
                .by(this::deploy);
        api.post(
                        ONE + "/rollback",
                        "Go back to the previous release, or a chosen earlier one; a freeze does not hinder it")
                .tag("releases")
                .takes(ToRollBack.class)
                .answers(200, Deploying.class)
                .answers(409, Deploying.class)
                .by(this::rollback);
        api.get(ONE + "/gates", "What a release must meet before it is deployed there")
                .tag("releases")
                .answers(200, DeployGates.class)
                .by(call -> Answer.ok(deployments.gates(
                        callers.of(call), call.path("project"), call.path("app"), call.path("environment"))));
        api.put(ONE + "/gates", "Say what a release must meet before it is deployed there; a rollback needs nothing")
                .tag("releases")
                .takes(GatesToPut.class)
                .answers(200, DeployGates.class)
                .by(this::require);
        api.get(ONE + "/deployments", "The deploy log, newest first")
                .tag("releases")
                .query("limit", Integer.class, "at most so many, 1 to 500; 100 unless said")
                .query("cursor", String.class, "go on after the page whose nextCursor this is")
                .answers(200, DeployLog.class)
                .by(this::log);
    }

    private Answer deploy(Call call) {
        var caller = callers.of(call);
        var asked = call.body(ToDeploy.class);
        String release = asked.release();
        if (release == null || release.isBlank()) {
            throw Problem.Invalid.field("release", "is missing: say which release to deploy, such as 3");
        }
        return answer(deployments.deploy(
                caller,
                call.path("project"),
                call.path("app"),
                call.path("environment"),
                new Deployments.Wanted(
                        release.strip(), asked.expected(), asked.reason(), Boolean.TRUE.equals(asked.breakGlass()))));
    }

    private Answer rollback(Call call) {
        var caller = callers.of(call);
        var asked = call.body().length == 0 ? new ToRollBack(null, null, null) : call.body(ToRollBack.class);
        return answer(deployments.rollback(
                caller,
                call.path("project"),
                call.path("app"),
                call.path("environment"),
                asked.to(),
                asked.expected(),
                asked.reason()));
    }

    private Answer require(Call call) {
        var caller = callers.of(call);
        var asked = call.body(GatesToPut.class).gates();
        return Answer.ok(deployments.require(
                caller,
                call.path("project"),
                call.path("app"),
                call.path("environment"),
                asked == null ? List.of() : asked));
    }

    private Answer log(Call call) {
        int limit = call.queryInt("limit", 100, 1, Deployments.MOST_LISTED);
        int before = call.queryInt("cursor", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        var found = deployments.log(
                callers.of(call), call.path("project"), call.path("app"), call.path("environment"), before, limit + 1);
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return Answer.ok(
                new DeployLog(items, more ? Integer.toString(items.getLast().number()) : null));
    }

    private static Answer answer(DeployOutcome outcome) {
        return switch (outcome) {
            case DeployOutcome.Deployed(var made) ->
                Answer.ok(new Deploying("deployed", made, made.release(), null, null, null, null));
            case DeployOutcome.Unchanged(int release) ->
                Answer.ok(new Deploying("unchanged", null, release, null, null, null, null));
            case DeployOutcome.Stale stale ->
                new Answer(
                        409,
                        new Deploying("stale", null, stale.release(), stale.expected(), null, null, stale.words()),
                        Map.of());
            case DeployOutcome.Frozen(var freeze) ->
                new Answer(422, new Deploying("frozen", null, null, null, freeze, null, freeze.words()), Map.of());
            case DeployOutcome.Held(var unmet) ->
                new Answer(
                        422, new Deploying("held", null, null, null, null, unmet, String.join("; ", unmet)), Map.of());
        };
    }
}
