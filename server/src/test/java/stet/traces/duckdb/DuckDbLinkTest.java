package stet.traces.duckdb;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import stet.traces.LinkContract;
import stet.traces.TraceStore;

class DuckDbLinkTest extends LinkContract {
    @TempDir
    Path folder;

    @Override
    protected TraceStore open() {
        return DuckDbTraceStore.open(new DuckDbSettings(folder, 256L * 1024 * 1024, 2, Duration.ofSeconds(20)));
    }
}
