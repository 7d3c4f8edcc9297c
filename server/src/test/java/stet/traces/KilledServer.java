package stet.traces;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** The victim of {@link KillTest}: takes spans in without end and prints each acknowledged number. */
final class KilledServer {
    static final UUID PROJECT = new UUID(1, 1);
    private static final int PER_APPEND = 20;

    private KilledServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        var home = Path.of(arguments[0]);
        int first = Integer.parseInt(arguments[1]);
        var traces = TraceFeature.create(
                home, 64L * 1024 * 1024, Duration.ofSeconds(20), Refusals.needs(), InstantSource.system());
        for (int worker = 0; worker < 3; worker++) {
            int mine = worker;
            stet.platform.Threads.start("worker", () -> takeInForEver(traces.sink(), first + mine));
        }
        Thread.currentThread().join();
    }

    private static void takeInForEver(SpanSink sink, int first) {
        for (int number = first; ; number += 3) {
            int id = number;
            var spans = IntStream.range(0, PER_APPEND)
                    .mapToObj(i -> Spans.generation("trace-" + id / 7, id + "-" + i)
                            .saying("question " + id, "answer ".repeat(200))
                            .span())
                    .toList();
            sink.accept(PROJECT, List.copyOf(spans)).join();
            System.out.println(id + " synced");
        }
    }

    /** The ids of the spans behind an acknowledged number. */
    static List<String> spanIds(int number) {
        return IntStream.range(0, PER_APPEND).mapToObj(i -> number + "-" + i).toList();
    }
}
