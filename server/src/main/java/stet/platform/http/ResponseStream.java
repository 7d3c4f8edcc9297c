package stet.platform.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response's body, written by a thread that may block: each portion waits until the one before it is on the network, so that a
 * slow reader slows the writer and little is held.
 */
final class ResponseStream extends OutputStream {
    private static final int PORTION = 64 * 1024;

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context loop;
    private final Runnable head;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final byte[] waiting = new byte[PORTION];
    private Duration patience = PATIENCE;
    private int size;
    private boolean started;
    private boolean closed;

    /** @param head sets status and headers, on the event loop */
    ResponseStream(HttpServerRequest request, Context loop, Runnable head) {
        this.request = request;
        this.response = request.response();
        this.loop = loop;
        this.head = head;
    }

    /** A reader that takes nothing for so long is gone; ten minutes unless said. */
    void patience(Duration most) {
        patience = most;
    }

    /** Does something as soon as the reader has left. */
    void whenGone(Runnable work) {
        var _ = gone.thenRun(work);
    }

    /** Whether anything was sent. */
    boolean started() {
        return started;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int at = from;
        int left = length;
        while (left > 0) {
            if (size == PORTION) {
                send();
            }
            int taken = Math.min(left, PORTION - size);
            System.arraycopy(bytes, at, waiting, size, taken);
            size += taken;
            at += taken;
            left -= taken;
        }
    }

    /** Sends what waits; fails when the reader has left, also when nothing waits. */
    @Override
    public void flush() throws IOException {
        if (size > 0) {
            send();
        } else if (gone.isDone()) {
            throw new IOException("the connection is closed");
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (size > 0 || !started) {
            send();
        }
        var ended = new CompletableFuture<Void>();
        await(ended, ended, () -> response.end().onComplete(_ -> ended.complete(null), ended::completeExceptionally));
    }

    /** Ends the connection, so that nobody takes a part for the whole, and waits for its reader no longer. */
    void abort() {
        gone.complete(null);
        loop.runOnContext(_ -> {
            if (request.version() == HttpVersion.HTTP_2) {
                response.reset();
            } else {
                request.connection().close();
            }
        });
    }

    private void send() throws IOException {
        var portion = Buffer.buffer(size).appendBytes(waiting, 0, size);
        boolean first = !started;
        started = true;
        size = 0;
        var sent = new CompletableFuture<Void>();
        await(sent, CompletableFuture.anyOf(sent, gone), () -> {
            if (first) {
                response.closeHandler(_ -> gone.complete(null));
                response.exceptionHandler(_ -> gone.complete(null));
                head.run();
                response.setChunked(true);
            }
            response.write(portion).onComplete(_ -> sent.complete(null), sent::completeExceptionally);
        });
    }

    private void await(CompletableFuture<Void> done, CompletableFuture<?> either, Runnable work) throws IOException {
        loop.runOnContext(_ -> {
            if (response.closed()) {
                done.completeExceptionally(new IOException("the connection is closed"));
            } else {
                work.run();
            }
        });
        try {
            either.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the connection is closed", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the reader took nothing for " + patience.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        if (!done.isDone()) {
            throw new IOException("the connection is closed");
        }
    }
}
