package stet.costs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.costs.Recost.State;
import stet.platform.Notices;
import stet.platform.Notices.Topic;
import stet.platform.Threads;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.traces.PricedCall.Recosted;
import stet.traces.TraceStore;
import stet.traces.query.Filter;
import stet.traces.query.FilterText;
import stet.traces.query.TimeRange;

/**
 * Works at recosts one after the other, a slice of calls at a time, behind everything else. What a process leaves when it stops
 * is taken up again by the next; doing a slice twice changes nothing.
 */
final class RecostRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecostRunner.class);
    private static final int CALLS_AT_ONCE = 2_000;
    private static final int ATTEMPTS = 5;
    private static final long RETRY_MILLIS = 2_000;
    private static final int LOOK_SECONDS = 2;

    /** How long a recost stays untouched until another process takes it. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private final Transactions<RecostQueueStore> queue;
    private final Scope installation;
    private final TraceStore store;
    private final Function<Recost, Repricing> pricing;
    private final Notices notices;
    private final InstantSource clock;
    private final ExecutorService background = Threads.background("recost");
    private final ScheduledExecutorService timer = Threads.timer("recosts");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicBoolean looking = new AtomicBoolean();

    RecostRunner(
            Transactions<RecostQueueStore> queue,
            Scope installation,
            TraceStore store,
            Function<Recost, Repricing> pricing,
            Notices notices,
            InstantSource clock) {
        this.queue = queue;
        this.installation = installation;
        this.store = store;
        this.pricing = pricing;
        this.notices = notices;
        this.clock = clock;
        var _ = timer.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Looks for something to do, unless it is at work. */
    void look() {
        if (stopping.getCount() > 0 && looking.compareAndSet(false, true)) {
            background.execute(() -> {
                try {
                    work();
                } catch (RuntimeException e) {
                    LOG.warn("costs could not be computed anew; it is tried again", e);
                } finally {
                    looking.set(false);
                }
            });
        }
    }

    private void work() {
        while (stopping.getCount() > 0) {
            var now = now();
            var job = queue.write(installation, it -> it.take(now.minus(ABANDONED), now));
            if (job.isEmpty()) {
                return;
            }
            work(job.get());
        }
    }

    private void work(RecostQueueStore.Job job) {
        var project = job.project();
        var recost = job.recost();
        var touched = job.touched();
        var tally = new Tally(recost.report());
        try {
            var repricing = pricing.apply(recost);
            var where = recost.asked().where();
            var filter = where == null ? Filter.EVERYTHING : FilterText.parse("where", where);
            while (recost.upTo().isBefore(recost.asked().to())) {
                if (stopping.getCount() == 0) {
                    leave(recost.id(), touched);
                    return;
                }
                recost = slice(project, recost, filter, repricing, tally);
                var reached = recost;
                var before = touched;
                var now = now();
                if (!queue.<Boolean>write(installation, it -> it.reached(reached, before, now))) {
                    return;
                }
                touched = now;
                notices.changed(project, Topic.JOBS);
            }
            end(project, recost.ended(State.DONE, null, now()), touched);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            leave(recost.id(), touched);
        } catch (RuntimeException e) {
            LOG.warn("costs of project {} could not be computed anew", project, e);
            end(project, recost.ended(State.FAILED, String.valueOf(e.getMessage()), now()), touched);
        }
    }

    private Recost slice(UUID project, Recost recost, Filter filter, Repricing repricing, Tally tally)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                var range = new TimeRange(recost.upTo(), recost.asked().to());
                var found = store.pricedCalls(project, filter, range, CALLS_AT_ONCE);
                var changes = new ArrayList<Recosted>();
                for (var call : found.calls()) {
                    var after = repricing.of(call);
                    if (Tally.changes(call.cost(), after)) {
                        changes.add(new Recosted(call.traceId(), call.spanId(), call.startedAt(), call.cost(), after));
                    }
                }
                if (!recost.asked().dryRun() && !changes.isEmpty()) {
                    store.recost(project, changes);
                }
                found.calls().forEach(call -> tally.add(call, repricing.of(call)));
                return recost.after(found.calls().size(), found.upTo(), tally.report());
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || stopping.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw e;
                }
            }
        }
    }

    private void end(UUID project, Recost recost, Instant touched) {
        queue.change(installation, it -> it.end(recost, touched));
        notices.changed(project, Topic.JOBS);
        if (!recost.asked().dryRun()) {
            notices.changed(project, Topic.TRACES);
        }
    }

    private void leave(UUID id, Instant touched) {
        queue.change(installation, it -> it.leave(id, touched));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Finishes the slice at hand. */
    @Override
    public void close() {
        stopping.countDown();
        timer.shutdownNow();
        background.shutdown();
        try {
            if (!background.awaitTermination(30, TimeUnit.SECONDS)) {
                LOG.warn("computing costs anew did not stop within 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
