package stet.platform.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream of server-sent events. Anyone may add events to it; only a little waits for a reader, and one that does not keep up
 * loses the stream instead of filling the memory.
 */
public final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final byte[] BEGINNING = "retry: 3000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int LONGEST_ID = 200;

    /** So much may wait to be read; one event may be larger. */
    static final int MOST_WAITING_BYTES = 256 * 1024;

    /**
     * How long things take.
     *
     * @param heartbeat the longest silence, so that proxies and readers know that the stream lives
     * @param check how often permission is asked for again
     * @param patience how long a reader may take nothing
     */
    record Times(Duration heartbeat, Duration check, Duration patience) {
        static final Times USUAL = new Times(Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    private final @Nullable String lastId;
    private final Times times;
    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private long waitingBytes;
    private boolean ending;
    private boolean over;

    EventStream(@Nullable String lastId, Times times, OutputStream out) {
        this.lastId = lastId == null || lastId.isEmpty() || lastId.length() > LONGEST_ID ? null : lastId;
        this.times = times;
        this.out = out;
    }

    /** The id of the last event that the reader saw before it lost the connection. */
    public Optional<String> lastId() {
        return Optional.ofNullable(lastId);
    }

    /** Adds an event without waiting. A reader that is too far behind for it loses the stream; false when there is no stream to add to. */
    public boolean offer(ServerEvent event) {
        byte[] bytes = event.bytes();
        lock.lock();
        try {
            if (ending || over) {
                return false;
            }
            if (fits(bytes)) {
                add(bytes);
                return true;
            }
        } finally {
            lock.unlock();
        }
        LOG.debug("a reader of events is too slow and loses its stream");
        drop();
        return false;
    }

    /** Adds an event, and waits while too many wait to be read. */
    public void send(ServerEvent event) throws IOException, InterruptedException {
        byte[] bytes = event.bytes();
        lock.lockInterruptibly();
        try {
            long left = times.patience.toNanos();
            while (!ending && !over && !fits(bytes) && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (ending || over) {
                throw new IOException("the stream has ended");
            }
            if (fits(bytes)) {
                add(bytes);
                return;
            }
        } finally {
            lock.unlock();
        }
        drop();
        throw new IOException("the reader took nothing for " + times.patience.toSeconds() + " s");
    }

    /** Ends the stream when what waits has been sent. */
    public void end() {
        lock.lock();
        try {
            ending = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Does something when the stream has ended, for whatever reason; at once when it has already. */
    public void onEnd(Runnable work) {
        lock.lock();
        try {
            if (!over) {
                atEnd.add(work);
                return;
            }
        } finally {
            lock.unlock();
        }
        work.run();
    }

    /** Sends what is added until the stream ends. */
    void serve(Runnable allowed, Consumer<EventStream> begin) throws IOException {
        try {
            if (out instanceof ResponseStream response) {
                response.patience(times.patience);
                response.whenGone(this::over);
            }
            out.write(BEGINNING);
            out.flush();
            begin.accept(this);
            long sentAt = System.nanoTime();
            long checkedAt = sentAt;
            for (var events = next(); events != null; events = next()) {
                long now = System.nanoTime();
                if (now - checkedAt >= times.check.toNanos() && asked(allowed)) {
                    checkedAt = now;
                }
                for (byte[] event : events) {
                    out.write(event);
                }
                if (events.isEmpty() && now - sentAt >= times.heartbeat.toNanos()) {
                    out.write(HEARTBEAT);
                    sentAt = now;
                } else if (!events.isEmpty()) {
                    sentAt = now;
                }
                out.flush();
            }
        } catch (Problem refused) {
            LOG.debug("a stream of events ends: {}", refused.detail());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            over();
            List.copyOf(atEnd).forEach(EventStream::run);
        }
    }

    /** Whether permission could be asked for; an answer that has to wait changes nothing. */
    private static boolean asked(Runnable allowed) {
        try {
            allowed.run();
            return true;
        } catch (Problem.Unavailable notNow) {
            return false;
        }
    }

    /** What waits; nothing when nothing came for a while; null at the end. */
    private @Nullable List<byte[]> next() throws InterruptedException {
        long left = Math.min(times.heartbeat.toNanos(), times.check.toNanos());
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !ending && !over && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (over || (ending && waiting.isEmpty())) {
                return null;
            }
            var taken = List.copyOf(waiting);
            waiting.clear();
            waitingBytes = 0;
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(byte[] bytes) {
        return waiting.isEmpty() || waitingBytes + bytes.length <= MOST_WAITING_BYTES;
    }

    private void add(byte[] bytes) {
        waiting.add(bytes);
        waitingBytes += bytes.length;
        changed.signalAll();
    }

    private void drop() {
        over();
        if (out instanceof ResponseStream response) {
            response.abort();
        }
    }

    private void over() {
        lock.lock();
        try {
            over = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException bug) {
            LOG.error("what follows the end of a stream failed", bug);
        }
    }
}
