package stet.traces;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the store is behind the journal.
 *
 * @param records journal entries not stored yet
 * @param oldestUnstoredAt when the oldest of them came, once known
 * @param problem why the store takes nothing now; absent when it does
 */
public record Lag(
        long records,
        double millis,
        @Nullable Instant oldestUnstoredAt,
        @Nullable String problem) {}
