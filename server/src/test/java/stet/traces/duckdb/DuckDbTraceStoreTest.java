package stet.traces.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static stet.traces.Spans.NOON;
import static stet.traces.Spans.generation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stet.platform.http.Problem;
import stet.platform.journal.Position;
import stet.traces.SpanFacts;
import stet.traces.TraceStore;
import stet.traces.TraceStore.Recorded;
import stet.traces.TraceStoreContract;

class DuckDbTraceStoreTest extends TraceStoreContract {
    private @Nullable Path folder;

    @Override
    protected TraceStore open() {
        return DuckDbTraceStore.open(settings());
    }

    @Test
    void aQuestionThatTakesTooLongIsRefusedWithAdvice() throws Exception {
        try (var database = new Database(
                new DuckDbSettings(settings().folder().resolve("slow"), 64L * 1024 * 1024, 1, Duration.ofSeconds(1)))) {
            assertThatThrownBy(() -> database.ask(asking -> asking.rows(
                            "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b",
                            List.of(),
                            row -> row.getString(1))))
                    .isInstanceOf(Problem.Unavailable.class)
                    .hasMessageContaining("shorter time range");
        }
    }

    @Test
    void aConnectionTheEngineGaveUpIsOpenedAgain() throws Exception {
        try (var database = new Database(new DuckDbSettings(
                settings().folder().resolve("broken"), 64L * 1024 * 1024, 1, Duration.ofSeconds(5)))) {
            Schema.create(database.writer());
            database.writer().close();

            database.reopenIfBroken();

            assertThat(database.<Long>ask(
                            asking -> asking.rows("SELECT position FROM stored", List.of(), row -> row.getLong(1))
                                    .getFirst()))
                    .isZero();
        }
    }

    @Test
    void aStoreOfLayout1KeepsItsTracesAndTakesMore() throws Exception {
        var older =
                new DuckDbSettings(settings().folder().resolve("older"), 64L * 1024 * 1024, 1, Duration.ofSeconds(20));
        var project = new UUID(1, 1);
        try (var database = new Database(older)) {
            Schema.create(database.writer(), 1);
            try (var statement = database.writer().createStatement()) {
                statement.execute(layout1(
                        new TraceKey(project, "t").hash(), SpanFacts.micros(NOON), SpanFacts.micros(NOON) + 100_000));
            }
        }

        try (var store = DuckDbTraceStore.open(older)) {
            var more = generation("t", "b").under("a").span();
            store.store(List.of(new Recorded(project, more)), new Position(8));

            var trace = store.trace(project, "t").orElseThrow();
            assertThat(trace.spans())
                    .containsExactly(generation("t", "a").saying("hello", "hi").span(), more);
            assertThat(trace.row().inputPreview()).isEqualTo("hello");
            assertThat(trace.row().inputTokens()).isEqualTo(10);
            assertThat(store.position()).isEqualTo(new Position(8));
        }
        try (var database = new Database(older)) {
            assertThatThrownBy(() -> Schema.create(database.writer(), 1))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("newer stet");
        }
    }

    @AfterEach
    void deleteFiles() throws IOException {
        try (var files = Files.walk(settings().folder())) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A trace of one span, as stet wrote it with layout 1. */
    private static String layout1(long hash, long startedUs, long endedUs) {
        return """
                UPDATE stored SET position = 7;
                INSERT INTO span VALUES ('00000000-0000-0001-0000-000000000001', %1$s, 't', 'a', NULL, 'answer', 'generation',
                  %2$s, %3$s, false, NULL, 'openai', 'gpt-5', NULL, NULL, NULL, NULL, NULL, 10, 20, NULL, NULL,
                  0.25, 12000, 'hello', 'hi', false);
                INSERT INTO content VALUES ('00000000-0000-0001-0000-000000000001', %1$s, 't', 'a', %2$s, 'answer', 'req_a',
                  '{"traceId":"t","spanId":"a","name":"answer","kind":"GENERATION","source":"OTLP","startedAt":%2$s,
                    "endedAt":%3$s,"status":{"failed":false},"generation":{"provider":"openai","requestModel":"gpt-5",
                    "parameters":{"temperature":0.5},"finishReasons":["stop"],"usage":{"input":10,"output":20},
                    "cost":{"usd":0.25,"priceVersion":"2026-11"},"timeToFirstToken":12000,"streaming":true,
                    "responseId":"resp-1"},"dimensions":{"tags":[],"metadata":{}},"requestId":"req_a","simulated":false,
                    "truncated":false,"events":[]}',
                  '[{"role":"user","parts":[{"type":"text","text":"hello"}]}]',
                  '[{"role":"assistant","parts":[{"type":"text","text":"hi"}]}]');
                INSERT INTO trace VALUES ('00000000-0000-0001-0000-000000000001', %1$s, 't', 'answer', %2$s, %3$s, %2$s,
                  false, NULL, 1, 1, chr(31) || 'gpt-5' || chr(31), chr(31) || 'openai' || chr(31), NULL, NULL, NULL, NULL,
                  NULL, 10, 20, NULL, NULL, 0.25, 12000, 'hello', 'hi', false)""".formatted(hash, startedUs, endedUs);
    }

    private DuckDbSettings settings() {
        try {
            var made = folder == null ? Files.createTempDirectory("spans") : folder;
            folder = made;
            return new DuckDbSettings(made, 256L * 1024 * 1024, 2, Duration.ofSeconds(20));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
