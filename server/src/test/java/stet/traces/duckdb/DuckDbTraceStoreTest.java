package stet.traces.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import stet.platform.http.Problem;
import stet.traces.TraceStore;
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

    @AfterEach
    void deleteFiles() throws IOException {
        try (var files = Files.walk(settings().folder())) {
            for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
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
