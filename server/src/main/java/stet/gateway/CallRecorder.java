package stet.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.Threads;
import stet.platform.http.Problem;
import stet.traces.RawSink;
import stet.traces.Span;
import stet.traces.SpanSink;

/**
 * Hands ended calls over, many at a time and off the response path: plain ones as they are, others as spans. A call is never held up by its
 * record: when the disk cannot take records, they wait in memory up to a limit, and beyond it they are counted as lost.
 */
final class CallRecorder implements Exchange.CallSink {
    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);
    private static final long RETRY_MILLIS = 500;
    private static final long GATHER_NANOS = 20_000_000;
    private static final int BATCH = 512;
    private static final long BATCH_BYTES = 4 * 1024 * 1024;

    private final CallSpans spans;
    private final SpanSink sink;
    private final RawSink rawSink;
    private final GatewayMeters meters;
    private final long mostWaiting;
    private final AtomicLong waiting = new AtomicLong();
    private final Queue<FinishedCall> calls = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    /**
     * @param mostWaiting the most bytes of calls that may wait for their record
     */
    CallRecorder(CallSpans spans, SpanSink sink, RawSink rawSink, GatewayMeters meters, long mostWaiting) {
        this.spans = spans;
        this.sink = sink;
        this.rawSink = rawSink;
        this.meters = meters;
        this.mostWaiting = mostWaiting;
        thread = Threads.start("recorder", this::run);
    }

    /** Runs on an event loop: waking a thread is a system call, so that it is done rarely. */
    @Override
    public void ended(FinishedCall call) {
        long weight = call.weight();
        if (waiting.addAndGet(weight) > mostWaiting) {
            waiting.addAndGet(-weight);
            lost(call, null);
            return;
        }
        calls.add(call);
        if (asleep) {
            asleep = false;
            LockSupport.unpark(thread);
        }
    }

    /** How many bytes of calls wait for their record now. */
    long waiting() {
        return waiting.get();
    }

    /** Records what waits, for no longer than a time, and ends. */
    void close(Duration most) {
        closed = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(most)) {
                LOG.warn("{} bytes of calls were not recorded before the stop", waiting.get());
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            var batch = batch();
            if (!batch.isEmpty()) {
                record(batch);
            } else if (closed) {
                return;
            } else {
                awaitCall();
            }
            if (batch.size() < BATCH && !closed) {
                LockSupport.parkNanos(GATHER_NANOS);
            }
        }
    }

    private void awaitCall() {
        asleep = true;
        if (calls.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    private List<FinishedCall> batch() {
        var batch = new ArrayList<FinishedCall>();
        long bytes = 0;
        while (batch.size() < BATCH && bytes < BATCH_BYTES) {
            FinishedCall call = calls.poll();
            if (call == null) {
                break;
            }
            batch.add(call);
            bytes += call.weight();
        }
        return batch;
    }

    private void record(List<FinishedCall> batch) {
        var made = new LinkedHashMap<UUID, List<Made>>();
        var unread = new LinkedHashMap<UUID, List<FinishedCall>>();
        for (FinishedCall call : batch) {
            if (CallEntry.suits(call)) {
                meters.closed(call.incoming().endpoint(), outcome(null));
                unread.computeIfAbsent(call.incoming().projectId(), _ -> new ArrayList<>())
                        .add(call);
                continue;
            }
            try {
                var span = spans.of(call);
                meters.closed(call.incoming().endpoint(), outcome(span.status().errorKind()));
                made.computeIfAbsent(call.incoming().projectId(), _ -> new ArrayList<>())
                        .add(new Made(call, span));
            } catch (RuntimeException | Error bug) {
                lost(call, bug);
            }
        }
        made.forEach(this::hand);
        unread.forEach(this::handUnread);
        batch.forEach(call -> waiting.addAndGet(-call.weight()));
    }

    private record Made(FinishedCall call, Span span) {}

    /** Hands spans over together; if they are refused, one by one, so that only those that cannot be kept are lost. */
    private void hand(UUID project, List<Made> made) {
        var taken = made.stream().map(Made::span).toList();
        try {
            handUntilTaken(() -> sink.accept(project, taken));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            made.forEach(it -> lost(it.call(), e));
        } catch (RuntimeException refused) {
            if (made.size() == 1) {
                lost(made.getFirst().call(), refused);
            } else {
                made.forEach(it -> hand(project, List.of(it)));
            }
        }
    }

    private void handUnread(UUID project, List<FinishedCall> calls) {
        try {
            byte[] entry = CallEntry.write(calls);
            handUntilTaken(() -> rawSink.accept(project, entry));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            calls.forEach(it -> lost(it, e));
        } catch (RuntimeException | Error refused) {
            calls.forEach(it -> lost(it, refused));
        }
    }

    private static void handUntilTaken(Supplier<CompletableFuture<Void>> offer) throws InterruptedException {
        while (true) {
            try {
                offer.get().join();
                return;
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof Problem.Unavailable)) {
                    throw e;
                }
                LOG.debug("calls wait to be recorded", e.getCause());
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private static String outcome(@Nullable String errorKind) {
        return errorKind == null ? "ok" : errorKind;
    }

    private void lost(FinishedCall call, @Nullable Throwable why) {
        meters.unrecorded();
        LOG.warn("{} was served but not recorded", call.incoming().requestId(), why);
    }
}
