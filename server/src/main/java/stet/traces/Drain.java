package stet.traces;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.Notices.Topic;
import stet.platform.Threads;
import stet.platform.journal.Journal;
import stet.platform.journal.JournalReader;
import stet.platform.journal.Position;
import stet.traces.TraceStore.Item;

/**
 * Moves spans from the journal into the store, each batch with its position. While the store fails the journal waits; what
 * the store refuses although it works is set aside. Storing lets the serving of calls go first, until it is late.
 */
final class Drain implements AutoCloseable {
    static final String CONSUMER = "store";

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** So much at once when the store is behind: large enough for the store's cheapest way of writing. */
    private static final long BATCH_BYTES = 32L * 1024 * 1024;

    private static final long SMALL_BYTES = 512L * 1024;
    private static final long GATHER_MILLIS = 100;

    /** When much comes in: a transaction costs as much as the rows of some 50 calls. */
    private static final long LONG_GATHER_MILLIS = 500;

    private static final int MUCH = 50;
    private static final long WAIT_MILLIS = 200;
    private static final long FIRST_RETRY_MILLIS = 100;
    private static final long LAST_RETRY_MILLIS = 10_000;
    private static final int REFUSALS = 3;

    /** By how much the store may fall behind before storing takes its full share of the processor. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final Journal journal;
    private final TraceStore store;
    private final RawSpans raw;
    private final Refused refused;
    private final BooleanSupplier room;
    private final InstantSource clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ExecutorService background = Threads.background("drain-background");
    private final Thread thread;

    private volatile Position stored;
    private volatile @Nullable Instant oldest;
    private volatile boolean late;
    private volatile @Nullable String problem;
    private volatile Consumer<List<StoredCall>> calls = _ -> {};
    private volatile BiConsumer<UUID, Topic> news = (_, _) -> {};

    /**
     * Begins where the store says it is.
     *
     * @param room whether the disk has room: without it a store refuses what it would keep otherwise
     */
    Drain(Journal journal, TraceStore store, RawSpans raw, Refused refused, BooleanSupplier room, InstantSource clock) {
        this.journal = journal;
        this.store = store;
        this.raw = raw;
        this.refused = refused;
        this.room = room;
        this.clock = clock;
        this.stored = store.position();
        thread = Threads.start("drain", this::run);
    }

    /** Hands over the model calls that have been stored, from now on. */
    void onCalls(Consumer<List<StoredCall>> counting) {
        calls = counting;
    }

    /** Says of which projects something has been stored, from now on. */
    void onNews(BiConsumer<UUID, Topic> telling) {
        news = telling;
    }

    Lag lag() {
        var since = oldest;
        long records = Math.max(0, journal.end().entry() - stored.entry());
        double millis =
                since == null ? 0 : Duration.between(since, clock.instant()).toNanos() / 1e6;
        return new Lag(records, Math.max(0, millis), since, problem);
    }

    /** Behind the last entry that is in the store. */
    Position stored() {
        return stored;
    }

    /** Finishes the batch at hand; the rest waits in the journal for the next start. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        background.shutdown();
    }

    private void run() {
        try (var reader = journal.read(stored)) {
            stored = reader.position();
            while (!stopped(0)) {
                var entries = read(reader);
                if (entries.isEmpty()) {
                    oldest = null;
                } else if (!(late ? drain(entries) : drainInBackground(entries))) {
                    return;
                } else if (bytes(entries) < SMALL_BYTES
                        && stopped(entries.size() < MUCH ? GATHER_MILLIS : LONG_GATHER_MILLIS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next entries; none when there are none or the journal cannot be read now. */
    private List<JournalReader.Entry> read(JournalReader reader) throws InterruptedException {
        try {
            return reader.next(BATCH_BYTES, WAIT_MILLIS);
        } catch (UncheckedIOException e) {
            failed(e);
            var _ = stopped(LAST_RETRY_MILLIS);
            return List.of();
        }
    }

    private boolean drainInBackground(List<JournalReader.Entry> entries) throws InterruptedException {
        try {
            return background.submit(() -> drain(entries)).get();
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        }
    }

    /** False when it stopped before the entries were stored. */
    private boolean drain(List<JournalReader.Entry> entries) throws InterruptedException {
        var items = new ArrayList<Item>();
        for (var entry : entries) {
            try {
                var decoded = JournalEntry.decode(entry.payload(), raw);
                if (oldest == null) {
                    oldest = decoded.receivedAt();
                    late = Duration.between(decoded.receivedAt(), clock.instant())
                                    .compareTo(LATE)
                            > 0;
                }
                items.addAll(decoded.items());
            } catch (RuntimeException e) {
                if (!retried(() -> setAside(entry.payload(), String.valueOf(e.getMessage())))) {
                    return false;
                }
            }
        }
        var upTo = entries.getLast().next();
        if (!keep(items, upTo)) {
            return false;
        }
        stored = upTo;
        oldest = null;
        journal.release(CONSUMER, upTo);
        return true;
    }

    /** Stores the items, in halves if the store works but not with all of them, until each is kept or set aside. */
    private boolean keep(List<Item> items, Position upTo) throws InterruptedException {
        int refusals = 0;
        for (long wait = FIRST_RETRY_MILLIS; ; wait = Math.min(wait * 2, LAST_RETRY_MILLIS)) {
            try {
                calls.accept(store.store(items, upTo));
                tell(items);
                problem = null;
                return true;
            } catch (RuntimeException e) {
                failed(e);
                if (!items.isEmpty() && room.getAsBoolean() && storeWorks()) {
                    if (items.size() > 1) {
                        int half = items.size() / 2;
                        return keep(items.subList(0, half), stored) && keep(items.subList(half, items.size()), upTo);
                    }
                    if (++refusals >= REFUSALS) {
                        return retried(() -> setAside(items.getFirst(), String.valueOf(e.getMessage())))
                                && keep(List.of(), upTo);
                    }
                }
            }
            if (stopped(wait)) {
                return false;
            }
        }
    }

    private void tell(List<Item> items) {
        var changed = new HashMap<UUID, Set<Topic>>();
        for (var item : items) {
            changed.computeIfAbsent(item.projectId(), _ -> EnumSet.noneOf(Topic.class))
                    .add(item instanceof TraceStore.Scored ? Topic.SCORES : Topic.TRACES);
        }
        changed.forEach((project, topics) -> topics.forEach(topic -> news.accept(project, topic)));
    }

    private void setAside(Item item, String reason) {
        refused.keep(item.projectId(), RefusedRecord.of(item).json(), reason);
    }

    /** One that does not even say whose it is stays with the journal. */
    private void setAside(byte[] entry, String reason) {
        var project = JournalEntry.project(entry);
        if (project != null && refused.takes(project)) {
            refused.keep(project, RefusedRecord.of(entry).json(), reason);
        } else {
            journal.setAside(entry);
        }
    }

    private boolean retried(Runnable work) throws InterruptedException {
        for (long wait = FIRST_RETRY_MILLIS; ; wait = Math.min(wait * 2, LAST_RETRY_MILLIS)) {
            try {
                work.run();
                return true;
            } catch (RuntimeException e) {
                failed(e);
            }
            if (stopped(wait)) {
                return false;
            }
        }
    }

    /** Whether the store takes an empty batch, so that a failure was about the spans. */
    private boolean storeWorks() {
        try {
            var _ = store.store(List.of(), stored);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void failed(RuntimeException why) {
        if (problem == null) {
            LOG.warn("spans wait in the journal: {}", why.getMessage(), why);
        }
        problem = String.valueOf(why.getMessage());
    }

    private boolean stopped(long millis) throws InterruptedException {
        return stopping.await(millis, TimeUnit.MILLISECONDS);
    }

    private static long bytes(List<JournalReader.Entry> entries) {
        return entries.stream().mapToLong(entry -> entry.payload().length).sum();
    }
}
