package stet.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a stet twice a second how far its store is behind its journal, and remembers the most. */
final class LagWatch {
    private final StetServer stet;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile double most;
    private @Nullable Thread thread;

    LagWatch(StetServer stet) {
        this.stet = stet;
    }

    void start() {
        thread = Thread.ofPlatform().name("lag").daemon(true).start(this::watch);
    }

    private void watch() {
        try {
            while (!done.await(500, TimeUnit.MILLISECONDS)) {
                most = Math.max(most, stet.system().lagMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watch and returns the longest lag in milliseconds. */
    double stop() {
        done.countDown();
        if (thread != null) {
            Pause.forThread(thread);
        }
        return most;
    }
}
