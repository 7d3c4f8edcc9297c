package stet.traces;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.Notices;
import stet.platform.Threads;
import stet.platform.http.Api;
import stet.platform.http.Problem;
import stet.platform.journal.Journal;
import stet.platform.journal.JournalSettings;
import stet.platform.journal.Position;
import stet.platform.telemetry.DiskRoom;
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
    private final RawSpans raw;

    /**
     * What other features do for this one.
     *
     * @param raw reads the entries of {@link #rawSink}
     * @param masking is done to everything before it is written down
     */
    public record Needs(RawSpans raw, Masking masking, Refused refused) {}

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

    private TraceFeature(Journal journal, TraceStore store, Needs needs, DiskRoom room, InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.clock = clock;
        raw = needs.raw();
        RawSpans masked = (project, entry) -> raw.read(project, entry).stream()
                .map(span -> needs.masking().mask(project, span))
                .toList();
        drain = new Drain(journal, store, masked, needs.refused(), () -> room.problem() == null, clock);
        telemetry = new Telemetry(journal, ContentLimit.DEFAULT, raw, needs.masking(), clock);
    }

    /**
     * Opens the journal and the store in the home, and begins to move spans from one to the other.
     *
     * @param storeMemory the most memory the store may use, in bytes
     * @param queryTimeout the longest a question may take
     */
    public static TraceFeature create(
            Path home, long storeMemory, Duration queryTimeout, Needs needs, InstantSource clock) {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);
        var store = open(new DuckDbSettings(home.resolve("traces"), storeMemory, threads, queryTimeout));
        var journal = Journal.open(home.resolve("journal"), JournalSettings.DEFAULT, Set.of(Drain.CONSUMER));
        return new TraceFeature(journal, store, needs, new DiskRoom(home.resolve("traces")), clock);
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
        new ScoreRoutes(telemetry, store, callers, clock).declare(api);
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

    /**
     * Takes in again what the store refused.
     *
     * @throws Problem.Invalid when it cannot be read
     */
    public void again(UUID project, byte[] record) {
        List<TraceStore.Item> items;
        try {
            items = RefusedRecord.read(record).items(project, raw);
        } catch (RuntimeException e) {
            throw new Problem.Invalid("it cannot be read: " + e.getMessage());
        }
        for (var item : items) {
            var written = switch (item) {
                case TraceStore.Recorded it ->
                    telemetry.accept(project, List.of(it.span().span()));
                case TraceStore.Amended it -> telemetry.amend(project, List.of(it.amendment()));
                case TraceStore.Scored it -> telemetry.score(project, List.of(it.score()));
            };
            Durable.await(written, "records");
        }
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

    /**
     * Counts what is stored from now on.
     *
     * @param projects the name of a project
     */
    public void countCalls(MeterRegistry meters, Function<UUID, String> projects) {
        drain.onCalls(new CallMeters(meters, projects)::count);
    }

    /** Says what has been stored, from now on. */
    public void tell(Notices notices) {
        drain.onNews(notices::changed);
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
