package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.config.StartProblem;

/** The exporters of OpenTelemetry's Java SDK, sending to a whole server. */
class OtlpClientsTest {
    @TempDir
    Path home;

    @Test
    void theExportersReachTheMainPortAndTheirUsualPorts() throws Exception {
        int grpcPort = freePort();
        int httpPort = freePort();
        var ports = Map.of("STET_OTLP_GRPC_PORT", "" + grpcPort, "STET_OTLP_HTTP_PORT", "" + httpPort);
        try (var server = new TestServer(home, ports)) {
            export(grpc(server.stet.url(), "none", server.key), "grpc on the main port");
            export(grpc(at(grpcPort), "gzip", server.key), "grpc in gzip on its own port");
            export(http(server.stet.url(), "gzip", server.key), "http on the main port");
            export(http(at(httpPort), "none", server.key), "http on its own port");

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> server.json("/api/v1/projects/demo/traces")
                                    .path("items")
                                    .size()
                            == 4);
            assertThat(server.json("/api/v1/projects/demo/traces")
                            .path("items")
                            .valueStream()
                            .map(it -> it.path("name").asString()))
                    .containsExactlyInAnyOrder(
                            "grpc on the main port",
                            "grpc in gzip on its own port",
                            "http on the main port",
                            "http on its own port");
        }
    }

    @Test
    void onTheirPortsThereIsNothingButTelemetry() throws Exception {
        int port = freePort();
        try (var server = new TestServer(home, Map.of("STET_OTLP_HTTP_PORT", "" + port));
                var client = HttpClient.newHttpClient()) {
            for (String path : new String[] {"/", "/api/v1/session", "/v1/models", "/metrics"}) {
                var answer = client.send(
                        HttpRequest.newBuilder(at(port).resolve(path)).build(), HttpResponse.BodyHandlers.discarding());
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
            }
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPortThatWasSetAndIsTakenIsARefusal() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();

            assertThatExceptionOfType(StartProblem.class)
                    .isThrownBy(() -> new TestServer(home, Map.of("STET_OTLP_GRPC_PORT", port)))
                    .withMessageContainingAll("Port " + port, "is in use", "STET_OTLP_GRPC_PORT");
        }
    }

    @Test
    void aDefaultPortThatIsTakenIsDoneWithout() throws Exception {
        try (var _ = takenOr(4317);
                var _ = takenOr(4318);
                var server = new TestServer(home, Map.of("STET_PORT", "" + freePort()))) {
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
            export(http(server.stet.url(), "none", server.key), "by the main port");
        }
    }

    /** Takes a port that another program may have as well. */
    private static ServerSocket takenOr(int port) throws IOException {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (BindException taken) {
            return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        }
    }

    private static SpanExporter grpc(URI server, String compression, String key) {
        return OtlpGrpcSpanExporter.builder()
                .setEndpoint(server.toString())
                .setCompression(compression)
                .addHeader("authorization", "Bearer " + key)
                .build();
    }

    private static SpanExporter http(URI server, String compression, String key) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(server.resolve("/v1/traces").toString())
                .setCompression(compression)
                .addHeader("authorization", "Bearer " + key)
                .build();
    }

    private static void export(SpanExporter exporter, String name) {
        try (var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build()) {
            provider.get("test").spanBuilder(name).startSpan().end();
            assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                    .as(name)
                    .isTrue();
        }
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
