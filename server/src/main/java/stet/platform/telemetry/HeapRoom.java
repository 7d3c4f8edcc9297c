package stet.platform.telemetry;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** Whether the heap is nearly full of what is in use: what only looks full is collected before it is said to be. */
public final class HeapRoom {
    /** A collection that frees nothing is not worth more than this. */
    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final int percent;
    private final long most;
    private final LongSupplier used;
    private final Runnable collection;
    private final LongSupplier nanos;
    private final ReentrantLock collecting = new ReentrantLock();
    private long collectedAt;
    private boolean collected;

    HeapRoom(int percent, long most, LongSupplier used, Runnable collection, LongSupplier nanos) {
        this.percent = percent;
        this.most = most;
        this.used = used;
        this.collection = collection;
        this.nanos = nanos;
    }

    /** @param percent of the heap that may be in use; with 100 it is never full */
    public static HeapRoom ofThisProcess(int percent) {
        var runtime = Runtime.getRuntime();
        return new HeapRoom(
                percent,
                runtime.maxMemory(),
                () -> runtime.totalMemory() - runtime.freeMemory(),
                System::gc,
                System::nanoTime);
    }

    public boolean isFull() {
        if (!isOver()) {
            return false;
        }
        if (collecting.tryLock()) {
            try {
                if (!collected || nanos.getAsLong() - collectedAt >= BETWEEN.toNanos()) {
                    collection.run();
                    collected = true;
                    collectedAt = nanos.getAsLong();
                }
            } finally {
                collecting.unlock();
            }
        }
        return isOver();
    }

    private boolean isOver() {
        return percent < 100 && used.getAsLong() > most / 100 * percent;
    }
}
