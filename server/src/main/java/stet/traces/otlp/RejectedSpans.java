package stet.traces.otlp;

import java.util.List;
import java.util.UUID;

/** Keeps spans that could not be stored, with their reasons, so that they can be listed and sent again. */
@FunctionalInterface
public interface RejectedSpans {
    /** Writes them down; fails with a {@link stet.platform.http.Problem.Unavailable} when that cannot be done now. */
    void keep(UUID projectId, List<RejectedRecord> rejected);
}
