package stet.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.generation;
import static stet.traces.Spans.span;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.access.ServedAccess;
import stet.platform.Notices;
import stet.platform.http.Api;
import stet.platform.json.Json;
import stet.traces.Masking;
import stet.traces.Refusals;
import stet.traces.Span;
import stet.traces.TraceFeature;
import stet.traces.rejected.RejectedFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ExportTest {
    private static final int BODY_LIMIT = 64 * 1024 * 1024;

    @TempDir
    Path home;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Notices notices = new Notices();
    private ServedAccess served;
    private TraceFeature traces;
    private String copyKey;

    @BeforeEach
    void start() throws Exception {
        served = new ServedAccess(home);
        var access = served.access;
        access.projects().create(access.callers().server(), "copy", "Copy");
        copyKey =
                access.keys().create(access.callers().server(), "copy", "test").key();
        traces = TraceFeature.create(
                home, 128L * 1024 * 1024, Duration.ofSeconds(20), Refusals.needs(), InstantSource.fixed(NOON));
        var api = new Api();
        var rejected = RejectedFeature.create(served.records, access.callers(), notices, InstantSource.fixed(NOON));
        rejected.declare(api, (_, _) -> "");
        ExportFeature.create(
                        new ExportFeature.Needs(
                                access.callers(),
                                access.trail(),
                                traces.store().whole(),
                                traces.sink(),
                                traces.scoreSink(),
                                rejected.records(),
                                Masking.NONE),
                        home,
                        BODY_LIMIT)
                .declare(api);
        served.serve(api, Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        served.close();
        notices.close();
        traces.close();
        client.close();
    }

    @Test
    void whatWasExportedAndImportedElsewhereIsExportedAgainTheSame() throws Exception {
        keepOdd(60);

        var exported = export("");
        var done = imported(upload(copyKey, "copy", "", lines(exported)));

        assertThat(exported).hasSizeGreaterThan(60 * 3);
        assertThat(done.path("refused").intValue()).as(done.toString()).isZero();
        assertThat(done.path("spans").intValue() + done.path("scores").intValue())
                .isEqualTo(exported.size());
        stored();
        assertThat(export(copyKey, "copy", "")).isEqualTo(exported);
    }

    @Test
    void parquetCarriesTheSameAsLines() throws Exception {
        keepOdd(40);
        var exported = export("");

        var part = get(served.key, "demo", "?format=parquet");

        assertThat(part.headers().firstValue("stet-next-cursor")).isEmpty();
        assertThat(new String(part.body(), 0, 4, UTF_8)).isEqualTo("PAR1");
        var done = imported(upload(copyKey, "copy", "?format=parquet", part.body()));
        assertThat(done.path("refused").intValue()).as(done.toString()).isZero();
        stored();
        assertThat(inPlainMoney(export(copyKey, "copy", ""))).isEqualTo(inPlainMoney(exported));
        try (var left = Files.list(home.resolve("exports"))) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void anExportGoesOnBehindAnyOfItsLines() throws Exception {
        keepOdd(12);
        var whole = export("");

        for (int taken = 1; taken <= whole.size(); taken += 5) {
            var cursor = whole.get(taken - 1).path("cursor").stringValue();
            assertThat(export("?cursor=" + cursor)).isEqualTo(whole.subList(taken, whole.size()));
        }
    }

    @Test
    void aLongTraceIsReadInPartsAndItsLinesKeepTheirOrder() throws Exception {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < 2_500; i++) {
            spans.add(span("long", "s" + i).at(NOON.plusMillis(i % 700), 5).span());
        }
        keep(spans);

        var lines = export("");

        assertThat(lines).hasSize(2_500);
        assertThat(lines.stream().map(it -> it.path("spanId").stringValue())).doesNotHaveDuplicates();
        assertThat(lines.stream().map(it -> Instant.parse(it.path("startedAt").stringValue())))
                .isSorted();
        var cursor = lines.get(1_499).path("cursor").stringValue();
        assertThat(export("?cursor=" + cursor)).isEqualTo(lines.subList(1_500, 2_500));
    }

    @Test
    void onlyMatchingTracesAreExportedAndWhole() throws Exception {
        keep(List.of(
                generation("a", "1").dimensions("ada", "s", "production").span(),
                span("a", "2").under("1").saying("where is my refund?", "here").span(),
                generation("b", "1").dimensions("grace", "s", "production").span(),
                span("c", "1").at(NOON.plusSeconds(60), 1).span()));

        assertThat(ids(export("?where=" + encoded("user = ada")))).containsExactly("a/1", "a/2");
        assertThat(ids(export("?where=" + encoded("\"refund\"")))).containsExactly("a/1", "a/2");
        assertThat(ids(export("?from=2026-11-23T12:00:30Z"))).containsExactly("c/1");
        assertThat(ids(export("?to=2026-11-23T12:00:30Z"))).containsExactly("a/1", "a/2", "b/1");
        assertThat(export("?where=" + encoded("user = nobody"))).isEmpty();
    }

    @Test
    void importingTwiceChangesNothingAndADryRunTakesNothingIn() throws Exception {
        keepOdd(5);
        var lines = lines(export(""));

        var dry = imported(upload(copyKey, "copy", "?dryRun=true", lines));
        stored();

        assertThat(dry.path("dryRun").booleanValue()).isTrue();
        assertThat(dry.path("spans").intValue()).isPositive();
        assertThat(export(copyKey, "copy", "")).isEmpty();
        upload(copyKey, "copy", "", lines);
        upload(copyKey, "copy", "", lines);
        stored();
        assertThat(export(copyKey, "copy", "")).isEqualTo(export(""));
    }

    @Test
    void badLinesAreNamedAndTheOthersTakenIn() throws Exception {
        var body = """
                {"traceId":"t","spanId":"1","name":"good","startedAt":"2026-11-23T12:00:00Z"}
                not json

                {"traceId":"t","spanId":"2","startedAt":"2026-11-23T12:00:00Z"}
                {"traceId":"t","spanId":"3","name":"good","startedAt":"2026-11-23T12:00:00Z"}""";

        var done = imported(upload(served.key, "demo", "", body.getBytes(UTF_8)));
        stored();

        assertThat(done.path("spans").intValue()).isEqualTo(2);
        assertThat(done.path("refused").intValue()).isEqualTo(2);
        assertThat(done.path("problems").valueStream().map(it -> it.path("line").intValue()))
                .containsExactly(2, 4);
        assertThat(done.path("problems").get(1).path("detail").stringValue()).isEqualTo("name is missing");
        assertThat(ids(export(""))).containsExactly("t/1", "t/3");
    }

    @Test
    void aLineThatCannotBeTakenInIsAmongTheRejectedRecordsAndCanBeSentAgain() throws Exception {
        var bad = "{\"traceId\":\"t\",\"spanId\":\"s\",\"startedAt\":\"2026-11-23T12:00:00Z\"}\n".getBytes(UTF_8);

        assertThat(imported(upload(copyKey, "copy", "?dryRun=true", bad))
                        .path("refused")
                        .intValue())
                .isEqualTo(1);
        assertThat(rejected("").path("items").size()).isZero();
        assertThat(imported(upload(copyKey, "copy", "", bad)).path("refused").intValue())
                .isEqualTo(1);

        var item = rejected("?source=import").path("items").get(0);
        assertThat(item.path("reason").stringValue()).isEqualTo("line 1: name is missing");
        assertThat(rejected("/" + item.path("id").stringValue()).path("text").stringValue())
                .isEqualTo(new String(bad, UTF_8).strip());
        var again = client.send(
                HttpRequest.newBuilder(served.url().resolve("/api/v1/projects/copy/rejected/replay"))
                        .header("authorization", "Bearer " + copyKey)
                        .POST(BodyPublishers.ofString("{\"source\":\"import\"}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(again.body()).contains("\"rejected\":1").contains("name is missing");
    }

    private JsonNode rejected(String more) throws Exception {
        var found = client.send(
                HttpRequest.newBuilder(served.url().resolve("/api/v1/projects/copy/rejected" + more))
                        .header("authorization", "Bearer " + copyKey)
                        .build(),
                BodyHandlers.ofString());
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        return Json.MAPPER.readTree(found.body());
    }

    @Test
    void zippedBodiesAreReadAndAnswersZippedForThoseWhoAsk() throws Exception {
        keepOdd(3);
        var plain = get(served.key, "demo", "").body();
        var zipped = client.send(
                request(served.key, "demo", "/export")
                        .header("accept-encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                .isEqualTo(plain);
        var body = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(body)) {
            zip.write(plain);
        }
        var done = client.send(
                request(copyKey, "copy", "/import")
                        .header("content-encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(imported(done).path("refused").intValue()).isZero();
    }

    @Test
    void aReaderThatIsSlowHoldsLittleAndOneThatLeavesEndsTheWork() throws Exception {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < 300; i++) {
            spans.add(span("t" + i, "s").saying("q", "x".repeat(100_000)).span());
        }
        keep(spans);
        var open = new ArrayList<InputStream>();
        for (int i = 0; i < ExportRoutes.MOST_AT_ONCE; i++) {
            var answer = client.send(request(served.key, "demo", "/export").build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body().read()).isEqualTo('{');
            open.add(answer.body());
        }

        var refused = get(served.key, "demo", "");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).contains("10");

        for (var body : open) {
            body.close();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get(served.key, "demo", "").statusCode() == 200);
    }

    @Test
    void aWholeAnswerSaysThatItIsWhole() throws Exception {
        keepOdd(2);
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), served.url().getPort())) {
            socket.getOutputStream()
                    .write(("GET /api/v1/projects/demo/export HTTP/1.1\r\nhost: x\r\nauthorization: Bearer "
                                    + served.key + "\r\nconnection: close\r\n\r\n")
                            .getBytes(UTF_8));
            var answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer).contains("transfer-encoding: chunked").endsWith("0\r\n\r\n");
        }
    }

    @Test
    void whatIsAskedWronglyIsRefusedInWordsBeforeAnythingIsSent() throws Exception {
        assertThat(get(served.key, "demo", "?cursor=xyz").statusCode()).isEqualTo(400);
        assertThat(get(served.key, "demo", "?format=csv").statusCode()).isEqualTo(400);
        assertThat(get(served.key, "copy", "").statusCode()).isEqualTo(404);
        assertThat(upload(served.key, "demo", "", new byte[0]).statusCode()).isEqualTo(400);
        var wrong = upload(served.key, "demo", "?format=parquet", "PAR1 no".getBytes(UTF_8));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(new String(wrong.body(), UTF_8)).contains("cannot be read as Parquet");
    }

    private void keepOdd(int count) {
        var odd = new OddSpans(count);
        var spans = new ArrayList<Span>();
        for (int i = 0; i < count; i++) {
            var trace = "trace-" + i;
            spans.add(odd.span(trace, "root", null));
            spans.add(odd.span(trace, "child-ü", "root"));
            if (i % 3 == 0) {
                traces.scoreSink()
                        .score(project("demo"), odd.scores(trace, "root", "session-ü"))
                        .join();
            }
        }
        keep(spans);
    }

    private void keep(List<Span> spans) {
        for (int from = 0; from < spans.size(); from += 100) {
            traces.sink()
                    .accept(project("demo"), spans.subList(from, Math.min(spans.size(), from + 100)))
                    .join();
        }
        stored();
    }

    private void stored() {
        await().atMost(Duration.ofSeconds(20)).until(() -> traces.lag().records() == 0);
    }

    private UUID project(String name) {
        return served.callers().server().project(name).id();
    }

    private List<ObjectNode> export(String query) throws Exception {
        return export(served.key, "demo", query);
    }

    private List<ObjectNode> export(String key, String project, String query) throws Exception {
        var answer = get(key, project, query);
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        return new String(answer.body(), UTF_8)
                .lines()
                .map(line -> (ObjectNode) Json.MAPPER.readTree(line))
                .toList();
    }

    /** A column of money keeps no zeros at the end. */
    private static List<ObjectNode> inPlainMoney(List<ObjectNode> lines) {
        lines.forEach(line -> {
            if (line.has("costUsd")) {
                line.put("costUsd", line.get("costUsd").decimalValue().stripTrailingZeros());
            }
            if (line.get("costParts") instanceof ObjectNode parts) {
                parts.propertyStream()
                        .toList()
                        .forEach(it -> parts.put(
                                it.getKey(), it.getValue().decimalValue().stripTrailingZeros()));
            }
        });
        return lines;
    }

    private static byte[] lines(List<ObjectNode> lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString().getBytes(UTF_8);
    }

    private static List<String> ids(List<ObjectNode> lines) {
        return lines.stream()
                .map(it -> it.path("traceId").stringValue() + "/"
                        + it.path("spanId").stringValue())
                .toList();
    }

    private HttpResponse<byte[]> get(String key, String project, String query) throws Exception {
        return client.send(request(key, project, "/export" + query).build(), BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> upload(String key, String project, String query, byte[] body) throws Exception {
        return client.send(
                request(key, project, "/import" + query)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String key, String project, String path) {
        return HttpRequest.newBuilder(URI.create(served.url() + "/api/v1/projects/" + project + path))
                .header("authorization", "Bearer " + key);
    }

    private static JsonNode imported(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
