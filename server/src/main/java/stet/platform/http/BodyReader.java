package stet.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads request bodies within three limits: the bytes of one body, the time one body may take, and the bytes of all bodies that
 * are held at once, so that a flood is refused with a clear answer before memory runs out.
 */
public final class BodyReader {
    /** What a body holds of the common budget, from its first byte until {@link #release}. */
    public static final class Body {
        private final AtomicLong budget;
        private Buffer bytes = Buffer.buffer();
        private long held;

        private Body(AtomicLong budget) {
            this.budget = budget;
        }

        public Buffer bytes() {
            return bytes;
        }

        /** Gives the bytes back to the budget; calling it again does nothing. */
        public void release() {
            budget.addAndGet(-held);
            held = 0;
        }
    }

    private final Vertx vertx;
    private final Duration deadline;
    private final long mostHeld;
    private final AtomicLong held = new AtomicLong();

    public BodyReader(Vertx vertx, Duration deadline, long mostHeld) {
        this.vertx = vertx;
        this.deadline = deadline;
        this.mostHeld = mostHeld;
    }

    /** The bytes of all bodies held now. */
    public long held() {
        return held.get();
    }

    /** Reads a whole body on the request's event loop; fails with a {@link Problem}, or as the connection does. */
    public Future<Body> read(HttpServerRequest request, long limit) {
        long announced = announced(request);
        if (announced > limit) {
            return Future.failedFuture(tooLarge(limit));
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            request.response().writeContinue();
        }
        var promise = Promise.<Body>promise();
        var body = new Body(held);
        long timer = vertx.setTimer(
                deadline.toMillis(),
                _ -> promise.tryFail(new Problem.TooSlow("the body did not arrive within " + deadline.toSeconds()
                        + " seconds; send it faster or in smaller parts")));
        request.exceptionHandler(promise::tryFail);
        request.handler(chunk -> {
            if (promise.future().isComplete()) {
                return;
            }
            if (body.bytes.length() + chunk.length() > limit) {
                promise.tryFail(tooLarge(limit));
            } else if (held.addAndGet(chunk.length()) > mostHeld) {
                held.addAndGet(-chunk.length());
                promise.tryFail(new Problem.Unavailable(
                        "stet is holding as many request bytes as it may; try again shortly", Duration.ofSeconds(1)));
            } else {
                body.held += chunk.length();
                body.bytes.appendBuffer(chunk);
            }
        });
        request.endHandler(_ -> promise.tryComplete(body));
        return promise.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            if (done.failed()) {
                body.release();
                body.bytes = Buffer.buffer();
            }
        });
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Problem.TooLarge tooLarge(long limit) {
        return new Problem.TooLarge("the body is larger than the limit of " + size(limit));
    }

    /** A number of bytes in words. */
    public static String size(long bytes) {
        if (bytes % (1024 * 1024) == 0) {
            return bytes / (1024 * 1024) + " MiB";
        }
        return bytes % 1024 == 0 ? bytes / 1024 + " KiB" : bytes + " bytes";
    }
}
