package stet.client.live;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Writes documents down, behind those who ask for them: of each the newest, and none twice. */
final class Keeper implements AutoCloseable {
    private static final Duration CONFIRM_EVERY = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(Keeper.class.getName());

    private final Copies copies;
    private final ExecutorService writer;
    private final Map<String, Held> waiting = new LinkedHashMap<>();
    private final Map<String, Instant> writtenDown = new HashMap<>();
    private boolean failing;

    Keeper(Copies copies) {
        this.copies = copies;
        var executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            var thread = new Thread(work, "stet-copies");
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
        this.writer = executor;
    }

    void changed(String query, Held held) {
        boolean first;
        synchronized (waiting) {
            first = waiting.put(query, held) == null;
        }
        if (first && !writer.isShutdown()) {
            writer.execute(() -> write(query));
        }
    }

    void confirmed(String query, Held held) {
        synchronized (waiting) {
            var last = writtenDown.get(query);
            if (last == null || Duration.between(last, held.confirmed()).compareTo(CONFIRM_EVERY) < 0) {
                return;
            }
            writtenDown.put(query, held.confirmed());
        }
        if (!writer.isShutdown()) {
            writer.execute(() -> attempt(() -> copies.confirm(query, held.confirmed())));
        }
    }

    private void write(String query) {
        Held held;
        synchronized (waiting) {
            held = waiting.remove(query);
        }
        if (held != null) {
            var newest = held;
            attempt(() -> {
                copies.write(query, newest);
                synchronized (waiting) {
                    writtenDown.put(query, newest.confirmed());
                }
            });
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A disk that takes nothing is no reason to fail: it is said once. */
    private void attempt(Work work) {
        try {
            work.run();
            failing = false;
        } catch (IOException | RuntimeException e) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "copies of what is live cannot be written down: " + e);
            }
            failing = true;
        }
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(2, TimeUnit.SECONDS)) {
                writer.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
