package stet.traces;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Takes spans in for a project. */
@FunctionalInterface
public interface SpanSink {
    /**
     * Writes the spans down.
     *
     * @return done when they are synced to disk; failed with a {@link stet.platform.http.Problem.Unavailable} when they could
     *     not be taken now and may be offered again
     */
    CompletableFuture<Void> accept(UUID projectId, List<Span> spans);
}
