package stet.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/** Fills the registry, then asks it over REST for lists, searches and differences. */
public final class RegistryBench {
    private static final double AIM_MILLIS = 200;

    private final StetServer stet;
    private final Arguments options;
    private final SplittableRandom random = new SplittableRandom(7);

    private RegistryBench(StetServer stet, Arguments options) {
        this.stet = stet;
        this.options = options;
    }

    public static void main(String[] args) {
        var options = new Arguments("Measures how fast a full registry lists, searches and compares.")
                .with("prompts", 10_000, "how many prompts there are")
                .with("versions", 100, "how many versions each has")
                .with("text", 1000, "bytes of text in a version")
                .with("seconds", 5, "how long each question is asked again and again");
        try {
            if (options.read(args)) {
                try (var place = new Workplace()) {
                    measure(place, options);
                }
            }
        } catch (SQLException | CannotMeasure why) {
            System.err.println(why.getMessage());
            System.exit(2);
        }
    }

    private static void measure(Workplace place, Arguments options) throws SQLException {
        System.err.println("a first start that makes the tables");
        StetServer.start(place, Map.of()).process().close();
        Path home = place.folder().resolve("home");
        var filling = new RegistryFilling(
                options.number("prompts", 1, 100_000),
                options.number("versions", 2, 1_000),
                options.number("text", 10, 100_000));
        filling.into(home.resolve("records.db"));
        new RegistryBench(StetServer.start(place, Map.of()), options).run(home.resolve("records.db"));
    }

    private void run(Path database) {
        var table = new Table("question", "asked", "p50 ms", "p95 ms", "most ms", "aim p95 ms");
        questions().forEach((name, paths) -> {
            var latencies = asked(paths);
            table.row(
                    name,
                    latencies.getTotalCount(),
                    latencies.getValueAtPercentile(50) / 1e3,
                    latencies.getValueAtPercentile(95) / 1e3,
                    latencies.getMaxValue() / 1e3,
                    AIM_MILLIS);
        });
        System.out.printf(
                Locale.ROOT,
                "%s prompts with %s versions of %s bytes each: %,d MiB on the disk.%n%n",
                options.text("prompts"),
                options.text("versions"),
                options.text("text"),
                database.toFile().length() / 1048576);
        System.out.println(table);
    }

    private Map<String, List<String>> questions() {
        var questions = new LinkedHashMap<String, List<String>>();
        questions.put("first page", List.of("/artifacts?kind=prompt&limit=100"));
        questions.put("a page in the middle", List.of("/artifacts?limit=100&cursor=" + cursor()));
        questions.put("last changed first", List.of("/artifacts?sort=updated&limit=100"));
        questions.put("top folder with its folders", List.of("/artifacts?kind=prompt&folder=/"));
        questions.put("a folder", List.of("/artifacts?kind=prompt&folder=team-3/area-3"));
        questions.put("search, word in all", List.of("/artifacts?q=answers&limit=100"));
        questions.put("search, word in few", List.of("/artifacts?q=number-4711"));
        questions.put("search, word in none", List.of("/artifacts?q=zzqqxx"));
        questions.put("with a tag", List.of("/artifacts?tag=tag-7&limit=100"));
        questions.put("with a label", List.of("/artifacts?label=production&limit=100"));
        questions.put("one prompt", some("", 200));
        questions.put("its versions", some("/versions?limit=100", 200));
        questions.put("its live version", some("/versions/production", 200));
        questions.put("difference of two versions", some("/diff?from=1&to=latest", 200));
        questions.put("who uses it", some("/used-by", 200));
        return questions;
    }

    private List<String> some(String rest, int count) {
        int prompts = options.number("prompts", 1, 100_000);
        return random.ints(count, 0, prompts)
                .mapToObj(i -> "/artifacts/prompt/" + RegistryFilling.name(i).replace("/", "%2F") + rest)
                .toList();
    }

    private String cursor() {
        String cursor = "";
        for (int page = 0; page < 10; page++) {
            var next = JsonMapper.shared()
                    .readTree(stet.project("/artifacts?limit=500" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)))
                    .path("nextCursor")
                    .asString("");
            if (next.isEmpty()) {
                return cursor;
            }
            cursor = next;
        }
        return cursor;
    }

    private Histogram asked(List<String> paths) {
        var latencies = new Histogram(3);
        long end = System.nanoTime() + options.number("seconds", 1, 600) * 1_000_000_000L;
        do {
            long started = System.nanoTime();
            stet.project(paths.get(random.nextInt(paths.size())));
            latencies.recordValue((System.nanoTime() - started) / 1000);
        } while (System.nanoTime() < end);
        return latencies;
    }
}
