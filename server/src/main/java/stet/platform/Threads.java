package stet.platform;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The only place that makes threads. */
public final class Threads {
    private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

    private Threads() {}

    /** An executor that runs each task on a virtual thread of its own. */
    public static ExecutorService virtual(String name) {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
    }

    /** Starts a platform thread for work that pins or never ends; it does not keep the process alive. */
    public static Thread start(String name, Runnable work) {
        return Thread.ofPlatform()
                .name(name)
                .daemon(true)
                .uncaughtExceptionHandler((thread, e) -> LOG.error("{} ended by a bug", thread.getName(), e))
                .start(work);
    }

    /**
     * An executor with one thread that lets all others go first, and so do the threads that native code starts on it. The
     * launcher's flags make that true; under others it is an ordinary thread.
     */
    @SuppressWarnings("ThreadPriorityCheck") // a promise of less, not of an order
    public static ExecutorService background(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .name(name)
                .daemon(true)
                .priority(Thread.MIN_PRIORITY)
                .factory());
    }

    /** One daemon thread for things that happen every so often; the work itself should be short. */
    public static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon(true).factory());
    }
}
