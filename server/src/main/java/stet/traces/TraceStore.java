package stet.traces;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import stet.platform.journal.Position;
import stet.traces.query.Activity;
import stet.traces.query.ErrorGroup;
import stet.traces.query.ErrorGroup.ErrorGroups;
import stet.traces.query.Facets;
import stet.traces.query.Filter;
import stet.traces.query.Page;
import stet.traces.query.Query;
import stet.traces.query.QueryAnswer;
import stet.traces.query.Ranking;
import stet.traces.query.Rollup;
import stet.traces.query.Rollup.Rollups;
import stet.traces.query.StoreSize;
import stet.traces.query.TimeRange;
import stet.traces.query.TraceCount;
import stet.traces.query.TracePage;
import stet.traces.query.TraceRow;

/**
 * Keeps spans and answers questions about them. Every question is about one project. Questions and {@link #store} do not
 * wait for each other.
 */
public interface TraceStore extends AutoCloseable {
    /** A span and the project it belongs to. */
    record Recorded(UUID projectId, WrittenSpan span) {
        public Recorded(UUID projectId, Span span) {
            this(projectId, WrittenSpan.of(span));
        }
    }

    /** A trace and its spans by start; {@code contentOmitted} when there are too many to carry more than an outline. */
    record Trace(TraceRow row, List<Span> spans, boolean contentOmitted) {}

    /**
     * Keeps the spans and remembers {@code upTo}, both or neither. A span whose project, trace and span id are known
     * already changes nothing; spans may come in any order.
     *
     * @throws RuntimeException when nothing was kept
     */
    void store(List<Recorded> spans, Position upTo);

    /** The latest position stored; {@link Position#START} at first. */
    Position position();

    TracePage list(UUID project, Filter filter, Page page);

    TraceCount count(UUID project, Filter filter);

    Facets facets(UUID project, Filter filter);

    Activity activity(UUID project, Filter filter, TimeRange range, int buckets);

    QueryAnswer query(UUID project, Query query);

    /** What the matching traces of each session, or of each end user, add up to. */
    Rollups rollups(UUID project, Rollup.Of of, Filter filter, Ranking<Rollup.Key> ranking);

    /** The traces of a session in the order they happened, from the {@code offset}th on. */
    List<TraceRow> sessionTraces(UUID project, String session, long offset, int limit);

    /** Spans that failed, the filter being about these spans, grouped by kind and message shape. */
    ErrorGroups errors(UUID project, Filter filter, Ranking<ErrorGroup.Key> ranking);

    Optional<Trace> trace(UUID project, String traceId);

    Optional<Span> span(UUID project, String traceId, String spanId);

    StoreSize size();

    @Override
    void close();
}
