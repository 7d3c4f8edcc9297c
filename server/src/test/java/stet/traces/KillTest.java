package stet.traces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, killed without warning at moments of no choice. */
class KillTest {
    private static final int ROUNDS = 5;
    private static final int NUMBERS_PER_ROUND = 1_000_000;

    @TempDir
    Path home;

    @Test
    void whatWasAcknowledgedIsThereExactlyOnceAfterEveryKill() throws Exception {
        var acknowledged = new ArrayList<Integer>();
        var random = new Random();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(runAndKill(round * NUMBERS_PER_ROUND, random.nextInt(1500)));
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS);

        try (var traces = TraceFeature.create(
                home, 128L * 1024 * 1024, Duration.ofSeconds(20), Refusals.needs(), InstantSource.system())) {
            await().atMost(Duration.ofSeconds(20)).until(() -> traces.lag().records() == 0);

            var byTrace = acknowledged.stream().collect(Collectors.groupingBy(number -> number / 7));
            long kept = 0;
            for (var trace : byTrace.entrySet()) {
                var found = traces.store()
                        .trace(KilledServer.PROJECT, "trace-" + trace.getKey())
                        .orElseThrow();
                var ids = found.spans().stream().map(Span::spanId).toList();
                assertThat(ids).doesNotHaveDuplicates().hasSize(found.row().spanCount());
                assertThat(ids)
                        .containsAll(trace.getValue().stream()
                                .flatMap(number -> KilledServer.spanIds(number).stream())
                                .toList());
                kept += ids.size();
            }
            assertThat(traces.store().size().spans()).isGreaterThanOrEqualTo(kept);
        }
    }

    /** The numbers that were acknowledged before the process died, {@code millis} after its first. */
    private List<Integer> runAndKill(int first, int millis) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledServer.class.getName(),
                        home.toString(),
                        String.valueOf(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var acknowledged = new ArrayList<Integer>();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            var line = lines.readLine();
            assertThat(line).as("the process must acknowledge something").isNotNull();
            var killer = stet.platform.Threads.start("killer", () -> {
                try {
                    Thread.sleep(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                process.toHandle().destroyForcibly();
            });
            for (; line != null; line = lines.readLine()) {
                if (line.matches("\\d+ synced")) {
                    acknowledged.add(Integer.parseInt(line.replace(" synced", "")));
                }
            }
            killer.join();
        }
        process.waitFor();
        return acknowledged;
    }
}
