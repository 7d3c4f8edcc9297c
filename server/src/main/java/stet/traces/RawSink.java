package stet.traces;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Takes in what {@link RawSpans} will make spans of. */
@FunctionalInterface
public interface RawSink {
    /** Writes an entry down; the promise is kept and broken like that of {@link SpanSink#accept}. */
    CompletableFuture<Void> accept(UUID projectId, byte[] entry);
}
