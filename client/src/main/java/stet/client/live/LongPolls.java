package stet.client.live;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests that wait at the server until something changes, for the documents that were used last. */
final class LongPolls {
    private static final int MOST = 16;
    private static final int WAIT_SECONDS = 15;
    private static final long LOOK_EVERY_MS = 500;
    private static final long SHORTEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Server server;
    private final Asked asked;
    private final Map<String, Poll> open = new ConcurrentHashMap<>();

    LongPolls(Server server, Asked asked) {
        this.server = server;
        this.asked = asked;
    }

    /** Takes in what a request brought. */
    @FunctionalInterface
    interface Asked {
        void of(Entry entry, @Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure);
    }

    private record Poll(CompletableFuture<HttpResponse<byte[]>> answer, long begunNanos) {
        /** A server that does not hold requests is not asked again at once, unless it had something to say. */
        boolean isOver() {
            boolean news = answer.isDone()
                    && !answer.isCompletedExceptionally()
                    && answer.join().statusCode() == 200;
            return news || (answer.isDone() && System.nanoTime() - begunNanos > SHORTEST_NANOS);
        }
    }

    /** Waits for changes, one after the other, until then or until the server is not there. */
    void until(long endNanos, Entries entries) throws InterruptedException {
        while (System.nanoTime() - endNanos < 0) {
            open.values().removeIf(Poll::isOver);
            begin(entries);
            var waiting = open.values().stream()
                    .map(Poll::answer)
                    .filter(it -> !it.isDone())
                    .toArray(CompletableFuture[]::new);
            if (waiting.length == 0) {
                Thread.sleep(LOOK_EVERY_MS);
                continue;
            }
            try {
                CompletableFuture.anyOf(waiting).get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                return;
            } catch (TimeoutException e) {
                // looked at again in the next round
            }
        }
    }

    void close() {
        open.values().forEach(it -> it.answer().cancel(true));
    }

    private void begin(Entries entries) {
        for (var entry : entries.recent()) {
            if (open.size() >= MOST) {
                return;
            }
            var held = entry.held();
            if (held != null && !entry.pinned() && !open.containsKey(entry.query())) {
                var answer = server.fetch(entry.query(), held.etag(), WAIT_SECONDS);
                var unused = answer.whenComplete((done, failure) -> asked.of(entry, done, failure));
                open.put(entry.query(), new Poll(answer, System.nanoTime()));
            }
        }
    }
}
