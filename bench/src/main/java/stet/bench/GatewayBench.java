package stet.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Measures what a call through the gateway costs: against the provider itself, and against a bare proxy of the same shape. */
public final class GatewayBench {
    static final List<String> TARGETS = List.of("direct", "bare", "stet");

    private static final List<String> PARTS = List.of("closed", "open", "events", "paced");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Workplace place;
    private final Arguments options;
    private final int seconds;
    private final List<Target> targets = new ArrayList<>();
    private @Nullable StetServer stet;

    private GatewayBench(Workplace place, Arguments options) {
        this.place = place;
        this.options = options;
        this.seconds = options.number("seconds", 1, 600);
    }

    public static void main(String[] args) {
        var options = new Arguments("Measures what a call through the gateway costs, on loopback.")
                .with("targets", String.join(",", TARGETS), "what to measure")
                .with("parts", String.join(",", PARTS), "which tables to make")
                .with("rounds", 5, "how often everything is measured, taking turns")
                .with("seconds", 6, "how long one measurement takes")
                .with("warmup", 15, "seconds of load on each target before the first round")
                .with("concurrency", "1,32,256", "connections of the closed-loop load and of the streams")
                .with("rate", "1000", "calls a second of the open-loop load")
                .with("soak", 0, "minutes of load at the rate while memory is watched, instead of the tables");
        try {
            if (options.read(args)) {
                Nginx.program("nginx");
                Nginx.program("wrk");
                try (var place = new Workplace()) {
                    new GatewayBench(place, options).run();
                }
            }
        } catch (CannotMeasure why) {
            System.err.println(why.getMessage());
            System.exit(2);
        }
    }

    private void run() {
        startTargets();
        int soak = options.number("soak", 0, 24 * 60);
        warmUp(options.number("warmup", 0, 600));
        if (soak > 0) {
            soak(soak);
        } else {
            tables();
        }
        if (stet != null) {
            System.out.println(new Recorded(stet).report());
        }
    }

    private void tables() {
        var parts = parts();
        int rounds = options.number("rounds", 1, 100);
        for (int round = 1; round <= rounds; round++) {
            for (Part part : parts) {
                for (int setting : part.settings()) {
                    for (Target target : round % 2 == 1 ? targets : targets.reversed()) {
                        note("round " + round + ", " + target.name() + ", " + part.measure(target, setting));
                    }
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "Medians of %d rounds of %d s; ratios and added times are medians of each round's. %d processors.%n%n",
                rounds,
                seconds,
                Runtime.getRuntime().availableProcessors());
        parts.forEach(part -> System.out.println(part.table()));
    }

    private List<Part> parts() {
        var connections = options.numbers("concurrency", 1, 4096);
        return options.words("parts", PARTS).stream()
                .map(part -> switch (part) {
                    case "closed" -> new ClosedLoop(place, connections, seconds);
                    case "open" -> new OpenLoop(options.numbers("rate", 1, 100_000), seconds);
                    case "events" -> new EventStreams(connections, 0, seconds);
                    default -> new EventStreams(List.of(connections.getLast()), 20, seconds);
                })
                .toList();
    }

    private void soak(int minutes) {
        var target = targets.getLast();
        var process = target.process();
        if (process == null) {
            throw new CannotMeasure("--soak watches the memory of bare or stet: name one in --targets");
        }
        new Soak(target, process, options.numbers("rate", 1, 100_000).getFirst()).run(minutes);
    }

    private void startTargets() {
        var wanted = options.words("targets", TARGETS);
        int plain = Nginx.start(place);
        int events = place.startMain(EventUpstream.class).port(PATIENCE);
        for (String name : TARGETS) {
            if (wanted.contains(name)) {
                targets.add(
                        switch (name) {
                            case "direct" ->
                                new Target(name, plain, events, "none", "bench-model", "bench-model", null);
                            case "bare" -> bare(plain, events);
                            default -> stet(plain, events);
                        });
            }
        }
    }

    private Target bare(int plain, int events) {
        var process = place.startMain(BareProxy.class, Integer.toString(plain), Integer.toString(events));
        int port = process.port(PATIENCE);
        return new Target("bare", port, port, "none", "bench-model", "bench-model", process);
    }

    private Target stet(int plain, int events) {
        var settings = new HashMap<>(StetServer.provider("MOCK", plain));
        settings.putAll(StetServer.provider("STREAM", events));
        var started = StetServer.start(place, settings);
        stet = started;
        return new Target(
                "stet",
                started.port(),
                started.port(),
                started.key(),
                "bench-model",
                "stream/bench-model",
                started.process());
    }

    private void warmUp(int warmup) {
        for (Target target : targets) {
            if (warmup > 0 && target.process() != null) {
                note("warming up " + target.name());
                var run = Wrk.run(place, target.plainPort(), target.plainRequest(), 32, warmup);
                var streams = Streams.run(target.eventsPort(), target.eventsRequest(0), 8, Math.max(1, warmup / 3));
                if (run.failures() > 0 || streams.failures() > 0) {
                    throw new CannotMeasure(target.name() + " fails: " + run + ", " + streams.failures() + " streams");
                }
            }
            target.settle();
        }
    }

    private static void note(String text) {
        System.err.println(text);
    }
}
