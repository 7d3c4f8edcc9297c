package stet.platform.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.Threads;

/**
 * Answers with server-sent events: streams that stay open until their maker ends them, their reader leaves or falls behind, its
 * permission ends, or the server stops. There are only so many at once.
 */
public final class ServerEvents implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerEvents.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final int most;
    private final EventStream.Times times;
    private final Semaphore room;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService makers = Threads.virtual("events");
    private volatile boolean closed;

    /** @param most how many streams may be open at once */
    public ServerEvents(int most) {
        this(most, EventStream.Times.USUAL);
    }

    ServerEvents(int most, EventStream.Times times) {
        this.most = most;
        this.times = times;
        this.room = new Semaphore(most);
    }

    /**
     * Makes the events of one stream, and may block; the stream ends when it returns, and it is interrupted when the stream ends. A
     * {@link Problem} becomes an event {@code problem} with its title, status and detail.
     */
    @FunctionalInterface
    public interface Maker {
        void make(EventStream stream) throws IOException, InterruptedException;
    }

    /** How many streams are open. */
    public int openNow() {
        return open.size();
    }

    /**
     * A stream that others offer events to.
     *
     * @param allowed throws a {@link Problem} when the reader may no longer read; asked every few seconds
     * @param begin is given the stream when it is open; it must not block
     */
    public Answer open(Call call, Runnable allowed, Consumer<EventStream> begin) {
        var lastId = call.header("last-event-id").orElse(null);
        return Answer.streamed("text/event-stream", out -> serve(new EventStream(lastId, times, out), allowed, begin))
                .with("cache-control", "no-store, no-transform")
                .with("x-accel-buffering", "no");
    }

    /** A stream whose events one maker makes, on a thread of its own. */
    public Answer made(Call call, Runnable allowed, Maker maker) {
        return open(call, allowed, stream -> {
            var work = makers.submit(() -> make(call.requestId(), stream, maker));
            stream.onEnd(() -> work.cancel(true));
        });
    }

    private record Said(String title, int status, String detail) {
        static Said of(Problem problem) {
            return new Said(problem.title(), problem.status(), problem.detail());
        }
    }

    private static void make(String requestId, EventStream stream, Maker maker) {
        try {
            maker.make(stream);
        } catch (Problem problem) {
            stream.offer(ServerEvent.json(null, "problem", Said.of(problem)));
        } catch (InterruptedException | IOException e) {
            LOG.debug("{} the stream ended before its events: {}", requestId, e.toString());
        } catch (RuntimeException | Error bug) {
            LOG.error("{} making events failed", requestId, bug);
        } finally {
            stream.end();
        }
    }

    private void serve(EventStream stream, Runnable allowed, Consumer<EventStream> begin) throws IOException {
        if (closed) {
            throw new Problem.Unavailable("the server is stopping; connect again", AGAIN);
        }
        if (!room.tryAcquire()) {
            throw new Problem.Unavailable(
                    "this server already serves " + most
                            + " streams of events, the most it may (STET_EVENT_STREAMS): close some, ask from time to time instead, or try again later",
                    AGAIN);
        }
        try {
            open.add(stream);
            if (closed) {
                stream.end();
            }
            stream.serve(allowed, begin);
        } finally {
            open.remove(stream);
            room.release();
        }
    }

    /** Ends every stream, so that the server can stop without waiting for its readers; later ones are refused. */
    @Override
    public void close() {
        closed = true;
        open.forEach(EventStream::end);
        makers.shutdown();
    }
}
