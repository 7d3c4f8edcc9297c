package stet.traces;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import stet.traces.Upkeep.Removed;

/**
 * Takes much out of a store in slices of about a tenth of a second, and leaves as much time between two as the first took.
 */
public final class Slices {
    private static final int FIRST = 2_000;

    /** A slice takes some time however little it takes out. */
    private static final int LEAST = 1_000;

    private static final int MOST = 50_000;
    private static final Duration AIM = Duration.ofMillis(80);
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final CountDownLatch stopping;
    private int most = FIRST;
    private Duration longest = Duration.ZERO;

    /**
     * @param stopping ends it between two slices
     */
    public Slices(CountDownLatch stopping) {
        this.stopping = stopping;
    }

    /** Runs slices, each told how much it may take, until one finds nothing. */
    public Removed all(IntFunction<Removed> slice) throws InterruptedException {
        var all = Removed.NOTHING;
        for (var removed = next(slice); !removed.isNothing(); removed = next(slice)) {
            all = all.plus(removed);
        }
        return all;
    }

    /** Runs one slice. */
    public <T> T one(IntFunction<T> slice) throws InterruptedException {
        long began = System.nanoTime();
        var result = slice.apply(most);
        var took = Duration.ofNanos(System.nanoTime() - began);
        longest = took.compareTo(longest) > 0 ? took : longest;
        if (took.compareTo(AIM) > 0) {
            most = Math.max(LEAST, most / 2);
        } else if (took.compareTo(AIM.dividedBy(3)) < 0) {
            most = Math.min(MOST, most * 2);
        }
        var _ = stopping.await(Math.min(LONGEST_PAUSE_MILLIS, took.toMillis()), TimeUnit.MILLISECONDS);
        return result;
    }

    public boolean stopped() {
        return stopping.getCount() == 0;
    }

    /** How long the longest slice took. */
    public Duration longest() {
        return longest;
    }

    private Removed next(IntFunction<Removed> slice) throws InterruptedException {
        return stopped() ? Removed.NOTHING : one(slice);
    }
}
