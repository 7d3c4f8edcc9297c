package stet.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Closed-loop load of streams, timed to their first event and to their end. */
final class Streams {
    /** What one run saw, in nanoseconds. */
    record Run(Histogram firstEvent, Histogram whole, double perSecond, long failures) {}

    private static final long MOST = 60_000_000_000L;

    private Streams() {}

    static Run run(int port, byte[] request, int connections, int seconds) {
        var first = new ConcurrentHistogram(MOST, 3);
        var whole = new ConcurrentHistogram(MOST, 3);
        var failures = new AtomicLong();
        long start = System.nanoTime();
        long end = start + seconds * 1_000_000_000L;
        var workers = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            workers.add(Thread.ofPlatform().daemon(true).start(() -> {
                while (System.nanoTime() < end) {
                    try (var connection = new Connection(port)) {
                        while (System.nanoTime() < end) {
                            long sent = System.nanoTime();
                            var reply = connection.exchange(request);
                            first.recordValue(reply.firstBodyNanos() - sent);
                            whole.recordValue(System.nanoTime() - sent);
                            if (reply.status() != 200) {
                                failures.incrementAndGet();
                            }
                        }
                    } catch (IOException e) {
                        failures.incrementAndGet();
                        Pause.millis(10);
                    }
                }
            }));
        }
        workers.forEach(Pause::forThread);
        double took = (System.nanoTime() - start) / 1e9;
        return new Run(first, whole, whole.getTotalCount() / took, failures.get());
    }
}
