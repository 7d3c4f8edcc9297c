package stet.evaluations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;

/** The items of a run while it goes on: hands them out, so many at once, and keeps what comes of them soon after. */
final class RunItems {
    private static final int PORTION = 500;
    private static final long KEEP_MILLIS = 250;
    private static final long FIRST_WAIT_MILLIS = 250;
    private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Transactions<RunStore> data;
    private final Scope.InProject scope;
    private final Run run;
    private final Holding holding;
    private final BlockingQueue<RunStore.Placed> done = new LinkedBlockingQueue<>();
    private long renewedNanos = System.nanoTime();
    private final DoubleAdder spentUsd = new DoubleAdder();

    /**
     * Whether to go on.
     *
     * @param renewal says whether the run is still this server's
     * @param calledOff says whether it is to stop
     */
    record Holding(BooleanSupplier renewal, BooleanSupplier calledOff) {}

    RunItems(Transactions<RunStore> data, Scope.InProject scope, Run run, Holding holding) {
        this.data = data;
        this.scope = scope;
        this.run = run;
        this.holding = holding;
    }

    /** Asks, and asks again where that may help, after waits that double. */
    static Asking.Came patiently(Asking asking, RunStore.Pending pending, int retries) throws InterruptedException {
        long wait = FIRST_WAIT_MILLIS;
        for (int attempt = 0; ; attempt++) {
            var came = asking.ask(pending.of().item(), pending.repetition());
            if (!came.again() || attempt == retries) {
                return came;
            }
            Thread.sleep(wait + ThreadLocalRandom.current().nextLong(wait));
            wait *= 2;
        }
    }

    /** To be kept with the next portion. */
    void done(RunStore.Pending pending, Asking.Came came, List<ItemScore> scores) {
        var placed = pending.of().came(pending.repetition(), came, scores);
        var cost = placed.item().totalCostUsd();
        spentUsd.add(cost == null ? 0 : cost);
        done.add(placed);
    }

    /** Works on every item that is pending; why it ended early, or null. */
    @Nullable
    String each(Consumer<RunStore.Pending> work, ExecutorService workers, int atOnce, Optional<Double> budgetUsd)
            throws InterruptedException {
        spentUsd.add(
                data.<RunCounts>read(scope, store -> store.counts(run.id())).costUsd());
        var room = new Semaphore(atOnce);
        var begun = new ArrayList<Future<?>>();
        try {
            int position = 0;
            int repetition = 0;
            while (true) {
                int afterPosition = position;
                int afterRepetition = repetition;
                var portion = data.<List<RunStore.Pending>>read(
                        scope, store -> store.pending(run.id(), afterPosition, afterRepetition, PORTION));
                for (var pending : portion) {
                    while (!room.tryAcquire(KEEP_MILLIS, TimeUnit.MILLISECONDS)) {
                        goOn();
                        keep();
                    }
                    goOn();
                    keepIfMany();
                    if (budgetUsd.isPresent() && spentUsd.sum() >= budgetUsd.get()) {
                        room.release();
                        wait(room, atOnce);
                        return "it has cost $" + spentUsd.sum() + " of the $" + budgetUsd.get() + " it may";
                    }
                    begun.removeIf(Future::isDone);
                    begun.add(workers.submit(() -> {
                        try {
                            work.accept(pending);
                        } finally {
                            room.release();
                        }
                    }));
                    position = pending.of().position();
                    repetition = pending.repetition();
                }
                if (portion.size() < PORTION) {
                    wait(room, atOnce);
                    return null;
                }
            }
        } finally {
            begun.forEach(it -> it.cancel(true));
            keep();
        }
    }

    private void wait(Semaphore room, int atOnce) throws InterruptedException {
        while (!room.tryAcquire(atOnce, KEEP_MILLIS, TimeUnit.MILLISECONDS)) {
            goOn();
            keep();
        }
        keep();
    }

    private void keepIfMany() {
        if (done.size() >= PORTION) {
            keep();
        }
    }

    /** @throws InterruptedException when the run is called off, or another server's now */
    private void goOn() throws InterruptedException {
        if (holding.calledOff.getAsBoolean()) {
            throw new InterruptedException("the run is called off");
        }
        if (System.nanoTime() - renewedNanos > RENEW_NANOS) {
            renewedNanos = System.nanoTime();
            if (!holding.renewal.getAsBoolean()) {
                throw new InterruptedException("the run is another server's");
            }
        }
    }

    private void keep() {
        var results = new ArrayList<RunStore.Placed>();
        done.drainTo(results);
        if (results.isEmpty()) {
            return;
        }
        data.change(scope, store -> store.write(run.id(), results));
    }
}
