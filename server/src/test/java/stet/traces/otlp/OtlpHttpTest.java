package stet.traces.otlp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.access.AccessFeature;
import stet.client.StetClient;
import stet.platform.Notices;
import stet.platform.db.Records;
import stet.platform.db.RecordsAddress;
import stet.platform.http.Api;
import stet.platform.http.Problem;
import stet.platform.http.ServedApi;
import stet.platform.json.Json;
import stet.traces.Masking;
import stet.traces.Span;
import stet.traces.SpanSink;
import stet.traces.rejected.RejectedFeature;

class OtlpHttpTest {
    private static final int LIMIT = 1024 * 1024;

    @TempDir
    Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Span> stored = new CopyOnWriteArrayList<>();
    private volatile SpanSink sink = (_, spans) -> {
        stored.addAll(spans);
        return CompletableFuture.allOf();
    };
    private Records records;
    private AccessFeature access;
    private ServedApi server;
    private String key;

    @BeforeEach
    void start() throws Exception {
        records = Records.open(RecordsAddress.inHome(home));
        access = AccessFeature.create(records, home, Optional.of("correct horse"), InstantSource.system());
        var api = new Api();
        access.declare(api);
        OtlpFeature.create(
                        new OtlpFeature.Needs(
                                access.callers(),
                                (project, spans) -> sink.accept(project, spans),
                                (_, _) -> CompletableFuture.allOf(),
                                (_, _) -> CompletableFuture.allOf(),
                                (_, _, _, _) -> Span.Cost.unknown("no prices"),
                                Masking.NONE,
                                RejectedFeature.create(records, access.callers(), new Notices(), InstantSource.system())
                                        .records(),
                                new Pressure(() -> false, () -> 0, 0),
                                new SimpleMeterRegistry()),
                        LIMIT)
                .declare(api);
        server = new ServedApi(api, Duration.ofSeconds(1));
        key = StetClient.to(
                        server.url(),
                        Files.readString(home.resolve("cli-token")).strip())
                .keys("demo")
                .create("otlp")
                .key();
    }

    @AfterEach
    void stop() {
        server.close();
        access.close();
        records.close();
        client.close();
    }

    @ParameterizedTest
    @EnumSource(Fixtures.class)
    void whatARealClientSendsIsTakenAndAnsweredInItsOwnFormat(Fixtures fixture) throws Exception {
        var answer = send(request(fixture).POST(BodyPublishers.ofByteArray(fixture.bytes())));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains(fixture.contentType);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo(fixture.contentType.endsWith("json") ? "{}" : "");
        assertThat(stored).hasSize(fixture.size);
    }

    @ParameterizedTest
    @EnumSource(Fixtures.class)
    void aBodyInChunksIsTaken(Fixtures fixture) throws Exception {
        var chunks = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(fixture.bytes()));

        assertThat(send(request(fixture).POST(chunks)).statusCode()).isEqualTo(200);
        assertThat(stored).hasSize(fixture.size);
    }

    @Test
    void anOfferToUpgradeToHttp2IsIgnored() throws Exception {
        byte[] body = Fixtures.JS_OFFICIAL_JSON.bytes();
        String answer = raw(
                "connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n"
                        + "content-length: " + body.length + "\r\n",
                body);

        assertThat(answer).startsWith("HTTP/1.1 200 OK");
        assertThat(stored).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON;charset=UTF-8"})
    void aCharsetInTheContentTypeIsFine(String contentType) throws Exception {
        var answer = send(HttpRequest.newBuilder(traces())
                .header("authorization", "Bearer " + key)
                .header("content-type", contentType)
                .POST(BodyPublishers.ofByteArray(Fixtures.JS_TRACELOOP.bytes())));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    }

    @Test
    void theKeyIsFoundWhereverClientsPutIt() throws Exception {
        String basic = Base64.getEncoder().encodeToString(("pk:" + key).getBytes(UTF_8));
        for (var header : List.of(
                List.of("authorization", "Bearer " + key),
                List.of("Authorization", key),
                List.of("authorization", "Basic " + basic),
                List.of("X-API-KEY", key),
                List.of("api-key", key),
                List.of("x-goog-api-key", key))) {
            var answer = send(HttpRequest.newBuilder(traces())
                    .header(header.get(0), header.get(1))
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(header.get(0)).isEqualTo(200);
        }
        var answer = send(HttpRequest.newBuilder(URI.create(traces() + "?key=" + key))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer stet_nothing", "Bearer sk-someone-elses"})
    void withoutAWorkingKeyNothingIsTaken(String authorization) throws Exception {
        var request = HttpRequest.newBuilder(traces())
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(Fixtures.JS_TRACELOOP.bytes()));
        var answer = send(authorization.isEmpty() ? request : request.header("authorization", authorization));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Json.MAPPER.readTree(answer.body()).path("code")).hasToString("16");
        assertThat(stored).isEmpty();
    }

    @Test
    void oneBadSpanIsNamedKeptAndDoesNotHoldBackItsBatch() throws Exception {
        byte[] bytes = requestOfGoodAndBad();

        var answer = send(request(Fixtures.JAVA_SDK, "").POST(BodyPublishers.ofByteArray(bytes)));

        assertThat(answer.statusCode()).isEqualTo(200);
        var partial = ExportTraceServiceResponse.parseFrom(answer.body()).getPartialSuccess();
        assertThat(partial.getRejectedSpans()).isEqualTo(1);
        assertThat(partial.getErrorMessage()).isEqualTo("its span id has 3.0 bytes and needs 8");
        assertThat(stored).extracting(Span::name).containsExactly("good");
    }

    @Test
    void aBadSpanInJsonIsNamedInJson() throws Exception {
        var answer = json("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"x\"},{}]}]}]}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body(), UTF_8))
                .isEqualTo(
                        "{\"partialSuccess\":{\"rejectedSpans\":\"2\",\"errorMessage\":\"it has neither a trace id nor a span id\"}}");
    }

    @Test
    void anotherMethodIsRefusedInTheFormatOfTheRequestToo() throws Exception {
        var protobuf = send(request(Fixtures.JAVA_SDK, "").GET());
        var json = send(request(Fixtures.JS_OFFICIAL_JSON, "").GET());

        assertThat(List.of(protobuf, json)).allSatisfy(it -> {
            assertThat(it.statusCode()).isEqualTo(405);
            assertThat(it.headers().firstValue("allow")).contains("POST");
        });
        assertThat(protobuf.headers().firstValue("content-type")).contains("application/x-protobuf");
        assertThat(new String(protobuf.body(), ISO_8859_1)).startsWith("\b\f\u0012");
        assertThat(new String(json.body(), UTF_8)).startsWith("{\"code\":12,\"message\":");
    }

    @Test
    void refusalsAreStatusesInTheFormatOfTheRequest() throws Exception {
        var protobuf = send(request(Fixtures.JAVA_SDK, "").POST(BodyPublishers.ofByteArray(new byte[] {10, 100, 1})));
        var json = json("{\"resourceSpans\":[");

        assertThat(protobuf.statusCode()).isEqualTo(400);
        assertThat(protobuf.headers().firstValue("content-type")).contains("application/x-protobuf");
        assertThat(new String(protobuf.body(), ISO_8859_1))
                .startsWith("\b\u0003\u0012")
                .contains("at byte 2 of 3 the protobuf is broken");
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(json.body()).path("code")).hasToString("3");
        assertThat(Json.MAPPER.readTree(json.body()).path("message").asString()).contains("at line 1, column 19");
    }

    @Test
    void anotherContentTypeOrEncodingIsRefusedWithWhatIsRead() throws Exception {
        var text = send(HttpRequest.newBuilder(traces())
                .header("authorization", "Bearer " + key)
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
        var zstd = send(request(Fixtures.JS_TRACELOOP, "zstd").POST(BodyPublishers.ofString("{}")));

        assertThat(text.statusCode()).isEqualTo(415);
        assertThat(text.headers().firstValue("accept")).contains("application/x-protobuf, application/json");
        assertThat(zstd.statusCode()).isEqualTo(415);
        assertThat(zstd.headers().firstValue("accept-encoding")).contains("gzip, identity");
    }

    @Test
    void tooManyBytesBeforeOrAfterDecompressionAreRefused() throws Exception {
        byte[] bytes = new byte[LIMIT + 1];
        var plain = send(request(Fixtures.JAVA_SDK, "").POST(BodyPublishers.ofByteArray(bytes)));
        var zipped =
                send(request(Fixtures.JAVA_SDK, "gzip").POST(BodyPublishers.ofByteArray(gzip(new byte[50 * LIMIT]))));

        assertThat(List.of(plain, zipped)).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("content-type")).contains("application/x-protobuf");
            assertThat(new String(answer.body(), UTF_8))
                    .startsWith("\b\b\u0012")
                    .contains("larger than the limit of 1 MiB");
        });
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedInTheFormatOfTheRequest() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head("content-length: 209715200\r\n"));
            socket.getOutputStream().flush();

            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 413")
                    .endsWith("{\"code\":8,\"message\":\"the body is larger than the limit of 1 MiB\"}");
        }
    }

    @Test
    void aFailureOfTheServerIsAStatusTooAndHidesItsReason() throws Exception {
        sink = (_, _) -> {
            throw new IllegalStateException("secret inside");
        };

        var answer =
                send(request(Fixtures.JS_TRACELOOP).POST(BodyPublishers.ofByteArray(Fixtures.JS_TRACELOOP.bytes())));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(Json.MAPPER.readTree(answer.body()).path("code")).hasToString("13");
        assertThat(new String(answer.body(), UTF_8)).doesNotContain("secret inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/public/otel/v1/traces", "/otel/v1/traces"})
    void thePathsThatOtherProductsClientsHaveBuiltInLeadHereToo(String path) throws Exception {
        String basic = Base64.getEncoder().encodeToString(("pk-lf-1:" + key).getBytes(UTF_8));

        var answer = send(HttpRequest.newBuilder(server.url().resolve(path))
                .header("authorization", "Basic " + basic)
                .header("content-type", Fixtures.JAVA_SDK.contentType)
                .header("content-encoding", Fixtures.JAVA_SDK.contentEncoding)
                .POST(BodyPublishers.ofByteArray(Fixtures.JAVA_SDK.bytes())));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(stored).hasSize(Fixtures.JAVA_SDK.size);
    }

    @Test
    void aBusyJournalIsSaidSoAndTheClientMayTryAgain() throws Exception {
        sink = (_, _) ->
                CompletableFuture.failedFuture(new Problem.Unavailable("the journal is full", Duration.ofSeconds(7)));

        var answer =
                send(request(Fixtures.JS_TRACELOOP).POST(BodyPublishers.ofByteArray(Fixtures.JS_TRACELOOP.bytes())));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).contains("7");
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("{\"code\":14,\"message\":\"the journal is full\"}");
    }

    @Test
    void nothingIsAnsweredBeforeTheSpansAreWritten() throws Exception {
        var written = new CompletableFuture<String>();
        var offered = new CompletableFuture<UUID>();
        sink = (project, _) -> {
            offered.complete(project);
            return CompletableFuture.allOf(written);
        };
        var answer = client.sendAsync(
                request(Fixtures.JS_TRACELOOP)
                        .POST(BodyPublishers.ofByteArray(Fixtures.JS_TRACELOOP.bytes()))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(offered).succeedsWithin(Duration.ofSeconds(10));
        assertThat(answer).isNotDone();
        written.complete("synced");
        assertThat(answer)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(it -> assertThat(it.statusCode()).isEqualTo(200));
    }

    @Test
    void aBodyThatStopsHalfWayStoresNothing() throws Exception {
        byte[] body = Fixtures.JS_OFFICIAL_JSON.bytes();
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.getOutputStream().write(head("content-length: " + body.length + "\r\n"));
            socket.getOutputStream().write(body, 0, body.length / 2);
            socket.getOutputStream().flush();
        }

        assertThat(send(request(Fixtures.JAVA_SDK).POST(BodyPublishers.ofByteArray(Fixtures.JAVA_SDK.bytes())))
                        .statusCode())
                .isEqualTo(200);
        assertThat(stored).hasSize(4).extracting(Span::name).contains("Billing");
    }

    @Test
    void aSenderOfOneByteASecondIsToldThatItTookTooLong() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head("content-length: 1000\r\n"));
            socket.getOutputStream().write('{');
            socket.getOutputStream().flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 408")
                    .contains("content-type: application/json\r\n")
                    .contains("{\"code\":4,\"message\":\"the body did not arrive within 1 seconds");
        }
        assertThat(stored).isEmpty();
    }

    private byte[] requestOfGoodAndBad() {
        var request = ExportTraceServiceRequest.newBuilder();
        var spans = request.addResourceSpansBuilder().addScopeSpansBuilder();
        for (String name : List.of("good", "bad")) {
            spans.addSpansBuilder()
                    .setTraceId(ByteString.fromHex("0af7651916cd43dd8448eb211c80319c"))
                    .setSpanId(ByteString.copyFrom(
                            name.equals("good") ? new byte[] {1, 2, 3, 4, 5, 6, 7, 8} : new byte[] {1, 2, 3}))
                    .setName(name)
                    .setKind(SpanKind.SPAN_KIND_INTERNAL)
                    .setStartTimeUnixNano(1_790_000_000_000_000_000L)
                    .setEndTimeUnixNano(1_790_000_000_000_000_001L);
        }
        return request.build().toByteArray();
    }

    private HttpResponse<byte[]> json(String body) throws Exception {
        return send(request(Fixtures.JS_TRACELOOP).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(Fixtures like) {
        return request(like, like.contentEncoding);
    }

    private HttpRequest.Builder request(Fixtures like, String contentEncoding) {
        var request = HttpRequest.newBuilder(traces())
                .header("authorization", "Bearer " + key)
                .header("content-type", like.contentType);
        return contentEncoding.isEmpty() ? request : request.header("content-encoding", contentEncoding);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private URI traces() {
        return server.url().resolve("/v1/traces");
    }

    private byte[] head(String headers) {
        return ("POST /v1/traces HTTP/1.1\r\nhost: stet\r\nauthorization: Bearer " + key
                        + "\r\ncontent-type: application/json\r\n" + headers + "\r\n")
                .getBytes(ISO_8859_1);
    }

    private String raw(String headers, byte[] body) throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head(headers));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(12 + 3), ISO_8859_1);
        }
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
