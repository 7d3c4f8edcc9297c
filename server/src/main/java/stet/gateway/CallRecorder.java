package stet.gateway;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.http.Problem;
import stet.traces.SpanSink;

/**
 * Turns ended calls into spans and hands them over, off the response path. A call is never held up by its record: when the disk
 * cannot take records, they wait in memory up to a limit, and beyond it they are counted as lost.
 */
final class CallRecorder implements Exchange.CallSink {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);
    private static final long RETRY_MILLIS = 500;
    private static final long IDLE_CHECK_NANOS = 10_000_000;

    private final Executor workers;
    private final CallSpans spans;
    private final SpanSink sink;
    private final GatewayMeters meters;
    private final long mostWaiting;
    private final AtomicLong waiting = new AtomicLong();

    /**
     * @param mostWaiting the most bytes of calls that may wait for their record
     */
    CallRecorder(Executor workers, CallSpans spans, SpanSink sink, GatewayMeters meters, long mostWaiting) {
        this.workers = workers;
        this.spans = spans;
        this.sink = sink;
        this.meters = meters;
        this.mostWaiting = mostWaiting;
    }

    @Override
    public void ended(FinishedCall call) {
        long weight = call.weight();
        if (waiting.addAndGet(weight) > mostWaiting) {
            waiting.addAndGet(-weight);
            lost(call, null);
            return;
        }
        workers.execute(() -> {
            try {
                record(call);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                lost(call, e);
            } catch (RuntimeException bug) {
                lost(call, bug);
            } finally {
                waiting.addAndGet(-weight);
            }
        });
    }

    /** How many bytes of calls wait for their record now. */
    long waiting() {
        return waiting.get();
    }

    /** Returns when nothing waits any more, or after the time. */
    void awaitIdle(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (waiting.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(IDLE_CHECK_NANOS);
        }
        if (waiting.get() > 0) {
            LOG.warn("{} bytes of calls were not recorded before the stop", waiting.get());
        }
    }

    private void record(FinishedCall call) throws InterruptedException {
        var span = spans.of(call);
        meters.closed(call.incoming().endpoint(), outcome(span.status().errorKind()));
        while (true) {
            var written = sink.accept(call.incoming().projectId(), List.of(span));
            try {
                written.join();
                return;
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof Problem.Unavailable)) {
                    throw e;
                }
                LOG.debug("{} waits to be recorded", call.incoming().requestId(), e.getCause());
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private static String outcome(@Nullable String errorKind) {
        return errorKind == null ? "ok" : errorKind;
    }

    private void lost(FinishedCall call, @Nullable Exception why) {
        meters.unrecorded();
        LOG.warn("{} was served but not recorded", call.incoming().requestId(), why);
    }
}
