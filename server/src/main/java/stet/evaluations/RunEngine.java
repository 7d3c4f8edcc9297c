package stet.evaluations;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.Caller;
import stet.access.Permission;
import stet.evaluators.Definition;
import stet.gateway.OwnCalls;
import stet.platform.Threads;
import stet.platform.db.Leases;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.prompts.Prompts;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Registry;
import stet.releases.PinnedRelease;
import stet.releases.ReleaseStep;

/** Carries runs on until they are over: those that are started here, and those that another server, or this one before, has left. */
final class RunEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunEngine.class);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final long LOOK_SECONDS = 30;
    private static final long CLOSE_SECONDS = 10;

    private final Needs needs;
    private final ExecutorService workers = Threads.virtual("runs");
    private final ScheduledExecutorService timer = Threads.timer("runs");
    private final ExecutorService held = Threads.virtual("runs-held");
    private final Map<UUID, AtomicBoolean> going = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /** @param server whom left runs are carried on as */
    record Needs(
            Transactions<RunStore> data,
            Caller server,
            Definition definition,
            Registry registry,
            Prompts prompts,
            OwnCalls calls,
            Leases leases,
            InstantSource clock) {}

    RunEngine(Needs needs) {
        this.needs = needs;
    }

    /** Takes up what was left, now and whenever another server leaves something. */
    void begin() {
        var _ = timer.scheduleWithFixedDelay(this::takeUp, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void takeUp() {
        try {
            for (var project : needs.server.projects()) {
                var scope = needs.server.may(Permission.CALL_MODELS, project.name());
                needs.data.read(scope, RunStore::running).forEach(it -> start(it, project.name()));
            }
        } catch (RuntimeException e) {
            LOG.warn("runs that were left cannot be looked for now: {}", e.getMessage());
        }
    }

    void start(Run run, String project) {
        going.computeIfAbsent(run.id(), _ -> {
            var calledOff = new AtomicBoolean();
            held.execute(() -> hold(run, project, calledOff));
            return calledOff;
        });
    }

    /** Calls off what is being asked; what is done stays. */
    void cancel(UUID run) {
        var calledOff = going.get(run);
        if (calledOff != null) {
            calledOff.set(true);
        }
    }

    private void hold(Run run, String project, AtomicBoolean calledOff) {
        var scope = needs.server.may(Permission.CALL_MODELS, project);
        try (var lease = needs.leases.take("run " + run.id(), LEASE).orElse(null)) {
            if (lease == null) {
                return;
            }
            var items = new RunItems(
                    needs.data, scope, run, new RunItems.Holding(lease::renew, () -> closing || calledOff.get()));
            String stopped = carryOn(run, project, scope, items);
            end(scope, run, stopped == null ? Run.State.FINISHED : Run.State.STOPPED, stopped);
        } catch (InterruptedException e) {
            LOG.debug("run {} waits to be carried on", run.id());
        } catch (Problem problem) {
            end(scope, run, Run.State.STOPPED, problem.detail());
        } catch (RuntimeException e) {
            LOG.error("run {} broke off", run.id(), e);
            end(scope, run, Run.State.STOPPED, "the server failed: " + e.getMessage());
        } finally {
            going.remove(run.id());
            if (calledOff.get() && !closing) {
                startAgain(run, project, scope);
            }
        }
    }

    /** It may have been resumed before it had stopped. */
    private void startAgain(Run run, String project, Scope.InProject scope) {
        needs.data
                .<Optional<Run>>read(scope, store -> store.find(run.id()))
                .filter(it -> it.state() == Run.State.RUNNING)
                .ifPresent(it -> start(it, project));
    }

    private void end(Scope.InProject scope, Run run, Run.State state, @Nullable String stopped) {
        var now = needs.clock.instant().truncatedTo(ChronoUnit.MICROS);
        needs.data.<Boolean>write(scope, store -> store.become(run.id(), state, stopped, now, Run.State.RUNNING));
    }

    /** Why it ended early; null when everything is done. */
    private @Nullable String carryOn(Run run, String project, Scope.InProject scope, RunItems items)
            throws InterruptedException {
        var suite = Suite.read(run.content(), needs.definition);
        var judging = Judging.by(run.pins().evaluators(), needs.definition);
        var asking = asking(run, suite, project, scope);
        Consumer<RunStore.Pending> one = pending -> {
            try {
                var came = RunItems.patiently(asking, pending, suite.retries());
                items.done(
                        pending,
                        came,
                        came.error() == null ? judging.judge(pending.of().item(), came) : List.of());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        return items.each(one, workers, suite.concurrency(), suite.budgetUsd());
    }

    private Asking asking(Run run, Suite suite, String project, Scope.InProject scope) {
        var pinned = new Reference.Number(Optional.ofNullable(run.pins().targetVersion())
                .orElseThrow(() -> new Problem.Conflict("the run waits for outputs")));
        var requests = switch (suite.target().orElseThrow()) {
            case Target.OfPrompt prompt ->
                new PromptRequests(
                        needs.prompts.prepared(needs.server, project, prompt.name(), pinned), prompt.model());
            case Target.OfRelease release -> {
                var version = needs.registry.version(needs.server, project, Kind.APP, release.app(), pinned);
                var found = PinnedRelease.of(
                        version, (kind, name, reference) -> needs.registry.find(scope, kind, name, reference));
                yield new ReleaseRequests(ReleaseStep.of(found, found.step(release.step())));
            }
            case Target.Supplied _ -> throw new Problem.Conflict("the run waits for outputs");
        };
        return new ModelAsking(needs.calls, requests, new ModelAsking.Of(scope.projectId(), run.id(), run.createdBy()));
    }

    /** Nothing that is being kept is interrupted: a result that is lost would be paid for again. */
    @Override
    public void close() {
        closing = true;
        timer.shutdownNow();
        held.shutdown();
        try {
            if (!held.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("runs did not stop within {} seconds", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.shutdownNow();
    }
}
