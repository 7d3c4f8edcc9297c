package stet.traces.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.Callers;
import stet.access.Permission;
import stet.access.Project;
import stet.platform.Threads;
import stet.platform.db.Transactions;
import stet.traces.Slices;
import stet.traces.TraceStore;
import stet.traces.Upkeep.Removed;
import stet.traces.Upkeep.Sampled;
import stet.traces.Upkeep.Which;

/** Carries the policies out, every minute. Where it was is in the records, so a restart loses nothing. */
final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final long SECONDS_BETWEEN = 60;

    private final TraceStore store;
    private final Transactions<RetentionStore> data;
    private final Callers callers;
    private final RetentionMeters meters;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Patience patience;
    private final Thread thread;

    Sweeper(
            TraceStore store,
            Transactions<RetentionStore> data,
            Callers callers,
            RetentionMeters meters,
            InstantSource clock) {
        this.store = store;
        this.data = data;
        this.callers = callers;
        this.meters = meters;
        this.clock = clock;
        patience = new Patience(store, meters, clock);
        thread = Threads.start("sweeper", this::run);
    }

    private void run() {
        try {
            while (!stopping.await(SECONDS_BETWEEN, TimeUnit.SECONDS)) {
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Carries out the policies of all projects once. */
    synchronized void sweep() throws InterruptedException {
        patience.look(new Slices(stopping));
        for (var project : callers.server().projects()) {
            try {
                sweep(project);
            } catch (RuntimeException e) {
                LOG.warn("the retention of project {} was not looked at", project.name(), e);
            }
        }
    }

    private void sweep(Project project) throws InterruptedException {
        var scope = callers.server().may(Permission.KEEP_DATA, project.name());
        var policy = data.read(scope, RetentionStore::policy).policy();
        if (policy.equals(RetentionPolicy.FOR_EVER)) {
            return;
        }
        var before = data.read(scope, RetentionStore::sweep);
        var pass = new Pass(project.id(), policy, before, new Slices(stopping));
        String problem = null;
        try {
            pass.run();
        } catch (RuntimeException e) {
            LOG.warn("the retention of project {} could not be carried out and is tried again", project.name(), e);
            problem = String.valueOf(e.getMessage());
        }
        meters.removed(pass.removed);
        meters.swept(problem == null);
        var after = pass.after(problem);
        data.change(scope, it -> it.save(after));
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One project's turn. */
    private final class Pass {
        private final UUID project;
        private final RetentionPolicy policy;
        private final Sweep before;
        private final Slices slices;
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        private Removed removed = Removed.NOTHING;
        private @Nullable Instant contentBefore;
        private @Nullable Instant sampledUntil;

        Pass(UUID project, RetentionPolicy policy, Sweep before, Slices slices) {
            this.project = project;
            this.policy = policy;
            this.before = before;
            this.slices = slices;
            contentBefore = before.contentBefore();
            sampledUntil = before.sampledUntil();
        }

        void run() throws InterruptedException {
            if (policy.metadataDays() != null) {
                var limit = now.minus(Duration.ofDays(policy.metadataDays()));
                add(slices.all(most -> store.remove(project, new Which.StartedBefore(limit), most)));
                add(slices.all(most -> store.removeScores(project, limit, most)));
            }
            if (policy.contentDays() != null) {
                var limit = now.minus(Duration.ofDays(policy.contentDays()));
                add(slices.all(most -> store.removeContent(project, limit, most)));
                contentBefore = contentBefore == null || limit.isAfter(contentBefore) ? limit : contentBefore;
            }
            sample();
            if (!removed.isNothing() && !slices.stopped()) {
                store.tidy();
            }
        }

        private void sample() throws InterruptedException {
            var sampling = policy.sampling();
            if (sampling == null) {
                return;
            }
            var until = now.minus(sampling.after());
            var from = Objects.requireNonNull(policy.samplingSince());
            if (sampledUntil != null && sampledUntil.isAfter(from)) {
                from = sampledUntil;
            }
            while (from.isBefore(until) && !slices.stopped()) {
                var begin = from;
                Sampled slice = slices.one(most -> store.sample(project, sampling, begin, until, most));
                add(slice.removed());
                from = slice.reached();
                sampledUntil = from;
            }
        }

        private void add(Removed more) {
            removed = removed.plus(more);
        }

        Sweep after(@Nullable String problem) {
            boolean nothing = removed.isNothing();
            return new Sweep(
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    nothing ? before.removedAt() : now,
                    nothing ? before.removed() : removed,
                    nothing ? before.longestSliceMs() : slices.longest().toMillis(),
                    contentBefore,
                    policy.contentDays() == null ? before.contentDays() : policy.contentDays(),
                    sampledUntil,
                    problem);
        }
    }
}
