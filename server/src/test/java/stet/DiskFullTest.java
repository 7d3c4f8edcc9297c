package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server on a real file system that really fills up. */
class DiskFullTest {
    private static final String CALL =
            "{\"model\":\"simulated-small\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";

    /** A model that never fails. */
    private static final String SCENARIO =
            "{\"name\":\"test\",\"seed\":1,\"models\":[{\"model\":\"simulated-small\",\"tokensPerSecond\":1000}],\"rules\":[{\"answers\":[{\"text\":\"One.\"}]}]}";

    @TempDir
    Path mount;

    @Test
    void callsAreServedWhileTheDiskIsFullAndRecordedWhenThereIsRoomAgain() throws Exception {
        var scenario = mount.resolve("scenario.json");
        var settings = Map.of("STET_SIMULATED", "true", "STET_SCENARIO", scenario.toString());
        try (var disk = SmallDisk.on(mount, 96)) {
            Files.writeString(scenario, SCENARIO);
            served(disk, settings);
        }
    }

    private void served(SmallDisk disk, Map<String, String> settings) throws Exception {
        try (var server = new TestServer(mount.resolve("home"), settings)) {
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
            var ballast = disk.fill();

            for (int i = 0; i < 20; i++) {
                assertThat(server.post("/v1/chat/completions", CALL).statusCode())
                        .isEqualTo(200);
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(server.get("/health/ready").statusCode()).isEqualTo(503));
            assertThat(server.get("/health/ready").body()).contains("\"not ready\"", "disk");
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);

            Files.delete(ballast);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(server.json("/api/v1/projects/demo/traces/count")
                                    .path("count")
                                    .asInt())
                            .isEqualTo(20));
        }
    }
}
