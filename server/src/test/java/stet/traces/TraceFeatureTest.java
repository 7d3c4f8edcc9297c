package stet.traces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static stet.traces.Spans.generation;
import static stet.traces.Spans.span;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.config.StartProblem;
import stet.platform.journal.Journal;
import stet.platform.journal.JournalSettings;

class TraceFeatureTest {
    private static final UUID PROJECT = new UUID(1, 1);

    @TempDir
    Path home;

    private final Refusals refusals = new Refusals();

    @Test
    void anAcceptedSpanIsInTheStoreWithinASecond() {
        try (var traces = open()) {
            traces.sink().accept(PROJECT, List.of(generation("t", "a").span())).join();

            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> traces.store().span(PROJECT, "t", "a").isPresent());
            await().atMost(Duration.ofSeconds(1)).until(() -> traces.lag().records() == 0);
            assertThat(traces.health().problem()).isNull();
            assertThat(traces.health().store().spans()).isEqualTo(1);
            assertThat(traces.health().journalBytes()).isPositive();
        }
    }

    @Test
    void whatWasAcceptedJustBeforeStoppingIsStoredAfterTheNextStart() {
        var spans = IntStream.range(0, 3000)
                .mapToObj(i -> generation("t" + i % 100, "s" + i)
                        .saying("question", "answer")
                        .span())
                .toList();
        try (var traces = open()) {
            traces.sink().accept(PROJECT, spans).join();
        }
        try (var traces = open()) {
            await().atMost(Duration.ofSeconds(10)).until(() -> traces.lag().records() == 0);

            assertThat(traces.store().size().spans()).isEqualTo(3000);
        }
    }

    @Test
    void anEntryThatCannotBeReadIsRefusedAndHoldsNothingUp() throws Exception {
        var unreadable =
                ByteBuffer.allocate(40).put((byte) 99).putLong(1).putLong(1).array();
        try (var traces = open()) {
            traces.sink().accept(PROJECT, List.of(span("t", "first").span())).join();
        }
        try (var journal = Journal.open(home.resolve("journal"), JournalSettings.DEFAULT, Set.of())) {
            journal.append(unreadable).join();
            journal.append("of another world".getBytes(UTF_8)).join();
        }
        try (var traces = open()) {
            traces.sink().accept(PROJECT, List.of(span("t", "second").span())).join();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> traces.store().span(PROJECT, "t", "second").isPresent());

            assertThat(traces.store().span(PROJECT, "t", "first")).isPresent();
        }
        assertThat(refusals.all).singleElement().satisfies(it -> {
            assertThat(it.project()).isEqualTo(PROJECT);
            assertThat(it.reason()).contains("version 99");
            assertThat(it.record().entryBase64()).isEqualTo(Base64.getEncoder().encodeToString(unreadable));
        });
        assertThat(home.resolve("journal/damaged")).isDirectoryContaining("glob:**.entry");
    }

    @Test
    void aSpanTheStoreCannotKeepIsRefusedAndItsNeighboursAreKept() {
        var spans = IntStream.range(0, 20)
                .mapToObj(i -> generation("t", "s" + i)
                        .calling("p", "m", 1L, 1L, i == 13 ? "1e30" : "1")
                        .span())
                .toList();
        try (var traces = open()) {
            traces.sink().accept(PROJECT, spans).join();
            await().atMost(Duration.ofSeconds(10)).until(() -> traces.lag().records() == 0);

            assertThat(traces.store().size().spans()).isEqualTo(19);
            assertThat(traces.health().problem()).isNull();
        }
        assertThat(refusals.all).singleElement().satisfies(it -> {
            assertThat(it.record().span()).isEqualTo(spans.get(13));
            assertThat(it.reason()).isNotBlank();
        });
    }

    @Test
    void aStoreThatCannotBeOpenedIsOneSentence() throws Exception {
        Files.createDirectories(home.resolve("traces/spans.duckdb"));

        assertThatThrownBy(this::open)
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("the telemetry store in " + home.resolve("traces"))
                .hasMessageContaining("check that");
    }

    @Test
    void hugeContentIsCutToValidJsonAndMarked() {
        var huge = generation("t", "a").saying("q".repeat(3_000_000), "short").span();
        try (var traces = open()) {
            traces.sink().accept(PROJECT, List.of(huge)).join();
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> traces.store().span(PROJECT, "t", "a").isPresent());

            var kept = traces.store().span(PROJECT, "t", "a").orElseThrow();
            assertThat(kept.truncated()).isTrue();
            assertThat(kept.output()).isEqualTo(huge.output());
            assertThat(String.valueOf(kept.input())).hasSizeBetween(1_000_000, 1_100_000);
            assertThat(String.valueOf(kept.input())).startsWith("[{").endsWith("}]");
        }
    }

    private TraceFeature open() {
        return TraceFeature.create(
                home, 128L * 1024 * 1024, Duration.ofSeconds(20), refusals.with(), InstantSource.system());
    }
}
