package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.config.StartProblem;

class StetTest {
    private static final Map<String, String> SIMULATED = Map.of("STET_SIMULATED", "true");

    @TempDir
    Path folder;

    @Test
    void aCallThroughTheGatewayIsATraceWithinASecond() throws Exception {
        try (var server = new TestServer(folder.resolve("home"), SIMULATED)) {
            var answer = server.post("/v1/chat/completions", """
                    {"model":"simulated-large","stet":{"user":"ada","session":"s-1"},
                     "messages":[{"role":"user","content":"How do I get a refund?"}]}""");

            assertThat(answer.statusCode()).isEqualTo(200);
            String traceId = answer.headers().firstValue("stet-trace-id").orElseThrow();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(server.get("/api/v1/projects/demo/traces/" + traceId)
                                    .statusCode())
                            .isEqualTo(200));
            var span = server.json("/api/v1/projects/demo/traces/" + traceId)
                    .path("spans")
                    .path(0);
            assertThat(span.path("simulated").asBoolean()).isTrue();
            assertThat(span.path("userId").asString()).isEqualTo("ada");
            assertThat(span.path("costUsd").decimalValue()).isPositive();
            assertThat(span.path("input").toString()).contains("How do I get a refund?");
            assertThat(server.get("/api/v1/projects/demo/traces?q=REFUND&user=ada")
                            .body())
                    .contains(traceId);
        }
    }

    @Test
    void anAnthropicCallIsATraceToo() throws Exception {
        try (var server = new TestServer(folder.resolve("home"), SIMULATED)) {
            var answer = server.post(
                    "/v1/messages",
                    "{\"model\":\"simulated-large\",\"max_tokens\":200,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"type\":\"message\"");
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(
                                    server.get("/api/v1/projects/demo/traces").body())
                            .contains(
                                    answer.headers().firstValue("stet-trace-id").orElseThrow()));
        }
    }

    @Test
    void aRestartContinuesWhereTheServerWas() throws Exception {
        Path home = folder.resolve("home");
        String traceId;
        try (var server = new TestServer(home, SIMULATED)) {
            traceId = server.post(
                            "/v1/chat/completions",
                            "{\"model\":\"simulated-small\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}")
                    .headers()
                    .firstValue("stet-trace-id")
                    .orElseThrow();
        }

        try (var server = new TestServer(home, SIMULATED)) {
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(
                                    server.get("/api/v1/projects/demo/traces").body())
                            .contains(traceId));
        }
    }

    @Test
    void aSecondServerOnTheSameFolderSaysSoAndLeavesTheFirstAlone() throws Exception {
        Path home = folder.resolve("home");
        try (var server = new TestServer(home, Map.of())) {
            assertThatThrownBy(() -> new TestServer(home, Map.of()))
                    .isInstanceOf(StartProblem.class)
                    .hasMessageContaining("Another stet server is running on " + home)
                    .hasMessageContaining("STET_HOME");
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPortInUseSaysWhichSettingChangesIt() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> new TestServer(folder.resolve("home"), Map.of("STET_PORT", port)))
                    .isInstanceOf(StartProblem.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("STET_PORT");
        }
        try (var server = new TestServer(folder.resolve("home"), Map.of())) {
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFolderOfSomebodyElseIsLeftAlone() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(home.resolve("thesis.txt"), "chapter one");

        assertThatThrownBy(() -> new TestServer(home, Map.of()))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("holds files that are not stet's");
        assertThat(home).isDirectoryContaining("glob:**thesis.txt");
        assertThat(home.resolve("lock")).doesNotExist();
    }

    @Test
    void anotherProjectsKeySeesNothingOfThisOne() throws Exception {
        try (var server = new TestServer(folder.resolve("home"), SIMULATED)) {
            var access = server.stet.wiring().access;
            var admin = access.callers().server();
            access.projects().create(admin, "other", null);
            String foreign = access.keys().create(admin, "other", "foreign").key();

            var request = HttpRequest.newBuilder().GET();
            assertThat(server.send(request, "/api/v1/projects/demo/traces", foreign)
                            .statusCode())
                    .isEqualTo(404);
            assertThat(server.send(HttpRequest.newBuilder().GET(), "/api/v1/projects/other/traces", foreign)
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
