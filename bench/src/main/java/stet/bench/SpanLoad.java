package stet.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/** Some connections that each send a batch of spans when the last was acknowledged. */
final class SpanLoad {
    /**
     * What came of it.
     *
     * @param refused batches that were not answered with success
     */
    record Run(long spans, long refused, double seconds, double p50Millis, double p99Millis) {
        double perSecond() {
            return spans / seconds;
        }
    }

    /** Numbers of batches, unique in this process, so that no span is sent twice. */
    private static final AtomicLong NUMBERS = new AtomicLong((System.nanoTime() >>> 20) << 16);

    private SpanLoad() {}

    static long nextNumber() {
        return NUMBERS.incrementAndGet();
    }

    static Run run(int port, List<SpanRequest> batches, int connections, double seconds) {
        return run(port, batches, connections, seconds, () -> 0);
    }

    /** @param laterNanos asked for each batch: how much later than they were made its spans happened */
    static Run run(int port, List<SpanRequest> batches, int connections, double seconds, LongSupplier laterNanos) {
        var latencies = new Histogram(3);
        var spans = new AtomicLong();
        var refused = new AtomicLong();
        long started = System.nanoTime();
        long end = started + (long) (seconds * 1e9);
        var senders = new ArrayList<Thread>();
        for (int i = 0; i < connections; i++) {
            var mine = batches.stream().map(SpanRequest::copy).toList();
            senders.add(Thread.ofPlatform().name("sender " + i).start(() -> {
                var own = send(port, mine, end, laterNanos, spans, refused);
                synchronized (latencies) {
                    latencies.add(own);
                }
            }));
        }
        senders.forEach(Pause::forThread);
        double took = (System.nanoTime() - started) / 1e9;
        return new Run(
                spans.get(),
                refused.get(),
                took,
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3);
    }

    private static Histogram send(
            int port,
            List<SpanRequest> batches,
            long end,
            LongSupplier laterNanos,
            AtomicLong spans,
            AtomicLong refused) {
        var latencies = new Histogram(3);
        try (var connection = new Connection(port)) {
            for (int i = 0; System.nanoTime() < end; i++) {
                var batch = batches.get(i % batches.size());
                byte[] bytes = batch.numbered(nextNumber(), laterNanos.getAsLong());
                long sent = System.nanoTime();
                if (connection.exchange(bytes).status() == 200) {
                    latencies.recordValue((System.nanoTime() - sent) / 1000);
                    spans.addAndGet(batch.spans());
                } else {
                    refused.incrementAndGet();
                    Pause.millis(100);
                }
            }
        } catch (IOException e) {
            refused.incrementAndGet();
            System.err.println("a connection broke off: " + e);
        }
        return latencies;
    }
}
