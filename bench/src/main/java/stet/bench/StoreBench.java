package stet.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/** Fills the telemetry store, then asks it questions over REST while spans keep coming in. */
public final class StoreBench {
    private static final int TEMPLATES = 56;
    private static final int SPANS_IN_TEMPLATE = 256;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final long DRAIN_MILLIS = 3_600_000;
    private static final double FILL_SECONDS = 5;
    private static final String AS_IT_HAPPENED = "time";
    private static final String MIXED = "mixed";

    private final StetServer stet;
    private final Arguments options;
    private final SplittableRandom random = new SplittableRandom(11);

    private StoreBench(StetServer stet, Arguments options) {
        this.stet = stet;
        this.options = options;
    }

    public static void main(String[] args) {
        var options = new Arguments("Measures how fast a full telemetry store answers while spans keep coming in.")
                .with("spans", 1_000_000, "how many spans to fill the store with")
                .with("text", 2048, "bytes of text in a span")
                .with("rate", 2000, "spans a second that come in while questions are asked; 0: none")
                .with("seconds", 10, "how long each question is asked again and again")
                .with("connections", 4, "how many fill the store at once")
                .with(
                        "order",
                        AS_IT_HAPPENED,
                        "'time': the oldest come first, as from applications; 'mixed': as from an import of many files");
        try {
            if (options.read(args)) {
                try (var place = new Workplace()) {
                    new StoreBench(StetServer.start(place, Map.of("STET_QUERY_SECONDS", "60")), options).run();
                }
            }
        } catch (CannotMeasure why) {
            System.err.println(why.getMessage());
            System.exit(2);
        }
    }

    private void run() {
        var requests = requests();
        fill(requests);
        var table = new Table("question", "asked", "p50 ms", "p95 ms", "most ms", "aim p95 ms");
        var sent = new AtomicLong();
        int rate = options.number("rate", 0, 1_000_000);
        var trickle =
                rate == 0 ? null : Trickle.start(stet, requests.getFirst(), mixed() ? 0 : WEEK.toNanos(), rate, sent);
        var traces = traceIds();
        questions(traces).forEach((name, question) -> {
            var latencies = asked(question.paths());
            table.row(
                    name,
                    latencies.getTotalCount(),
                    latencies.getValueAtPercentile(50) / 1e3,
                    latencies.getValueAtPercentile(95) / 1e3,
                    latencies.getMaxValue() / 1e3,
                    question.aim());
        });
        if (trickle != null) {
            trickle.close();
        }
        System.out.println(table);
        System.out.printf(
                Locale.ROOT,
                "%,d spans came in meanwhile; the store was %.0f ms behind at the end.%n",
                sent.get(),
                stet.system().lagMillis());
    }

    private record Question(double aim, List<String> paths) {}

    private Map<String, Question> questions(List<String> traces) {
        var week = "from=" + Instant.now().minus(WEEK).minusSeconds(3600);
        var questions = new LinkedHashMap<String, Question>();
        questions.put(
                "trace by id",
                new Question(50, traces.stream().map(id -> "/traces/" + id).toList()));
        questions.put("first page", one(200, "/traces?limit=100"));
        questions.put("page of one model, failed", one(200, "/traces?limit=100&status=error&model=gpt-4o-mini"));
        questions.put("page of one user", one(200, "/traces?limit=100&user=user-7"));
        questions.put("count of 7 days", one(500, "/traces/count?" + week));
        questions.put("activity of 7 days", one(500, "/traces/activity?buckets=84&" + week));
        questions.put(
                "overview of 7 days",
                one(
                        500,
                        "/query?measure=count&measure=p95(durationMs)&measure=sum(costUsd)&by=app&buckets=84&" + week));
        questions.put("word in most spans", one(1000, "/traces?limit=100&q=the"));
        questions.put("word in no span", one(1000, "/traces?limit=100&q=zzqqxx"));
        return questions;
    }

    private static Question one(double aim, String path) {
        return new Question(aim, List.of(path));
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

    private List<String> traceIds() {
        var ids = new ArrayList<String>();
        String cursor = "";
        for (int page = 0; page < 20; page++) {
            var rows = JsonMapper.shared().readTree(stet.project("/traces?limit=500" + cursor));
            rows.path("items").forEach(row -> ids.add(row.path("traceId").asString()));
            if (!rows.hasNonNull("nextCursor")) {
                break;
            }
            cursor = "&cursor=" + rows.path("nextCursor").asString();
        }
        return ids;
    }

    private boolean mixed() {
        return options.words("order", List.of(AS_IT_HAPPENED, MIXED)).contains(MIXED);
    }

    /** Requests whose spans lie all over a week, or at its beginning. */
    private List<SpanRequest> requests() {
        int text = options.number("text", 64, 1_000_000);
        var requests = new ArrayList<SpanRequest>();
        for (int i = 0; i < TEMPLATES; i++) {
            var end = Instant.now().minus(mixed() ? WEEK.multipliedBy(i).dividedBy(TEMPLATES) : WEEK);
            requests.add(SpanRequest.of(
                    new SpanBatches(text + i, text, end).next(SPANS_IN_TEMPLATE), "protobuf", stet.key()));
        }
        return requests;
    }

    private void fill(List<SpanRequest> requests) {
        long wanted = options.number("spans", 1_000, 100_000_000);
        long started = System.nanoTime();
        double cpu = stet.process().use().cpuSeconds();
        long sent = 0;
        var batches = new AtomicLong();
        long step = mixed() ? 0 : WEEK.toNanos() / Math.max(1, wanted / SPANS_IN_TEMPLATE);
        while (sent < wanted) {
            sent += SpanLoad.run(
                            stet.port(),
                            requests,
                            options.number("connections", 1, 64),
                            FILL_SECONDS,
                            () -> batches.getAndIncrement() * step)
                    .spans();
            System.err.printf(Locale.ROOT, "%,d spans acknowledged%n", sent);
        }
        double acknowledged = (System.nanoTime() - started) / 1e9;
        if (!Pause.until(() -> stet.system().lagRecords() == 0, DRAIN_MILLIS)) {
            throw new CannotMeasure("the store did not catch up");
        }
        double stored = (System.nanoTime() - started) / 1e9;
        var system = stet.system();
        System.out.printf(
                Locale.ROOT,
                "%,d spans: %,.0f a second acknowledged, %,.0f a second stored, %.0f µs of CPU and %,d bytes of disk a span.%n%n",
                sent,
                sent / acknowledged,
                sent / stored,
                (stet.process().use().cpuSeconds() - cpu) * 1e6 / sent,
                system.bytes() / Math.max(1, system.spans()));
    }
}
