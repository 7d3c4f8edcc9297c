package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

    @BeforeEach
    void mountASmallFileSystem() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=96m", "none", mount.toString()),
                "a small file system can only be mounted by root on Linux");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", mount.toString());
    }

    @Test
    void callsAreServedWhileTheDiskIsFullAndRecordedWhenThereIsRoomAgain() throws Exception {
        var scenario = Files.writeString(mount.resolve("scenario.json"), SCENARIO);
        var settings = Map.of("STET_SIMULATED", "true", "STET_SCENARIO", scenario.toString());
        try (var server = new TestServer(mount.resolve("home"), settings)) {
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
            Path ballast = mount.resolve("ballast");
            fill(ballast);

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

    /** Leaves not a byte. */
    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            var bytes = new byte[4096];
            while (true) {
                out.write(bytes);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
