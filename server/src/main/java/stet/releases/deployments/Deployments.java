package stet.releases.deployments;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.registry.Gates;
import stet.registry.Version;
import stet.registry.VersionGate;

/** Gives environments of apps their releases, and takes them back. */
public final class Deployments {
    static final int MOST_LISTED = 500;
    static final int LONGEST_REASON = 1_000;

    private final Transactions<DeploymentStore> data;
    private final Apps apps;
    private final Gates gates;
    private final InstantSource clock;

    /** Where the releases of apps are found. */
    public interface Apps {
        /** A release, for somebody who may see it; a {@link Problem} when there is none. */
        Version release(Scope.InProject scope, String app, String reference);

        /** The id of an app; a {@link Problem} when there is none. */
        UUID id(Scope.InProject scope, String app);
    }

    /**
     * What an environment is to have.
     *
     * @param release its number, or another reference to it
     * @param expected the release that it has as far as the caller knows; 0 for none; absent: whatever it has
     * @param breakGlass whether to go on although nothing is to be deployed, or gates object
     */
    public record Wanted(
            String release,
            @Nullable Integer expected,
            @Nullable String reason,
            boolean breakGlass) {}

    /**
     * Where an environment of an app stands.
     *
     * @param live its newest deployment; absent when there was none
     * @param freeze what keeps others from being made
     * @param gates what a release must meet before it is deployed there
     */
    public record Standing(
            Environment environment,
            @Nullable Deployment live,
            @Nullable Freeze freeze,
            List<String> gates) {}

    Deployments(Transactions<DeploymentStore> data, Apps apps, Gates gates, InstantSource clock) {
        this.data = data;
        this.apps = apps;
        this.gates = gates;
        this.clock = clock;
    }

    public DeployOutcome deploy(Caller caller, String project, String app, String environment, Wanted wanted) {
        var scope = caller.may(Permission.DEPLOY, project);
        String reason = reason(wanted.reason());
        if (wanted.breakGlass()) {
            caller.may(Permission.BREAK_GLASS, project);
            if (reason == null) {
                throw Problem.Invalid.field(
                        "reason", "is missing: say why it cannot wait; it is kept with the deployment");
            }
        }
        var release = apps.release(scope, app, wanted.release());
        var asked = gates(scope, release, environment);
        var unmet = unmet(scope, release, environment, asked, !wanted.breakGlass());
        var now = now();
        return data.write(scope, store -> {
            Environments.named(store.environments(), environment);
            var current = store.current(release.artifactId(), environment);
            var stale = stale(current, wanted.expected());
            if (stale != null) {
                return stale;
            }
            if (current.isPresent() && current.get().deployment().release() == release.number()) {
                return new DeployOutcome.Unchanged(release.number());
            }
            var freeze = store.freezes().against(app, environment, now);
            if (freeze.isPresent() && !wanted.breakGlass()) {
                return new DeployOutcome.Frozen(freeze.get());
            }
            var objections = new ArrayList<>(unmet);
            if (!asked.containsAll(gates(store, release.artifactId(), environment))) {
                objections.add("its gates were changed just now: try again");
            }
            if (!objections.isEmpty() && !wanted.breakGlass()) {
                return new DeployOutcome.Held(objections);
            }
            var back = current.map(it -> it.deployment().number()).orElse(null);
            return add(
                    store,
                    release.artifactId(),
                    current,
                    back,
                    new Change(
                            app,
                            environment,
                            Deployment.Kind.DEPLOY,
                            release.number(),
                            release.digest(),
                            reason,
                            freeze.isPresent(),
                            objections),
                    now,
                    caller.name());
        });
    }

    /** What an environment of an app asks of a release. */
    public DeployGates gates(Caller caller, String project, String app, String environment) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        UUID appId = apps.id(scope, app);
        var available = gates.names(scope);
        return data.read(scope, store -> {
            Environments.named(store.environments(), environment);
            return store.gates()
                    .find(appId, environment)
                    .map(it -> new DeployGates(app, environment, it.gates(), available, it.at(), it.by()))
                    .orElseGet(() -> new DeployGates(app, environment, List.of(), available, null, null));
        });
    }

    /** From now on a release needs these before it is deployed there; a rollback never does. */
    DeployGates require(Caller caller, String project, String app, String environment, List<String> named) {
        var scope = caller.may(Permission.PROTECT_LABELS, project);
        UUID appId = apps.id(scope, app);
        var asked = new DeployGateStore.Asked(gates.checked(scope, named), now(), caller.name());
        data.change(scope, store -> {
            Environments.named(store.environments(), environment);
            store.gates().put(appId, app, environment, asked);
        });
        return gates(caller, project, app, environment);
    }

    private List<String> gates(Scope.InProject scope, Version release, String environment) {
        return data.read(scope, store -> gates(store, release.artifactId(), environment));
    }

    private static List<String> gates(DeploymentStore store, UUID app, String environment) {
        return store.gates()
                .find(app, environment)
                .map(DeployGateStore.Asked::gates)
                .orElse(List.of());
    }

    private List<String> unmet(
            Scope.InProject scope, Version release, String environment, List<String> asked, boolean tried) {
        if (asked.isEmpty()) {
            return List.of();
        }
        var live = data.<Optional<DeploymentStore.Entry>>read(
                        scope, store -> store.current(release.artifactId(), environment))
                .map(it -> it.deployment().release())
                .map(it -> apps.release(scope, release.name(), it.toString()))
                .orElse(null);
        return live != null && live.number() == release.number()
                ? List.of()
                : gates.unmet(scope, asked, new VersionGate.Candidate(release, live, tried));
    }

    /**
     * Goes back to a release that the environment had: the one before the present one, or a chosen one. A freeze does not keep anyone
     * from it.
     *
     * @param to the release; absent: the previous one
     * @param expected as with {@link Wanted}
     */
    public DeployOutcome rollback(
            Caller caller,
            String project,
            String app,
            String environment,
            @Nullable Integer to,
            @Nullable Integer expected,
            @Nullable String why) {
        var scope = caller.may(Permission.DEPLOY, project);
        String reason = reason(why);
        UUID appId = apps.id(scope, app);
        var now = now();
        return data.write(scope, store -> {
            Environments.named(store.environments(), environment);
            var current = store.current(appId, environment);
            var stale = stale(current, expected);
            if (stale != null) {
                return stale;
            }
            if (current.isPresent() && to != null && current.get().deployment().release() == to) {
                return new DeployOutcome.Unchanged(to);
            }
            var target = target(store, appId, app, environment, current, to);
            var release = target.deployment();
            return add(
                    store,
                    appId,
                    current,
                    target.goesBackTo(),
                    new Change(
                            app,
                            environment,
                            Deployment.Kind.ROLLBACK,
                            release.release(),
                            release.digest(),
                            reason,
                            false,
                            List.of()),
                    now,
                    caller.name());
        });
    }

    /** Where every environment of an app stands. */
    public List<Standing> standing(Caller caller, String project, String app) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        UUID appId = apps.id(scope, app);
        var now = clock.instant();
        return data.read(
                scope,
                store -> Environments.all(store.environments()).stream()
                        .map(it -> new Standing(
                                it,
                                store.current(appId, it.name())
                                        .map(DeploymentStore.Entry::deployment)
                                        .orElse(null),
                                store.freezes().against(app, it.name(), now).orElse(null),
                                gates(store, appId, it.name())))
                        .toList());
    }

    /**
     * The deploy log, newest first.
     *
     * @param before the number behind which to begin
     */
    public List<Deployment> log(Caller caller, String project, String app, String environment, int before, int limit) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        UUID appId = apps.id(scope, app);
        return data.read(scope, store -> {
            Environments.named(store.environments(), environment);
            return store.log(appId, environment, before, limit);
        });
    }

    /** What was deployed in a time, newest first; of an app or environment, or of all where those are empty. */
    public List<Deployment> between(
            Scope.InProject scope, Instant from, Instant to, String app, String environment, int limit) {
        return data.read(scope, store -> store.between(from, to, app, environment, limit));
    }

    /** What every environment of every app of a project has. */
    public List<LiveDeployment> live(Scope.InProject scope) {
        return data.read(
                scope,
                store -> store.currents().stream()
                        .map(it -> new LiveDeployment(it.appId(), it.deployment()))
                        .toList());
    }

    private record Change(
            String app,
            String environment,
            Deployment.Kind kind,
            int release,
            String digest,
            @Nullable String reason,
            boolean brokeFreeze,
            List<String> overrode) {}

    private static DeployOutcome add(
            DeploymentStore store,
            UUID appId,
            Optional<DeploymentStore.Entry> current,
            @Nullable Integer back,
            Change change,
            Instant now,
            String actor) {
        int number = current.map(it -> it.deployment().number()).orElse(0) + 1;
        Integer previous = back == null
                ? null
                : store.entry(appId, change.environment(), back)
                        .map(it -> it.deployment().release())
                        .orElse(null);
        var made = new Deployment(
                Ids.next(),
                change.app(),
                change.environment(),
                number,
                change.kind(),
                change.release(),
                change.digest(),
                current.map(it -> it.deployment().release()).orElse(null),
                previous,
                change.reason(),
                change.brokeFreeze(),
                change.overrode(),
                now,
                actor);
        store.add(new DeploymentStore.Entry(appId, made, back));
        return new DeployOutcome.Deployed(made);
    }

    private static DeploymentStore.Entry target(
            DeploymentStore store,
            UUID appId,
            String app,
            String environment,
            Optional<DeploymentStore.Entry> current,
            @Nullable Integer to) {
        if (current.isEmpty()) {
            throw new Problem.Conflict(
                    "'" + app + "' was never deployed to '" + environment + "': there is nothing to go back to");
        }
        if (to != null) {
            return store.lastOf(appId, environment, to)
                    .orElseThrow(() -> new Problem.Conflict("release " + to + " of '" + app + "' was never in '"
                            + environment + "': deploy it instead of rolling back to it"));
        }
        Integer back = current.get().goesBackTo();
        return Optional.ofNullable(back)
                .flatMap(it -> store.entry(appId, environment, it))
                .orElseThrow(() -> new Problem.Conflict("release "
                        + current.get().deployment().release() + " is the first that '" + environment
                        + "' of '" + app + "' had: there is none before it"));
    }

    private static DeployOutcome.@Nullable Stale stale(
            Optional<DeploymentStore.Entry> current, @Nullable Integer expected) {
        var live = current.map(DeploymentStore.Entry::deployment);
        int actual = live.map(Deployment::release).orElse(0);
        return expected == null || expected == actual
                ? null
                : new DeployOutcome.Stale(
                        expected,
                        actual,
                        live.map(Deployment::actor).orElse(null),
                        live.map(Deployment::at).orElse(null));
    }

    private static @Nullable String reason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            return null;
        }
        if (reason.length() > LONGEST_REASON) {
            throw Problem.Invalid.field("reason", "has more than " + LONGEST_REASON + " characters");
        }
        return reason.strip();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
