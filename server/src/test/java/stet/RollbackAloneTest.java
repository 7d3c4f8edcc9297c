package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** A whole server whose trace store has no room left and whose provider is dead. */
class RollbackAloneTest {
    private static final String PROJECT = "/api/v1/projects/demo";
    private static final String PRODUCTION = PROJECT + "/apps/billing-bot/environments/production";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final Random random = new Random(7);

    @Test
    void aRollbackIsServedAtOnceByFetchAndGateway() throws Exception {
        Files.createFile(home.resolve("stet-home"));
        try (var disk = SmallDisk.on(Files.createDirectories(traces()), 64);
                var server =
                        new TestServer(home, Map.of("STET_PROVIDER_OPENAI_BASE_URL", "http://127.0.0.1:" + closed()))) {
            for (String text : new String[] {"Hello", "Goodbye"}) {
                ok(server, "POST", PROJECT + "/artifacts", prompt(text), 201);
                ok(server, "POST", PROJECT + "/apps/billing-bot/releases", """
                        {"manifest":{"steps":{"answer":{"prompt":"%s"}}}}""".formatted(text), 201);
            }
            ok(server, "POST", PRODUCTION + "/deploy", "{\"release\":1}", 200);
            ok(server, "POST", PRODUCTION + "/deploy", "{\"release\":2}", 200);
            var ballast = disk.fill();
            call(server, noise());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.get("/health/ready").body())
                            .contains("\"name\":\"traces\",\"ok\":false"));

            ok(server, "POST", PRODUCTION + "/rollback", "{\"reason\":\"wrong advice\"}", 200);

            assertThat(ok(server, "GET", PROJECT + "/fetch/apps/billing-bot", "", 200)
                            .path("release")
                            .asInt())
                    .isEqualTo(1);
            String traceId = call(server, "Why?");
            assertThat(server.get("/health/ready").body()).contains("\"name\":\"traces\",\"ok\":false");
            Files.delete(ballast);
            await().atMost(PATIENCE)
                    .until(() -> server.get(PROJECT + "/traces/" + traceId).statusCode() == 200);
            var recorded = server.json(PROJECT + "/traces/" + traceId);
            assertThat(recorded.path("trace").path("release").asString()).isEqualTo("1");
            assertThat(recorded.toString()).contains("Hello").doesNotContain("Goodbye");
        }
    }

    /** Asks the app, whose provider is dead; the call's trace. */
    private static String call(TestServer server, String question) throws Exception {
        var answer = server.post(
                "/v1/chat/completions",
                "{\"model\":\"app/billing-bot\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(502);
        return answer.headers().firstValue("stet-trace-id").orElseThrow();
    }

    /** What cannot be compressed by much. */
    private String noise() {
        var bytes = new byte[300_000];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String prompt(String text) {
        return "{\"kind\":\"prompt\",\"name\":\"" + text
                + "\",\"content\":{\"type\":\"chat\",\"messages\":[{\"role\":\"system\",\"content\":\"" + text
                + "\"}],\"model\":{\"name\":\"gpt-5\",\"parameters\":{}}}}";
    }

    private static JsonNode ok(TestServer server, String method, String path, String body, int status)
            throws Exception {
        var answer = server.ask(method, path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }

    private Path traces() {
        return home.resolve("traces");
    }

    private static String closed() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort() + "/v1";
        }
    }
}
