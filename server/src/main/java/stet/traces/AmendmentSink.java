package stet.traces;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Takes in what arrives about spans apart from them. */
@FunctionalInterface
public interface AmendmentSink {
    /** Writes the amendments down; the promise is kept and broken like that of {@link SpanSink#accept}. */
    CompletableFuture<Void> amend(UUID projectId, List<Amendment> amendments);
}
