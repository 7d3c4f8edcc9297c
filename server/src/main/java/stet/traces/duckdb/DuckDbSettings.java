package stet.traces.duckdb;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the embedded store works.
 *
 * @param folder where its files are
 * @param memoryBytes the most memory the engine may use; more is done on the disk, or refused
 * @param threads how many threads the engine may use
 * @param queryTimeout the longest a question may take
 */
public record DuckDbSettings(Path folder, long memoryBytes, int threads, Duration queryTimeout) {
    public DuckDbSettings {
        if (memoryBytes < 32L * 1024 * 1024) {
            throw new IllegalArgumentException(
                    "the telemetry store needs at least 32 MiB, not " + memoryBytes + " bytes");
        }
        if (threads < 1 || queryTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("the telemetry store needs a thread and a second for a question");
        }
    }
}
