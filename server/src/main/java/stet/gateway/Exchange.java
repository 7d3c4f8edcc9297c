package stet.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.models.ErrorKind;
import stet.models.Failure;
import stet.models.wire.DialectErrors;
import stet.models.wire.StreamEvent;
import stet.models.wire.StreamReader;

/**
 * One call between a client and a provider. Relays bytes as they come, at the pace of the slower side; ends the provider's call
 * when the client leaves, and cuts the client's connection when the provider breaks off. Lives on one event loop.
 */
final class Exchange {
    /**
     * What calls may take.
     *
     * @param firstByte how long a provider may be silent
     * @param fallback how long, when there is another to ask
     * @param capture how many bytes of a plain reply are kept
     */
    record Limits(Duration firstByte, Duration fallback, Duration total, long capture) {}

    /** Takes what is left of a call when it ended. */
    @FunctionalInterface
    interface CallSink {
        void ended(FinishedCall call);
    }

    private final Vertx vertx;
    private final CallSink sink;
    private final GatewayMeters meters;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Attempt attempt;
    private final Incoming incoming;
    private final boolean hidesUsage;
    private final Capture capture;
    private final long totalTimer;

    private long firstByteTimer = -1;
    private long sentNanos;
    private long firstTokenNanos;
    private boolean ended;
    private boolean relaying;
    private @Nullable HttpClientRequest upstream;
    private @Nullable HttpClientResponse reply;
    private @Nullable StreamReader stream;

    /** @param mostKept how many bytes of a plain reply are kept */
    Exchange(
            Vertx vertx,
            long mostKept,
            CallSink sink,
            GatewayMeters meters,
            HttpServerRequest request,
            Attempt attempt) {
        this.vertx = vertx;
        this.sink = sink;
        this.meters = meters;
        this.request = request;
        this.response = request.response();
        this.attempt = attempt;
        this.incoming = attempt.incoming();
        this.hidesUsage = attempt.hidesUsage();
        this.capture = new Capture(mostKept);
        this.totalTimer = vertx.setTimer(Math.max(1, attempt.left().toMillis()), _ -> outOfTime());
        response.exceptionHandler(_ -> clientLeft());
        response.closeHandler(_ -> clientLeft());
        if (response.closed()) {
            clientLeft();
        }
    }

    /** Sends the request on; {@code upstream} is ready but for its body. */
    void send(HttpClientRequest ready, Buffer body) {
        if (ended) {
            ready.reset();
            return;
        }
        upstream = ready;
        sentNanos = System.nanoTime();
        firstByteTimer = vertx.setTimer(
                attempt.silence().toMillis(),
                _ -> providerFailed(new Failure(
                        ErrorKind.TIMEOUT,
                        "the provider sent nothing for " + attempt.silence().toSeconds() + " seconds")));
        ready.exceptionHandler(e -> providerFailed(brokeOff(e)));
        (body.length() == 0 ? ready.send() : ready.send(body))
                .onSuccess(this::head)
                .onFailure(e -> providerFailed(unreachable(e)));
    }

    /** The provider cannot be reached at all. */
    void unreachable(String why) {
        providerFailed(new Failure(ErrorKind.CONNECTION, why));
    }

    private void head(HttpClientResponse answered) {
        if (ended) {
            return;
        }
        reply = answered;
        if (attempt.rescue() != null && Fallback.isDue(answered.statusCode())) {
            answered.handler(capture::add);
            answered.exceptionHandler(e -> providerFailed(brokeOff(e)));
            answered.endHandler(_ -> handOver(null));
            return;
        }
        long now = System.nanoTime();
        vertx.cancelTimer(firstByteTimer);
        response.setStatusCode(answered.statusCode());
        HopHeaders.toClient(answered.headers(), response.headers());
        boolean events = isEvents(answered);
        if (events) {
            stream = new StreamReader(incoming.endpoint());
        }
        String length = answered.getHeader("content-length");
        if (length != null && !(events && hidesUsage)) {
            response.putHeader("content-length", length);
        } else if (answered.statusCode() != 204 && answered.statusCode() != 304) {
            response.setChunked(true);
        }
        long overhead = sentNanos - incoming.readyNanos() + System.nanoTime() - now;
        meters.overhead(overhead);
        nameTrace();
        response.putHeader("stet-overhead-ms", millis(overhead));
        if (attempt.servedBy() != null) {
            response.putHeader("stet-served-by", attempt.servedBy());
        }
        relaying = true;
        response.drainHandler(_ -> answered.resume());
        answered.handler(this::chunk);
        answered.exceptionHandler(e -> providerFailed(brokeOff(e)));
        answered.endHandler(_ -> end());
        if (events) {
            response.writeHead();
        }
    }

    private void chunk(Buffer bytes) {
        if (ended) {
            return;
        }
        var reader = stream;
        if (reader == null) {
            long now = System.nanoTime();
            firstTokenNanos = firstTokenNanos == 0 ? now : firstTokenNanos;
            capture.add(bytes);
            response.write(bytes);
        } else {
            var events = reader.feed(bytes.getBytes());
            noteFirstToken(events);
            if (hidesUsage) {
                relay(events);
            } else {
                response.write(bytes);
            }
        }
        var answered = reply;
        if (answered != null && response.writeQueueFull()) {
            answered.pause();
        }
    }

    private void relay(List<StreamEvent> events) {
        for (StreamEvent event : events) {
            if (!event.usageOnly()) {
                response.write(Buffer.buffer(event.raw()));
            }
        }
    }

    private void noteFirstToken(List<StreamEvent> events) {
        if (firstTokenNanos == 0) {
            for (StreamEvent event : events) {
                if (event.firstContent()) {
                    firstTokenNanos = System.nanoTime();
                    return;
                }
            }
        }
    }

    private void end() {
        if (ended) {
            return;
        }
        var reader = stream;
        if (reader != null) {
            var rest = reader.finish();
            if (hidesUsage) {
                relay(rest);
            }
            if (!reader.complete(endsByItself())) {
                providerFailed(new Failure(ErrorKind.TRUNCATED, "the provider's stream broke off before its end"));
                return;
            }
        }
        ended(null);
        response.end();
    }

    /** Whether the end of this reply is told by its framing, not by the end of its connection. */
    private boolean endsByItself() {
        var answered = reply;
        return answered != null
                && (answered.getHeader("content-length") != null || answered.getHeader("transfer-encoding") != null);
    }

    private void outOfTime() {
        fail(new Failure(
                ErrorKind.TIMEOUT,
                "the call took longer than the limit of "
                        + Duration.ofNanos(System.nanoTime() - incoming.startedNanos())
                                .toSeconds()
                        + " seconds"));
    }

    private void providerFailed(Failure failure) {
        if (relaying || !Fallback.isDue(failure.kind()) || !handOver(failure)) {
            fail(failure);
        }
    }

    /** Lets another provider answer, if there is one to ask. */
    private boolean handOver(@Nullable Failure failure) {
        var rescue = attempt.rescue();
        if (ended || rescue == null) {
            return false;
        }
        stop();
        if (failure != null) {
            abortUpstream();
        }
        rescue.takeOver(finished(failure));
        return true;
    }

    private void fail(Failure failure) {
        if (ended) {
            return;
        }
        ended(failure);
        abortUpstream();
        if (!relaying) {
            int status = failure.kind() == ErrorKind.TIMEOUT ? 504 : 502;
            nameTrace();
            Refusal.of(status, failure.kind(), failure.message())
                    .answer(request, incoming.endpoint().dialect(), incoming.requestId());
        } else if (stream != null) {
            var event =
                    DialectErrors.event(incoming.endpoint(), failure.kind(), failure.message(), incoming.requestId());
            response.write(Buffer.buffer("\n\n").appendBytes(event)).onComplete(_ -> response.reset());
        } else {
            response.reset();
        }
    }

    private void nameTrace() {
        response.putHeader("stet-trace-id", incoming.trace().traceId());
    }

    private void clientLeft() {
        if (ended) {
            return;
        }
        ended(new Failure(ErrorKind.CANCELLED, "the client left before the answer was complete"));
        abortUpstream();
    }

    /** Comes after the call has ended, because a reset reports itself as a failure of the provider. */
    private void abortUpstream() {
        var sent = upstream;
        if (sent != null) {
            sent.reset();
        }
    }

    private void ended(@Nullable Failure failure) {
        stop();
        sink.ended(finished(failure));
    }

    private void stop() {
        ended = true;
        vertx.cancelTimer(totalTimer);
        vertx.cancelTimer(firstByteTimer);
    }

    private FinishedCall finished(@Nullable Failure failure) {
        long now = System.nanoTime();
        var answered = reply;
        var reader = stream;
        return new FinishedCall(
                incoming,
                Duration.ofNanos(now - incoming.startedNanos()),
                firstTokenNanos == 0 ? null : Duration.ofNanos(firstTokenNanos - incoming.startedNanos()),
                answered == null ? 0 : answered.statusCode(),
                answered == null ? null : answered.getHeader("content-type"),
                answered == null ? null : answered.getHeader("content-encoding"),
                reader == null ? null : reader.facts(failure == null),
                capture,
                answered == null ? null : providerRequestId(answered),
                failure);
    }

    private static @Nullable String providerRequestId(HttpClientResponse answered) {
        String id = answered.getHeader("x-request-id");
        return id == null ? answered.getHeader("request-id") : id;
    }

    private static boolean isEvents(HttpClientResponse answered) {
        String type = answered.getHeader("content-type");
        String encoding = answered.getHeader("content-encoding");
        boolean readable = encoding == null || encoding.equalsIgnoreCase("identity");
        return readable && type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    }

    private static Failure brokeOff(Throwable e) {
        return new Failure(ErrorKind.TRUNCATED, "the provider broke off its answer (" + reason(e) + ")");
    }

    private static Failure unreachable(Throwable e) {
        return new Failure(
                ErrorKind.CONNECTION, "the provider closed the connection without an answer (" + reason(e) + ")");
    }

    static String reason(Throwable e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String millis(long nanos) {
        long micros = nanos / 1000;
        return micros / 1000 + "." + String.format(Locale.ROOT, "%03d", micros % 1000);
    }
}
