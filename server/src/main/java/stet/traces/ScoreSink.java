package stet.traces;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Takes scores in for a project. */
@FunctionalInterface
public interface ScoreSink {
    /** Writes the scores down; the promise is kept and broken like that of {@link SpanSink#accept}. */
    CompletableFuture<Void> score(UUID projectId, List<Score> scores);
}
