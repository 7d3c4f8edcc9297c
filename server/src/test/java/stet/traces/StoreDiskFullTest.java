package stet.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static stet.traces.Spans.span;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store on a small file system of its own that really fills up, the journal beside it. */
class StoreDiskFullTest {
    private static final UUID PROJECT = new UUID(1, 1);
    private static final int MEBI = 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path home;

    private final Refusals refusals = new Refusals();
    private final Random random = new Random(5);

    @BeforeEach
    void mountASmallFileSystem() throws Exception {
        Files.createDirectories(home.resolve("traces"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64m", "none", traces().toString()),
                "a small file system can only be mounted by root on Linux");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", traces().toString());
    }

    @Test
    void whatTheStoreHasNoRoomForWaitsInTheJournalAndIsStoredOnceThereIs() throws Exception {
        var ballast = traces().resolve("ballast");
        try (var feature = TraceFeature.create(
                home, 256L * MEBI, Duration.ofSeconds(20), refusals.with(), InstantSource.system())) {
            Files.write(ballast, new byte[60 * MEBI]);
            int sent = 0;
            for (int batch = 0; batch < 12; batch++) {
                feature.sink().accept(PROJECT, spans(batch)).join();
                sent += 20;
            }
            await().atMost(PATIENCE).until(() -> feature.lag().problem() != null);
            assertThat(feature.lag().records()).isPositive();

            Files.delete(ballast);

            await().atMost(PATIENCE).until(() -> feature.lag().records() == 0);
            assertThat(feature.health().problem()).isNull();
            assertThat(feature.store().size().spans()).isEqualTo(sent);
            assertThat(refusals.all).isEmpty();
        }
    }

    /** Some spans with content that cannot be compressed by much. */
    private List<Span> spans(int batch) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < 20; i++) {
            var bytes = new byte[50_000];
            random.nextBytes(bytes);
            spans.add(span("t" + batch, "s" + i)
                    .saying("question", HexFormat.of().formatHex(bytes))
                    .span());
        }
        return spans;
    }

    private Path traces() {
        return home.resolve("traces");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
