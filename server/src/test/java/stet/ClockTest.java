package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clock that is set back again and again while calls are recorded. */
class ClockTest {
    /** A model that never fails. */
    private static final String SCENARIO =
            "{\"name\":\"test\",\"seed\":1,\"models\":[{\"model\":\"simulated-small\",\"tokensPerSecond\":1000}],\"rules\":[{\"answers\":[{\"text\":\"One.\"}]}]}";

    @TempDir
    Path folder;

    @Test
    void aClockThatGoesBackwardsLosesNoCallAndMakesNoNegativeTime() throws Exception {
        var steps = new AtomicLong();
        InstantSource backwards = () -> Instant.now().minus(Duration.ofSeconds(7L * steps.incrementAndGet()));
        int calls = 30;
        var scenario = Files.writeString(folder.resolve("scenario.json"), SCENARIO);
        var settings = Map.of("STET_SIMULATED", "true", "STET_SCENARIO", scenario.toString());
        try (var server = new TestServer(folder.resolve("home"), settings, backwards)) {
            for (int i = 0; i < calls; i++) {
                var answer = server.post(
                        "/v1/chat/completions",
                        "{\"model\":\"simulated-small\",\"stream\":" + (i % 3 == 0)
                                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}");
                assertThat(answer.statusCode()).isEqualTo(200);
            }

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(server.json("/api/v1/projects/demo/traces?limit=100")
                                    .path("items"))
                            .hasSize(calls));
            for (var row : server.json("/api/v1/projects/demo/traces?limit=100").path("items")) {
                assertThat(row.path("durationMs").asDouble()).isNotNegative();
                assertThat(row.path("status").asString()).isEqualTo("ok");
            }
            assertThat(server.json("/api/v1/system")
                            .path("journal")
                            .path("lagMs")
                            .asDouble())
                    .isNotNegative();
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }
}
