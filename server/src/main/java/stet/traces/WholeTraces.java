package stet.traces;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.traces.query.Cursor;
import stet.traces.query.Filter;

/** Traces with all that belongs to them, oldest first, a little at a time: for copying them elsewhere. */
public interface WholeTraces {
    /** Which trace, and where its spans lie. */
    record Found(
            String traceId,
            long startedUs,
            long lastStartUs,
            int spanCount,
            @Nullable String sessionId) {}

    /**
     * The matching ones of the next traces.
     *
     * @param upTo the last trace that was looked at, to go on behind it
     * @param last whether none comes behind it
     */
    record Portion(List<Found> matching, Cursor upTo, boolean last) {}

    /** A span, and whether its content is not in the store any more. */
    record WholeSpan(Span span, boolean contentRemoved) {}

    /** Some of the spans asked for, in order; {@code more} when the rest was left out. */
    record SpanRun(List<WholeSpan> spans, boolean more) {}

    /** A span's place in its trace. */
    record Place(long startedUs, String spanId) {}

    /** Looks at the next traces behind {@code after} that started before {@code untilUs}. */
    Portion next(UUID project, Filter filter, Cursor after, long untilUs);

    Optional<Found> find(UUID project, String traceId);

    /**
     * Spans of the traces: in the order of the traces, then by start and id.
     *
     * @param after of the first trace, only spans behind this one
     * @param most how many spans at most; fewer come when they are large
     */
    SpanRun spans(UUID project, List<Found> traces, @Nullable Place after, int most);

    /** The scores of each trace and its spans, by id. The scores of a session are among those of its last trace. */
    Map<String, List<Score>> scores(UUID project, List<Found> traces);
}
