package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More telemetry at once than may be held: what is refused is refused honestly, what is acknowledged is stored. */
class OtlpBackPressureTest {
    private static final int SENDERS = 40;

    @TempDir
    Path home;

    @Test
    void whatCannotBeHeldIsToldToComeAgainAndWhatIsAcknowledgedIsStored() throws Exception {
        try (var server = new TestServer(home, Map.of("STET_HELD_BODIES_MIB", "4"));
                var client = HttpClient.newHttpClient()) {
            String padding = "x".repeat(900_000);
            var sent = IntStream.range(0, SENDERS)
                    .mapToObj(number -> client.sendAsync(
                            HttpRequest.newBuilder(server.uri("/v1/traces"))
                                    .header("authorization", "Bearer " + server.key)
                                    .header("content-type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(span(number, padding)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString()))
                    .toList();
            var answers = sent.stream()
                    .map(it -> it.handle((answer, _) -> answer).join())
                    .toList();

            long stored = answers.stream()
                    .filter(it -> it != null && it.statusCode() == 200)
                    .count();
            assertThat(stored).isPositive();
            assertThat(answers)
                    .filteredOn(it -> it != null && it.statusCode() != 200)
                    .isNotEmpty()
                    .allSatisfy(it -> {
                        assertThat(it.statusCode()).isEqualTo(503);
                        assertThat(it.headers().firstValue("retry-after")).contains("1");
                        assertThat(it.body()).startsWith("{\"code\":14");
                    });
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.json("/api/v1/projects/demo/traces/count")
                                    .path("count")
                                    .asLong()
                            >= stored);
        }
    }

    @Test
    void whileMemoryIsFullTelemetryIsToldToComeAgain() throws Exception {
        try (var server = new TestServer(home, Map.of("STET_HEAP_PERCENT", "1"))) {
            var answer = server.post("/v1/traces", span(1, "x"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).contains("2");
            assertThat(answer.body()).startsWith("{\"code\":14").contains("memory is nearly full");
            assertThat(server.get("/api/v1/projects/demo/traces").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whileMemoryIsFullTelemetryOverGrpcIsToldToComeAgain() throws Exception {
        var vertx = Vertx.vertx();
        try (var server = new TestServer(home, Map.of("STET_HEAP_PERCENT", "1"))) {
            var message = ExportTraceServiceRequest.newBuilder()
                    .addResourceSpans(ResourceSpans.newBuilder()
                            .addScopeSpans(ScopeSpans.newBuilder()
                                    .addSpans(Span.newBuilder().setName("refused"))))
                    .build()
                    .toByteArray();
            var client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            var answered = client.request(
                            HttpMethod.POST,
                            server.stet.url().getPort(),
                            "127.0.0.1",
                            "/opentelemetry.proto.collector.trace.v1.TraceService/Export")
                    .compose(request -> request.putHeader("content-type", "application/grpc")
                            .putHeader("te", "trailers")
                            .putHeader("authorization", "Bearer " + server.key)
                            .send(Buffer.buffer()
                                    .appendByte((byte) 0)
                                    .appendInt(message.length)
                                    .appendBytes(message)))
                    .compose(answer -> answer.body().map(_ -> answer))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);

            assertThat(said(answered, "grpc-status")).isEqualTo("14");
            assertThat(said(answered, "grpc-message")).contains("memory");
            assertThat(said(answered, "grpc-status-details-bin")).isNotNull();
            assertThat(server.json("/api/v1/projects/demo/traces/count")
                            .path("count")
                            .intValue())
                    .isZero();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static @Nullable String said(HttpClientResponse answer, String name) {
        var trailer = answer.getTrailer(name);
        return trailer == null ? answer.getHeader(name) : trailer;
    }

    private static String span(int number, String padding) {
        return """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"b7ad6b7169203331","name":"large",
                 "startTimeUnixNano":"1790000000000000000","endTimeUnixNano":"1790000000000000001",
                 "attributes":[{"key":"padding","value":{"stringValue":"%s"}}]}]}]}]}
                """.formatted(number + 1, padding);
    }
}
