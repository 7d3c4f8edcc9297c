package stet.traces.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a store holds.
 *
 * @param fileBytes what its files take on the disk
 * @param freeBytes what of that is free for what comes
 * @param logBytes what of it is the engine's own log
 */
public record Holdings(long fileBytes, long freeBytes, long logBytes, List<Held> held, List<Ages> ages) {

    /** A kind of thing in a store. */
    public enum Kind {
        SPANS,
        CONTENT,
        TRACES,
        SCORES,
        AMENDMENTS
    }

    /**
     * How much of a kind a project has.
     *
     * @param bytes an estimate: what the kind takes on the disk, divided by rows
     */
    public record Held(UUID project, Kind kind, long rows, long bytes) {}

    /**
     * How old what a project has is.
     *
     * @param spansLastDay spans that started within the last 24 hours
     */
    public record Ages(
            UUID project,
            @Nullable Instant oldestTrace,
            @Nullable Instant oldestContent,
            long spansLastDay) {}
}
