package stet.traces.duckdb;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import stet.platform.config.StartProblem;
import stet.platform.journal.Position;
import stet.traces.PricedCall.PricedCalls;
import stet.traces.PricedCall.Recosted;
import stet.traces.Sampling;
import stet.traces.Score;
import stet.traces.Span;
import stet.traces.StoredCall;
import stet.traces.TraceStore;
import stet.traces.WholeTraces;
import stet.traces.query.Activity;
import stet.traces.query.CallGroup;
import stet.traces.query.ErrorGroup;
import stet.traces.query.ErrorGroup.ErrorGroups;
import stet.traces.query.Facets;
import stet.traces.query.Filter;
import stet.traces.query.Holdings;
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

/** The telemetry store of one machine: a DuckDB file. */
public final class DuckDbTraceStore implements TraceStore {
    private final Database database;
    private final TraceList traceList;
    private final Questions questions;
    private final TraceReads reads;
    private final SeenTraces seen = new SeenTraces();
    private final Amendments amendments = new Amendments();
    private final WordBlocks words = new WordBlocks();
    private final FacetCounts facets = new FacetCounts();
    private final CallLinks links = new CallLinks();
    private final ReentrantLock writing = new ReentrantLock();

    /** Opens the store, creating it if needed. */
    public static DuckDbTraceStore open(DuckDbSettings settings) {
        try {
            return new DuckDbTraceStore(new Database(settings));
        } catch (SQLException e) {
            throw new StartProblem(
                    "the telemetry store in " + settings.folder() + " cannot be opened ("
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + "): check that its files are stet's, can be read and written by this user, and that the disk has room.",
                    e);
        }
    }

    private DuckDbTraceStore(Database database) throws SQLException {
        this.database = database;
        Schema.create(database.writer());
        traceList = new TraceList(database);
        questions = new Questions(database, facets);
        reads = new TraceReads(database);
    }

    @Override
    public List<StoredCall> store(List<? extends Item> items, Position upTo) {
        writing.lock();
        try {
            return writer().store(items, upTo);
        } catch (SQLException e) {
            reopenIfBroken(e);
            throw new IllegalStateException("the telemetry store kept nothing: " + e.getMessage(), e);
        } finally {
            writing.unlock();
        }
    }

    private SpanWriter writer() {
        return new SpanWriter(database.writer(), seen, amendments, words, facets, links);
    }

    private void reopenIfBroken(SQLException failure) {
        try {
            database.reopenIfBroken();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public Position position() {
        return database.ask(
                asking -> asking.rows("SELECT position FROM stored", List.of(), row -> new Position(row.getLong(1)))
                        .getFirst());
    }

    @Override
    public TracePage list(UUID project, Filter filter, Page page) {
        return traceList.page(project, filter, page);
    }

    @Override
    public TraceCount count(UUID project, Filter filter) {
        return questions.count(project, filter);
    }

    @Override
    public Facets facets(UUID project, Filter.Started when) {
        return questions.facets(project, when);
    }

    @Override
    public Activity activity(UUID project, Filter filter, TimeRange range, int buckets) {
        return questions.activity(project, filter, range, buckets);
    }

    @Override
    public QueryAnswer query(UUID project, Query query) {
        return new Queries(database).answer(project, query);
    }

    @Override
    public Rollups rollups(UUID project, Rollup.Of of, Filter filter, Ranking<Rollup.Key> ranking) {
        return new SessionReads(database).rollups(project, of, filter, ranking);
    }

    @Override
    public List<TraceRow> sessionTraces(UUID project, String session, long offset, int limit) {
        return new SessionReads(database).inOrder(project, session, offset, limit);
    }

    @Override
    public ErrorGroups errors(UUID project, Filter filter, Ranking<ErrorGroup.Key> ranking) {
        return new ErrorReads(database).groups(project, filter, ranking);
    }

    @Override
    public PricedCalls pricedCalls(UUID project, Filter filter, TimeRange range, int most) {
        return new CallReads(database).calls(project, filter, range, most);
    }

    @Override
    public List<CallGroup> callGroups(UUID project, Filter filter, TimeRange range) {
        return new CallReads(database).groups(project, filter, range);
    }

    @Override
    public int recost(UUID project, List<Recosted> calls) {
        writing.lock();
        try {
            return new CostWriter(writer()).write(project, calls);
        } catch (SQLException e) {
            reopenIfBroken(e);
            throw new IllegalStateException("the telemetry store changed no costs: " + e.getMessage(), e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public List<ScoreName> scoreNames(UUID project, TimeRange range) {
        return database.ask(asking -> Scores.names(asking, project, range));
    }

    @Override
    public Optional<Trace> trace(UUID project, String traceId) {
        return reads.trace(project, traceId);
    }

    @Override
    public Optional<Span> span(UUID project, String traceId, String spanId) {
        return reads.span(project, traceId, spanId);
    }

    @Override
    public List<Score> scores(UUID project, ScoreQuery query) {
        return new ScoreReads(database).list(project, query);
    }

    @Override
    public boolean hasContent(UUID project, String traceId, String spanId) {
        return reads.hasContent(project, traceId, spanId);
    }

    @Override
    public Removed countOf(UUID project, Which which) {
        return database.ask(asking -> new Removals(new Statements(asking.sql()), project).count(which));
    }

    @Override
    public Removed remove(UUID project, Which which, int most) {
        return changed(() -> removals(project).remove(which, most, writer()::recount));
    }

    @Override
    public Removed removeContent(UUID project, Instant before, int most) {
        return changed(() -> removals(project).removeContent(before, most));
    }

    @Override
    public Sampled sample(UUID project, Sampling sampling, Instant from, Instant before, int most) {
        return changed(() -> removals(project).sample(sampling, from, before, most));
    }

    @Override
    public boolean removeScore(UUID project, String id) {
        return changed(() -> removals(project).removeScore(id));
    }

    @Override
    public Removed removeScores(UUID project, Instant before, int most) {
        return changed(() -> removals(project).removeScores(before, most));
    }

    @Override
    public Removed removeUnmet(Instant now, Instant before, int most) {
        return changed(() -> new Removed(
                0, 0, 0, 0, new UnmetAmendments(new Statements(database.writer())).remove(now, before, most), 0));
    }

    private Removals removals(UUID project) {
        return new Removals(new Statements(database.writer()), project);
    }

    private <T> T changed(Transaction.Work<T> work) {
        return alone("nothing was removed", () -> Transaction.of(database.writer(), work));
    }

    /** Does something with the files while nothing is stored. */
    private <T> T alone(String failure, Transaction.Work<T> work) {
        writing.lock();
        try {
            return work.run();
        } catch (SQLException e) {
            reopenIfBroken(e);
            throw new IllegalStateException(failure + ": " + e.getMessage(), e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void tidy() {
        var _ = alone("the telemetry store's file stays as it is", () -> {
            Transaction.run(database.writer(), WordBlocks.REMOVE_EMPTY);
            countFacets();
            Transaction.run(database.writer(), "CHECKPOINT");
            return true;
        });
    }

    @Override
    public void rewrite() {
        var _ = alone("the telemetry store's file was not written anew", () -> {
            countFacets();
            database.rewrite();
            return true;
        });
    }

    private void countFacets() throws SQLException {
        Transaction.<Boolean>of(database.writer(), () -> {
            Transaction.run(database.writer(), FacetCounts.REBUILD);
            return true;
        });
        facets.forget();
    }

    @Override
    public Holdings holdings(Instant now) {
        return database.ask(asking ->
                new HoldingsReads(new Statements(asking.sql()), database.bytes(), database.logBytes()).read(now));
    }

    @Override
    public WholeTraces whole() {
        return new WholeTraceReads(database);
    }

    @Override
    public StoreSize size() {
        long spans = database.ask(asking -> asking.rows("SELECT count(*) FROM span", List.of(), row -> row.getLong(1))
                .getFirst());
        return new StoreSize(spans, database.bytes());
    }

    @Override
    public void close() {
        writing.lock();
        try {
            facets.flush(database.writer());
            database.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the telemetry store: " + e.getMessage(), e);
        } finally {
            writing.unlock();
        }
    }
}
