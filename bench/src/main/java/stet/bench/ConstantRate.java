package stet.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Open-loop load: calls leave at a fixed rate, whether or not the earlier ones are answered. A call that could not leave in time
 * because all connections waited for answers is timed from when it should have left, so that a stall is not hidden by the calls
 * it held up. How late the generator itself wakes up is not counted, but shown.
 */
final class ConstantRate {
    private static final long MOST_MICROS = 60_000_000;

    /**
     * What one run saw, in microseconds.
     *
     * @param late how late the generator itself was
     */
    record Run(Histogram answers, Histogram late, long failures) {
        double micros(double percentile) {
            return answers.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    private final int port;
    private final byte[] request;
    private final long intervalNanos;
    private final long calls;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Histogram answers = new ConcurrentHistogram(MOST_MICROS * 1000, 3);
    private final Histogram late = new ConcurrentHistogram(MOST_MICROS * 1000, 3);

    private ConstantRate(int port, byte[] request, int rate, int seconds) {
        this.port = port;
        this.request = request;
        this.intervalNanos = 1_000_000_000L / rate;
        this.calls = (long) rate * seconds;
    }

    static Run run(int port, byte[] request, int rate, int seconds, int connections) {
        var load = new ConstantRate(port, request, rate, seconds);
        long start = System.nanoTime() + 20_000_000;
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            workers.add(Thread.ofPlatform().daemon(true).start(() -> load.work(start)));
        }
        workers.forEach(Pause::forThread);
        return new Run(load.answers, load.late, load.failures.get());
    }

    private void work(long start) {
        while (next.get() < calls) {
            try (var connection = new Connection(port)) {
                for (long call = next.getAndIncrement(); call < calls; call = next.getAndIncrement()) {
                    one(connection, start + call * intervalNanos);
                }
            } catch (IOException e) {
                failures.incrementAndGet();
                Pause.millis(10);
            }
        }
    }

    private void one(Connection connection, long due) throws IOException {
        long left = due;
        if (System.nanoTime() < due) {
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            left = System.nanoTime();
            late.recordValue(left - due);
        }
        var reply = connection.exchange(request);
        answers.recordValue(Math.min(System.nanoTime() - left, MOST_MICROS * 1000));
        if (reply.status() != 200) {
            failures.incrementAndGet();
        }
    }
}
