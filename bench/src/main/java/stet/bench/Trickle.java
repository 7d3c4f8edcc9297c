package stet.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Spans that come in at a constant rate until it is closed. */
final class Trickle implements AutoCloseable {
    private final Thread thread;
    private volatile boolean stopping;

    private Trickle(StetServer stet, SpanRequest request, long laterNanos, int rate, AtomicLong sent) {
        thread = Thread.ofPlatform().name("trickle").start(() -> send(stet, request, laterNanos, rate, sent));
    }

    static Trickle start(StetServer stet, SpanRequest request, long laterNanos, int rate, AtomicLong sent) {
        return new Trickle(stet, request, laterNanos, rate, sent);
    }

    private void send(StetServer stet, SpanRequest request, long laterNanos, int rate, AtomicLong sent) {
        long started = System.nanoTime();
        try (var connection = new Connection(stet.port())) {
            while (!stopping) {
                long due = started + sent.get() * 1_000_000_000L / rate;
                Pause.millis(Math.max(0, (due - System.nanoTime()) / 1_000_000));
                if (connection
                                .exchange(request.numbered(SpanLoad.nextNumber(), laterNanos))
                                .status()
                        == 200) {
                    sent.addAndGet(request.spans());
                }
            }
        } catch (IOException e) {
            System.err.println("the connection that sends spans broke off: " + e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        Pause.forThread(thread);
    }
}
