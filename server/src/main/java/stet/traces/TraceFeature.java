package stet.traces;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.Threads;
import stet.platform.http.Api;
import stet.platform.journal.Journal;
import stet.platform.journal.JournalSettings;
import stet.platform.journal.Position;
import stet.traces.duckdb.DuckDbSettings;
import stet.traces.duckdb.DuckDbTraceStore;
import stet.traces.query.StoreSize;

/** Takes spans in, keeps them, and answers questions about them. */
public final class TraceFeature implements AutoCloseable {
    private final Journal journal;
    private final TraceStore store;
    private final Drain drain;
    private final Telemetry telemetry;
    private final InstantSource clock;

    /**
     * How the parts of the feature are.
     *
     * @param problem why spans cannot be written down or stored now; absent when they can
     */
    public record Health(
            long journalBytes,
            Lag lag,
            StoreSize store,
            @Nullable String problem) {}

    private TraceFeature(
            Path home, Journal journal, TraceStore store, RawSpans raw, Masking masking, InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.clock = clock;
        RawSpans masked = (project, entry) -> raw.read(project, entry).stream()
                .map(span -> masking.mask(project, span))
                .toList();
        drain = new Drain(journal, store, masked, new Rejected(home.resolve("rejected-spans.jsonl"), clock), clock);
        telemetry = new Telemetry(journal, ContentLimit.DEFAULT, raw, masking, clock);
    }

    /**
     * Opens the journal and the store in the home, and begins to move spans from one to the other.
     *
     * @param storeMemory the most memory the store may use, in bytes
     * @param queryTimeout the longest a question may take
     * @param raw reads the entries of {@link #rawSink}
     * @param masking is done to everything before it is written down
     */
    public static TraceFeature create(
            Path home, long storeMemory, Duration queryTimeout, RawSpans raw, Masking masking, InstantSource clock) {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
        var store = open(new DuckDbSettings(home.resolve("traces"), storeMemory, threads, queryTimeout));
        var journal = Journal.open(home.resolve("journal"), JournalSettings.DEFAULT, Set.of(Drain.CONSUMER));
        return new TraceFeature(home, journal, store, raw, masking, clock);
    }

    /** Opens the store where its own threads learn to let others go first. */
    private static TraceStore open(DuckDbSettings settings) {
        try (var background = Threads.background("store")) {
            return CompletableFuture.supplyAsync(() -> DuckDbTraceStore.open(settings), background)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    public void declare(Api api, Callers callers) {
        new TraceRoutes(store, callers, clock).declare(api);
        new RollupRoutes(store, callers).declare(api);
        new ErrorRoutes(store, callers).declare(api);
        new QueryRoutes(store, callers, clock).declare(api);
        new ScoreRoutes(telemetry, callers, clock).declare(api);
    }

    /** Where spans go in. */
    public SpanSink sink() {
        return telemetry;
    }

    /** Where goes in what arrives about spans apart from them. */
    public AmendmentSink amendmentSink() {
        return telemetry;
    }

    public ScoreSink scoreSink() {
        return telemetry;
    }

    /** Where entries go in that are read later. */
    public RawSink rawSink() {
        return telemetry;
    }

    public TraceStore store() {
        return store;
    }

    /** Begins to clear the journal of all that has been taken in so far, and says up to where that is. */
    public Position seal() {
        return journal.seal();
    }

    /** Whether everything up to there is in the store and gone from the journal's files. */
    public boolean settled(Position there) {
        journal.release(Drain.CONSUMER, drain.stored());
        return !there.isAfter(journal.start());
    }

    public Lag lag() {
        return drain.lag();
    }

    public long journalBytes() {
        return journal.bytes();
    }

    /** Why the journal cannot be written; absent when it can. */
    public @Nullable String journalProblem() {
        return journal.trouble();
    }

    /** How much waits in the journal, in words. */
    public String journalStanding() {
        var lag = drain.lag();
        return lag.records() == 0
                ? "everything is stored"
                : lag.records() + " entries wait to be stored, the oldest for " + Math.round(lag.millis()) + " ms";
    }

    public Health health() {
        var lag = drain.lag();
        var trouble = journal.trouble();
        return new Health(journal.bytes(), lag, store.size(), trouble == null ? lag.problem() : trouble);
    }

    /** Syncs what was taken in; what is not stored yet waits in the journal for the next start. */
    @Override
    public void close() {
        journal.close();
        drain.close();
        store.close();
    }
}
