package stet.traces.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which scores are meant, newest first; what is absent does not matter.
 *
 * @param traceId of a trace or its spans
 * @param sessionId of a session itself
 * @param after the last score of the page before
 */
public record ScoreQuery(
        @Nullable String name,
        @Nullable String source,
        @Nullable String traceId,
        @Nullable String sessionId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Cursor after,
        int limit) {}
