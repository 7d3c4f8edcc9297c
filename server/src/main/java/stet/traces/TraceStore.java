package stet.traces;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import stet.platform.journal.Position;
import stet.traces.PricedCall.PricedCalls;
import stet.traces.PricedCall.Recosted;
import stet.traces.query.Activity;
import stet.traces.query.CallGroup;
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
import stet.traces.query.ScoreName;
import stet.traces.query.ScoreQuery;
import stet.traces.query.StoreSize;
import stet.traces.query.TimeRange;
import stet.traces.query.TraceCount;
import stet.traces.query.TracePage;
import stet.traces.query.TraceRow;

/**
 * Keeps spans and answers questions about them. Every question is about one project. Questions and {@link #store} do not
 * wait for each other.
 */
public interface TraceStore extends Upkeep, AutoCloseable {
    /** What a store keeps, and the project it belongs to. */
    sealed interface Item {
        UUID projectId();
    }

    record Recorded(UUID projectId, WrittenSpan span) implements Item {
        public Recorded(UUID projectId, Span span) {
            this(projectId, WrittenSpan.of(span));
        }
    }

    record Amended(UUID projectId, Amendment amendment) implements Item {}

    record Scored(UUID projectId, Score score) implements Item {}

    /**
     * A trace, its spans by start, and the scores of it and its spans by name; {@code contentOmitted} when there are too many spans
     * to carry more than an outline.
     *
     * @param contentRemoved the ids of spans whose content is not there any more
     * @param links calls that other traces report too
     */
    record Trace(
            TraceRow row,
            List<Span> spans,
            List<Score> scores,
            boolean contentOmitted,
            Set<String> contentRemoved,
            List<CallLink> links) {}

    /**
     * Keeps the items and remembers {@code upTo}, both or neither. Items may come in any order and again. A span whose
     * project, trace and span id are known already changes nothing. An amendment waits for its span. A score takes the place
     * of an earlier one of its id.
     *
     * @return the model calls that were not known before, each once
     * @throws RuntimeException when nothing was kept
     */
    List<StoredCall> store(List<? extends Item> items, Position upTo);

    /** The latest position stored; {@link Position#START} at first. */
    Position position();

    TracePage list(UUID project, Filter filter, Page page);

    TraceCount count(UUID project, Filter filter);

    /** Counts of whole days (UTC), of all that the time touches. */
    Facets facets(UUID project, Filter.Started when);

    Activity activity(UUID project, Filter filter, TimeRange range, int buckets);

    QueryAnswer query(UUID project, Query query);

    /** What the matching traces of each session, or of each end user, add up to. */
    Rollups rollups(UUID project, Rollup.Of of, Filter filter, Ranking<Rollup.Key> ranking);

    /** The traces of a session in the order they happened, from the {@code offset}th on. */
    List<TraceRow> sessionTraces(UUID project, String session, long offset, int limit);

    /** Spans that failed, the filter being about these spans, grouped by kind and message shape. */
    ErrorGroups errors(UUID project, Filter filter, Ranking<ErrorGroup.Key> ranking);

    /** Model calls of a part of the time, the earliest first: all that match of at least the first {@code most}. */
    PricedCalls pricedCalls(UUID project, Filter filter, TimeRange range, int most);

    /** What the matching model calls of each provider's models cost, those with most calls first. */
    List<CallGroup> callGroups(UUID project, Filter filter, TimeRange range);

    /**
     * Gives model calls other costs, and adds their traces up anew: all of it or nothing. A call that no longer costs what it
     * did is left alone.
     *
     * @return how many were changed
     */
    int recost(UUID project, List<Recosted> calls);

    /** Scores, newest first. */
    List<Score> scores(UUID project, ScoreQuery query);

    /** What traces and spans were judged for in a time, most often first; at most {@value ScoreName#MOST}. */
    List<ScoreName> scoreNames(UUID project, TimeRange range);

    Optional<Trace> trace(UUID project, String traceId);

    Optional<Span> span(UUID project, String traceId, String spanId);

    /** Whether the content of a span is there; if it is not, {@link #span} gives what is known without it. */
    boolean hasContent(UUID project, String traceId, String spanId);

    /** For copying traces elsewhere. */
    WholeTraces whole();

    StoreSize size();

    @Override
    void close();
}
