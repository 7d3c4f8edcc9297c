package stet.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures how many spans are taken in and acknowledged as durable, against a receiver that decodes and forgets them. */
public final class IngestBench {
    private static final List<String> TARGETS = List.of("drop", "stet");
    private static final List<String> FORMATS = List.of("protobuf", "json");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BATCHES = 8;
    private static final long DRAIN_MILLIS = 600_000;
    private static final double MEBI = 1024.0 * 1024;

    private final Workplace place;
    private final Arguments options;
    private final Samples samples = new Samples();

    private IngestBench(Workplace place, Arguments options) {
        this.place = place;
        this.options = options;
    }

    public static void main(String[] args) {
        var options = new Arguments("Measures how many OTLP spans are acknowledged as durable, on loopback.")
                .with("rounds", 3, "how often everything is measured, taking turns")
                .with("seconds", 10, "how long one measurement takes")
                .with("warmup", 15, "seconds of load on each target before the first round")
                .with("formats", String.join(",", FORMATS), "what the requests are written in")
                .with("text", "2048,10240", "bytes of text in a span")
                .with("batch", 512, "spans in a request")
                .with("connections", 4, "how many send at once");
        try {
            if (options.read(args)) {
                try (var place = new Workplace()) {
                    new IngestBench(place, options).run();
                }
            }
        } catch (CannotMeasure why) {
            System.err.println(why.getMessage());
            System.exit(2);
        }
    }

    private record Receiver(String name, int port, String key, ServerProcess process) {}

    private record Load(String format, int text) {
        String name(String target) {
            return target + ", " + format;
        }
    }

    private void run() {
        var dropping = place.startMain(DroppingReceiver.class);
        var stet = StetServer.start(place, Map.of());
        var receivers = List.of(
                new Receiver("drop", dropping.port(PATIENCE), "none", dropping),
                new Receiver("stet", stet.port(), stet.key(), stet.process()));
        var loads = new ArrayList<Load>();
        for (String format : options.words("formats", FORMATS)) {
            options.numbers("text", 64, 1_000_000).forEach(text -> loads.add(new Load(format, text)));
        }
        int warmup = options.number("warmup", 0, 600);
        for (var receiver : receivers) {
            for (var load : loads) {
                note("warming up " + receiver.name() + " with " + load);
                SpanLoad.run(receiver.port(), requests(load, receiver), connections(), (double) warmup / loads.size());
            }
        }
        drained(stet);
        int rounds = options.number("rounds", 1, 100);
        for (int round = 1; round <= rounds; round++) {
            for (var load : loads) {
                for (var receiver : round % 2 == 1 ? receivers : receivers.reversed()) {
                    note("round " + round + ", " + measure(receiver, load, stet));
                }
            }
        }
        report(loads, rounds);
        System.out.printf(
                Locale.ROOT,
                "Spans in the store at the end: %,d%n",
                stet.system().spans());
    }

    private int connections() {
        return options.number("connections", 1, 256);
    }

    private List<SpanRequest> requests(Load load, Receiver receiver) {
        var spans = new SpanBatches(load.text(), load.text(), Instant.now());
        var requests = new ArrayList<SpanRequest>();
        for (int i = 0; i < BATCHES; i++) {
            requests.add(SpanRequest.of(spans.next(options.number("batch", 1, 50_000)), load.format(), receiver.key()));
        }
        return requests;
    }

    private String measure(Receiver receiver, Load load, StetServer stet) {
        var requests = requests(load, receiver);
        double before = receiver.process().use().cpuSeconds();
        boolean durable = receiver.name().equals("stet");
        var lag = new LagWatch(stet);
        if (durable) {
            lag.start();
        }
        var run = SpanLoad.run(receiver.port(), requests, connections(), options.number("seconds", 1, 600));
        double during = receiver.process().use().cpuSeconds() - before;
        double resident = receiver.process().use().resident() / MEBI;
        String name = load.name(receiver.name());
        samples.add(name, load.text(), "rate", run.perSecond());
        samples.add(name, load.text(), "p50", run.p50Millis());
        samples.add(name, load.text(), "p99", run.p99Millis());
        samples.add(name, load.text(), "refused", (double) run.refused());
        samples.add(name, load.text(), "resident", resident);
        samples.add(name, load.text(), "cpu", during * 1e6 / Math.max(1, run.spans()));
        if (durable) {
            samples.add(name, load.text(), "lag", lag.stop());
            long started = System.nanoTime();
            drained(stet);
            double drain = (System.nanoTime() - started) / 1e9;
            samples.add(name, load.text(), "drain", drain);
            samples.add(name, load.text(), "stored", run.spans() / (run.seconds() + drain));
        }
        return String.format(
                Locale.ROOT,
                "%s, %d bytes: %,.0f spans/s, p50 %.0f ms, p99 %.0f ms, %d refused",
                name,
                load.text(),
                run.perSecond(),
                run.p50Millis(),
                run.p99Millis(),
                run.refused());
    }

    private static void drained(StetServer stet) {
        if (!Pause.until(() -> stet.system().lagRecords() == 0, DRAIN_MILLIS)) {
            throw new CannotMeasure("the store did not catch up within " + DRAIN_MILLIS / 1000 + " s");
        }
    }

    private void report(List<Load> loads, int rounds) {
        System.out.printf(
                Locale.ROOT,
                "Medians of %d rounds of %d s, %d connections, %d spans a batch; the ratio is the median of each round's."
                        + " %d processors.%n%n",
                rounds,
                options.number("seconds", 1, 600),
                connections(),
                options.number("batch", 1, 50_000),
                Runtime.getRuntime().availableProcessors());
        var table = new Table(
                "spans acknowledged",
                "text bytes",
                "spans/s",
                "÷ drop",
                "p50 ms",
                "p99 ms",
                "CPU µs/span",
                "lag ms at most",
                "drain s",
                "stored/s",
                "RSS MiB",
                "refused");
        for (var load : loads) {
            for (String target : TARGETS) {
                String name = load.name(target);
                table.row(
                        name,
                        load.text(),
                        samples.median(name, load.text(), "rate"),
                        samples.ratio(name, load.name("drop"), load.text(), "rate"),
                        samples.median(name, load.text(), "p50"),
                        samples.median(name, load.text(), "p99"),
                        samples.median(name, load.text(), "cpu"),
                        samples.median(name, load.text(), "lag"),
                        samples.median(name, load.text(), "drain"),
                        samples.median(name, load.text(), "stored"),
                        samples.median(name, load.text(), "resident"),
                        samples.sum(name, load.text(), "refused"));
            }
        }
        System.out.println(table);
    }

    private static void note(String text) {
        System.err.println(text);
    }
}
