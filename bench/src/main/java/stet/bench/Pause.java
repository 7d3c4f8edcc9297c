package stet.bench;

import java.util.function.BooleanSupplier;

/** Waiting, which a measurement does on purpose. */
final class Pause {
    private static final double QUIET_SHARE = 0.06;

    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }

    static void forThread(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }

    /** Asks every 20 ms, at most {@code patienceMillis}. */
    static boolean until(BooleanSupplier condition, long patienceMillis) {
        long end = System.nanoTime() + patienceMillis * 1_000_000;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            millis(20);
        }
        return true;
    }

    /** Waits until a process has done what it put off, which is when it used next to no processor for half a second. */
    static boolean untilQuiet(ServerProcess process, long patienceMillis) {
        long end = System.nanoTime() + patienceMillis * 1_000_000;
        double before = process.use().cpuSeconds();
        while (System.nanoTime() < end) {
            millis(500);
            double after = process.use().cpuSeconds();
            if (after - before <= 0.5 * QUIET_SHARE) {
                return true;
            }
            before = after;
        }
        return false;
    }
}
