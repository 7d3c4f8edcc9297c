package stet.exports.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.span;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.access.ServedAccess;
import stet.platform.Notices;
import stet.platform.http.Api;
import stet.platform.json.Json;
import stet.platform.secrets.Secrets;
import stet.traces.Refusals;
import stet.traces.Score;
import stet.traces.Span;
import stet.traces.TraceFeature;
import stet.traces.WholeTraces;
import stet.traces.query.Cursor;
import stet.traces.query.Filter;
import tools.jackson.databind.JsonNode;

class ScheduleTest {
    private static final Duration PAUSE = Duration.ofMillis(50);

    @TempDir
    Path home;

    @TempDir
    Path allowed;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON.plus(Duration.ofMinutes(30)));
    private final InstantSource clock = now::get;
    private final HttpClient client = HttpClient.newHttpClient();
    private ServedAccess served;
    private TraceFeature traces;
    private @Nullable ScheduleFeature feature;
    private String token;

    @BeforeEach
    void start() throws Exception {
        served = new ServedAccess(home);
        token = Files.readString(home.resolve("cli-token")).strip();
        traces = TraceFeature.create(
                home, 128L * 1024 * 1024, Duration.ofSeconds(20), Refusals.needs(), InstantSource.fixed(NOON));
        var api = new Api();
        feature(Optional.of(allowed)).declare(api);
        served.serve(api, Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        if (feature != null) {
            feature.close();
        }
        served.close();
        traces.close();
        client.close();
    }

    @Test
    void aSliceIsExportedWhenItIsCompleteAndTheDelayIsOver() throws Exception {
        keep(
                span("a", "1").at(NOON, 5).span(),
                span("b", "1").at(NOON.plusSeconds(3599), 5).span());
        keep(span("c", "1").at(NOON.plusSeconds(3600), 5).span());

        var saved = put(200, plan(0, folder("billing"), ""));

        assertThat(saved.path("next").stringValue()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(saved.path("dueAt").stringValue()).isEqualTo("2026-11-23T14:00:00Z");
        now.set(Instant.parse("2026-11-23T14:00:01Z"));
        var done = awaitDone("2026-11-23T12:00:00Z");
        assertThat(done.path("spans").intValue()).isEqualTo(2);
        var manifest = Json.MAPPER.readTree(Files.readString(slice("12").resolve("manifest.json")));
        assertThat(manifest.path("parts").get(0).path("name").stringValue()).isEqualTo("part-00001.jsonl.gz");
        assertThat(traceIds("12")).containsExactly("a", "b");
        assertThat(slice("13")).doesNotExist();
    }

    @Test
    void whereItIsSurvivesARestartAndEverySliceMissedIsMadeUpFor() throws Exception {
        keep(
                span("a", "1").at(NOON, 5).span(),
                span("b", "1").at(NOON.plusSeconds(2 * 3600), 5).span());
        put(200, plan(0, folder("billing"), ""));
        now.set(Instant.parse("2026-11-23T14:00:01Z"));
        awaitDone("2026-11-23T12:00:00Z");
        feature(Optional.of(allowed)).close();

        now.set(Instant.parse("2026-11-23T16:00:01Z"));
        feature(Optional.of(allowed));

        awaitDone("2026-11-23T14:00:00Z");
        assertThat(slice("13").resolve("manifest.json")).exists();
        assertThat(slice("13").resolve("part-00001.jsonl.gz")).doesNotExist();
        assertThat(traceIds("14")).containsExactly("b");
    }

    @Test
    void whatCameLateIsInASliceThatIsExportedAgain() throws Exception {
        keep(span("a", "1").at(NOON, 5).span());
        put(200, plan(0, folder(""), ",\"format\":\"parquet\",\"delayMinutes\":0"));
        now.set(Instant.parse("2026-11-23T13:00:01Z"));
        awaitDone("2026-11-23T12:00:00Z");
        keep(span("late", "1").at(NOON.plusSeconds(60), 5).span());

        post("/run", "{\"from\":\"2026-11-23T12:10:00Z\"}");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> get().path("lastDone").path("spans").intValue() == 2);
        try (var files = Files.list(allowed.resolve("demo/2026/11/23/12"))) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder("part-00001.parquet", "manifest.json");
        }
    }

    @Test
    void aFailureIsShownWithItsReasonAndTriedAgain() throws Exception {
        keep(span("a", "1").at(NOON, 5).span());
        Files.delete(allowed);
        put(200, plan(0, folder("billing"), ""));
        now.set(Instant.parse("2026-11-23T14:00:01Z"));

        await().atMost(Duration.ofSeconds(20)).until(() -> get().has("failure"));

        var failure = get().path("failure");
        assertThat(failure.path("reason").stringValue()).contains("is not there");
        assertThat(failure.path("retryAt").stringValue()).isEqualTo("2026-11-23T14:01:01Z");
        Files.createDirectory(allowed);
        now.set(Instant.parse("2026-11-23T14:01:02Z"));
        awaitDone("2026-11-23T12:00:00Z");
        assertThat(get().has("failure")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"kind":"folder","folder":"../out"}                           | destination.folder
                    {"kind":"folder","folder":"/etc"}                             | destination.folder
                    {"kind":"folder","folder":"a/../../b"}                        | destination.folder
                    {"kind":"folder","folder":".ssh"}                             | destination.folder
                    {"kind":"ftp"}                                                | destination.kind
                    {"kind":"s3","bucket":"UPPER","accessKeyId":"a"}              | destination.bucket
                    {"kind":"s3","bucket":"good-one","accessKeyId":"a","endpoint":"file:///etc"} | destination.endpoint
                    {"kind":"s3","bucket":"good-one"}                             | destination.accessKeyId
                    {"kind":"s3","bucket":"good-one","accessKeyId":"a"}           | secretAccessKey
                    """)
    void aDestinationThatCannotBeIsRefusedByItsField(String destination, String field) throws Exception {
        var refused = put(400, plan(0, destination, ""));

        assertThat(refused.path("errors").get(0).path("field").stringValue()).isEqualTo(field);
    }

    @Test
    void aLinkThatLeadsOutOfTheAllowedFolderIsNotFollowed(@TempDir Path outside) throws Exception {
        Files.createSymbolicLink(allowed.resolve("billing"), outside);

        var tested = post("/test", plan(0, folder("billing"), ""));

        assertThat(tested.path("works").booleanValue()).isFalse();
        assertThat(tested.path("detail").stringValue()).contains("leads out");
        try (var files = Files.list(outside)) {
            assertThat(files).isEmpty();
        }
        assertThat(post("/test", plan(0, folder("other"), "")).path("works").booleanValue())
                .isTrue();
    }

    @Test
    void aChangeOfAnOldVersionIsRefused() throws Exception {
        put(200, plan(0, folder("one"), ""));
        put(200, plan(1, folder("two"), ""));

        var refused = put(409, plan(1, folder("three"), ""));

        assertThat(refused.path("detail").stringValue()).contains("version 2");
        assertThat(get().path("destination").path("folder").stringValue()).isEqualTo("two");
    }

    @Test
    void onlyAnAdministratorMaySetItUp() throws Exception {
        var refused = client.send(
                HttpRequest.newBuilder(uri(""))
                        .header("authorization", "Bearer " + served.key)
                        .build(),
                BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void aBucketGetsTheSameObjectsAndTheSecretIsNotKeptInPlain() throws Exception {
        keep(span("a", "1").at(NOON, 5).span());
        try (var bucket = new TestBucket("telemetry")) {
            var destination = """
                    {"kind":"s3","endpoint":"%s","region":"us-east-1","bucket":"telemetry","prefix":"stet/x","accessKeyId":"AKIATEST"}""".formatted(bucket.endpoint());
            var tested = post("/test", plan(0, destination, ",\"secretAccessKey\":\"very-secret-key\""));
            assertThat(tested.path("works").booleanValue())
                    .as(tested.toString())
                    .isTrue();
            put(200, plan(0, destination, ",\"secretAccessKey\":\"very-secret-key\""));
            var kept = put(200, plan(1, destination, ""));
            assertThat(kept.path("secretSet").booleanValue()).isTrue();
            assertThat(kept.toString()).doesNotContain("very-secret-key");
            put(400, plan(2, destination.replace("AKIATEST", "AKIAOTHER"), ""));

            now.set(Instant.parse("2026-11-23T14:00:01Z"));
            awaitDone("2026-11-23T12:00:00Z");

            var folder = "stet/x/demo/2026/11/23/12/";
            assertThat(bucket.keys())
                    .containsExactlyInAnyOrder(folder + "manifest.json", folder + "part-00001.jsonl.gz");
            assertThat(bucket.unzipped(folder + "part-00001.jsonl.gz")).contains("\"traceId\":\"a\"");
        }
        try (var files = Files.list(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("very-secret-key");
            }
        }
    }

    @Test
    void aBucketThatIsNotThereIsAReadableFailure() throws Exception {
        try (var bucket = new TestBucket("telemetry")) {
            var destination = """
                    {"kind":"s3","endpoint":"%s","bucket":"elsewhere","accessKeyId":"AKIATEST"}""".formatted(bucket.endpoint());

            var tested = post("/test", plan(0, destination, ",\"secretAccessKey\":\"x\""));

            assertThat(tested.path("works").booleanValue()).isFalse();
            assertThat(tested.path("detail").stringValue()).contains("bucket 'elsewhere'");
        }
    }

    private ScheduleFeature feature(Optional<Path> folder) {
        if (feature != null) {
            feature.close();
        }
        var made = feature(folder, traces.store().whole());
        feature = made;
        return made;
    }

    private ScheduleFeature feature(Optional<Path> folder, WholeTraces whole) {
        return ScheduleFeature.create(
                new ScheduleFeature.Needs(
                        served.records,
                        Secrets.open(home, Optional.empty()),
                        served.callers(),
                        served.access.trail(),
                        new Notices(),
                        whole,
                        folder),
                home,
                clock,
                PAUSE);
    }

    @Test
    void twoServersOnOneRecordStoreExportASliceOnce() throws Exception {
        keep(span("a", "1").at(NOON, 5).span());
        put(200, plan(0, folder("billing"), ""));
        if (feature != null) {
            feature.close();
        }
        var reading = new Slow(traces.store().whole());
        try (var one = feature(Optional.of(allowed), reading);
                var other = feature(Optional.of(allowed), reading)) {
            assertThat(one).isNotSameAs(other);
            now.set(Instant.parse("2026-11-23T14:00:01Z"));
            await().atMost(Duration.ofSeconds(20)).until(() -> reading.begun.get() == 1);
            await().during(PAUSE.multipliedBy(8)).atMost(Duration.ofSeconds(20)).until(() -> reading.begun.get() == 1);
            reading.go.countDown();

            awaitDone("2026-11-23T12:00:00Z");
            await().during(PAUSE.multipliedBy(8)).atMost(Duration.ofSeconds(20)).until(() -> reading.begun.get() == 1);
        }
    }

    /** Waits at the beginning of an export until it is let go on. */
    private static final class Slow implements WholeTraces {
        private final WholeTraces whole;
        private final AtomicInteger begun = new AtomicInteger();
        private final CountDownLatch go = new CountDownLatch(1);

        Slow(WholeTraces whole) {
            this.whole = whole;
        }

        @Override
        public Portion next(UUID project, Filter filter, Cursor after, long untilUs) {
            begun.incrementAndGet();
            try {
                assertThat(go.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return whole.next(project, filter, after, untilUs);
        }

        @Override
        public Optional<Found> find(UUID project, String traceId) {
            return whole.find(project, traceId);
        }

        @Override
        public SpanRun spans(UUID project, List<Found> of, @Nullable Place after, int most) {
            return whole.spans(project, of, after, most);
        }

        @Override
        public Map<String, List<Score>> scores(UUID project, List<Found> of) {
            return whole.scores(project, of);
        }
    }

    private JsonNode awaitDone(String slice) throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get().path("lastDone").path("slice").asString("").equals(slice));
        return get().path("lastDone");
    }

    private Path slice(String hour) {
        return allowed.resolve("billing/demo/2026/11/23").resolve(hour);
    }

    private List<String> traceIds(String hour) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(slice(hour).resolve("part-00001.jsonl.gz")))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> Json.MAPPER.readTree(line).path("traceId").stringValue())
                    .toList();
        }
    }

    private void keep(Span... spans) {
        traces.sink()
                .accept(served.callers().server().project("demo").id(), List.of(spans))
                .join();
        await().atMost(Duration.ofSeconds(20)).until(() -> traces.lag().records() == 0);
    }

    private static String folder(String path) {
        return "{\"kind\":\"folder\",\"folder\":\"" + path + "\"}";
    }

    private static String plan(int version, String destination, String more) {
        return "{\"version\":" + version + ",\"every\":\"hour\",\"destination\":" + destination + more + "}";
    }

    private JsonNode get() throws Exception {
        return send(200, HttpRequest.newBuilder(uri(""))).path("schedule");
    }

    private JsonNode put(int status, String body) throws Exception {
        return send(status, HttpRequest.newBuilder(uri("")).PUT(BodyPublishers.ofString(body)));
    }

    private JsonNode post(String what, String body) throws Exception {
        return send(200, HttpRequest.newBuilder(uri(what)).POST(BodyPublishers.ofString(body)));
    }

    private JsonNode send(int status, HttpRequest.Builder request) throws Exception {
        var answer =
                client.send(request.header("authorization", "Bearer " + token).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }

    private URI uri(String what) {
        return URI.create(served.url() + "/api/v1/projects/demo/export-schedule" + what);
    }
}
