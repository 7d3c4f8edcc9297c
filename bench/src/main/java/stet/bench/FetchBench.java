package stet.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures what fetching what is live costs, how fast a rollback is seen, and what an app adds to a gateway call. */
public final class FetchBench {
    private static final String TEXT =
            "You answer customers of {{company}}. Be kind, be short, quote the invoice. ".repeat(20);
    private static final String FETCH = "/api/v1/projects/demo/fetch";

    private final Workplace place;
    private final Arguments options;
    private final int seconds;

    private FetchBench(Workplace place, Arguments options) {
        this.place = place;
        this.options = options;
        this.seconds = options.number("seconds", 1, 600);
    }

    public static void main(String[] args) {
        var options = new Arguments(
                        "Measures what fetching what is live costs, and what an app adds to a call, on loopback.")
                .with("rounds", 3, "how often everything is measured, taking turns")
                .with("seconds", 5, "how long one measurement takes")
                .with("warmup", 10, "seconds of load before the first round")
                .with("concurrency", 32, "connections of the closed-loop load")
                .with("rate", 5000, "fetches a second of the open-loop load")
                .with("calls", 3000, "calls through the gateway, plain ones and an app's in turn")
                .with("rollbacks", 50, "how often is rolled back");
        try {
            if (options.read(args)) {
                Nginx.program("wrk");
                try (var place = new Workplace()) {
                    new FetchBench(place, options).run();
                }
            }
        } catch (CannotMeasure why) {
            System.err.println(why.getMessage());
            System.exit(2);
        }
    }

    private void run() {
        var stet = StetServer.start(place, StetServer.provider("MOCK", Nginx.start(place)));
        var author = new ReleaseAuthor(stet.port(), place.folder().resolve("home"));
        author.prompt("tone", "Be kind.");
        author.prompt("answer", TEXT);
        author.release();
        author.prompt("answer", TEXT + " Sign with your name.");
        author.release();
        author.deploy(1);
        author.deploy(2);

        var ways = new LinkedHashMap<String, byte[]>();
        ways.put("/health/live", get(stet, "/health/live", ""));
        ways.put("release", get(stet, FETCH + "/apps/bench-bot", ""));
        ways.put("prompt", get(stet, FETCH + "/prompts/answer", ""));
        ways.put(
                "release, 304",
                get(
                        stet,
                        FETCH + "/apps/bench-bot",
                        "If-None-Match: " + author.etag(FETCH + "/apps/bench-bot", stet.key()) + "\r\n"));
        closed(stet, ways);
        open(stet, ways.get("release"));
        new RollbackWatch(author, stet).report(options.number("rollbacks", 1, 1000));
        new AppOverhead(stet).report(options.number("calls", 100, 1_000_000));
    }

    private void closed(StetServer stet, Map<String, byte[]> ways) {
        int connections = options.number("concurrency", 1, 4096);
        int warmup = options.number("warmup", 0, 600);
        for (var request : ways.values()) {
            if (warmup > 0) {
                Wrk.run(place, stet.port(), request, connections, Math.max(1, warmup / ways.size()));
            }
        }
        var rates = new LinkedHashMap<String, List<Double>>();
        var ratios = new LinkedHashMap<String, List<Double>>();
        int rounds = options.number("rounds", 1, 100);
        for (int round = 0; round < rounds; round++) {
            double live = 0;
            for (var way : ways.entrySet()) {
                var run = Wrk.run(place, stet.port(), way.getValue(), connections, seconds);
                if (run.failures() > 0) {
                    throw new CannotMeasure(way.getKey() + " fails: " + run);
                }
                live = way.getKey().equals("/health/live") ? run.perSecond() : live;
                rates.computeIfAbsent(way.getKey(), _ -> new ArrayList<>()).add(run.perSecond());
                ratios.computeIfAbsent(way.getKey(), _ -> new ArrayList<>()).add(run.perSecond() / live);
                System.err.printf(Locale.ROOT, "round %d, %s: %,.0f/s%n", round + 1, way.getKey(), run.perSecond());
            }
        }
        var table = new Table("closed loop, " + connections + " connections", "answers/s", "÷ /health/live");
        rates.forEach((name, all) ->
                table.row(name, Medians.median(all), Medians.median(ratios.getOrDefault(name, List.of()))));
        System.out.println(table);
    }

    private void open(StetServer stet, byte[] request) {
        int rate = options.number("rate", 1, 100_000);
        ConstantRate.run(stet.port(), request, rate, Math.max(1, seconds / 2), 64);
        var table = new Table("open loop", "fetches/s", "p50 µs", "p99 µs", "p99.9 µs", "failures");
        for (int round = 0; round < options.number("rounds", 1, 100); round++) {
            var run = ConstantRate.run(stet.port(), request, rate, seconds, 64);
            table.row("round " + (round + 1), rate, run.micros(50), run.micros(99), run.micros(99.9), run.failures());
        }
        System.out.println(table);
    }

    private static byte[] get(StetServer stet, String path, String more) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + stet.key() + "\r\n" + more
                        + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
