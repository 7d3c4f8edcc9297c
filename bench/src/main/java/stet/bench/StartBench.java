package stet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Measures how long stet takes from the start of its process to the first answer that it is ready, and what it holds when idle. */
public final class StartBench {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private StartBench() {}

    public static void main(String[] args) {
        var options = new Arguments("Measures how long stet takes to start, and what it holds when idle.")
                .with("rounds", 7, "how often each kind of start is measured, taking turns")
                .with("idle", 20, "seconds after the start at which memory is read; 0 leaves it out");
        try {
            if (options.read(args)) {
                try (var place = new Workplace()) {
                    run(place, options.number("rounds", 1, 100), options.number("idle", 0, 600));
                }
            }
        } catch (CannotMeasure why) {
            System.err.println(why.getMessage());
            System.exit(2);
        }
    }

    private static void run(Workplace place, int rounds, int idleSeconds) {
        var launcher = List.of(Workplace.root().resolve("stet").toString(), "serve");
        System.err.println("building what is missing, and a first start that makes the home");
        List<String> java;
        try (var first = start(place, "first start", launcher)) {
            first.port(PATIENCE);
            java = commandOf(first.pid());
        }
        var kinds = List.of(
                new Kind("./stet serve", launcher),
                new Kind("java, with the class cache", java),
                new Kind(
                        "java, without",
                        java.stream()
                                .filter(it -> !it.startsWith("-XX:AOTCache"))
                                .toList()));
        var samples = new Samples();
        for (int round = 1; round <= rounds; round++) {
            for (Kind kind : kinds) {
                double millis = startMillis(place, kind);
                samples.add(kind.name(), 0, "ready", millis);
                System.err.printf("round %d, %s: %.0f ms%n", round, kind.name(), millis);
            }
        }
        var table = new Table("start", "ready ms", "fastest", "slowest");
        for (Kind kind : kinds) {
            table.row(
                    kind.name(),
                    samples.median(kind.name(), 0, "ready"),
                    samples.least(kind.name(), 0, "ready"),
                    samples.most(kind.name(), 0, "ready"));
        }
        System.out.printf(
                "Medians of %d starts; the files are in the page cache, which only the system may drop.%n%n", rounds);
        System.out.println(table);
        if (idleSeconds > 0) {
            idle(place, launcher, idleSeconds);
        }
    }

    private record Kind(String name, List<String> command) {}

    private static ServerProcess start(Workplace place, String name, List<String> command) {
        return place.start(name, command, place.stetEnvironment(Map.of()));
    }

    private static double startMillis(Workplace place, Kind kind) {
        try (var server = start(place, kind.name(), kind.command())) {
            int port = server.port(PATIENCE);
            byte[] request = "GET /health/ready HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            if (!Pause.until(() -> answers(port, request), PATIENCE.toMillis())) {
                throw new CannotMeasure("stet is not ready: " + server.lastWords());
            }
            return (System.nanoTime() - server.startedNanos()) / 1e6;
        }
    }

    private static boolean answers(int port, byte[] request) {
        try (var connection = new Connection(port)) {
            return connection.exchange(request).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static void idle(Workplace place, List<String> launcher, int seconds) {
        try (var server = start(place, "idle", launcher)) {
            server.port(PATIENCE);
            Pause.millis(seconds * 1000L);
            System.out.printf(
                    "Idle after %d s: RSS %.0f MiB, PSS %.0f MiB, CPU %.2f s since the start%n",
                    seconds,
                    server.use().resident() / 1048576.0,
                    ProcessUse.proportional(server.pid()) / 1048576.0,
                    server.use().cpuSeconds());
        }
    }

    /** The launcher becomes the server, so that its command line is the server's. */
    private static List<String> commandOf(long pid) {
        try {
            var command = new ArrayList<String>();
            for (String word : Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .split("\0")) {
                command.add(word);
            }
            return command;
        } catch (IOException e) {
            throw new CannotMeasure("the command line of stet cannot be read: " + e);
        }
    }
}
