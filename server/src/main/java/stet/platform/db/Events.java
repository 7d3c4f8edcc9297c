package stet.platform.db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.Threads;
import tools.jackson.databind.JsonNode;

/**
 * What stores {@link Outbox announced}, in the order it became visible. Who listens is woken at once by changes of this process, and
 * within half a second by those of others on the same database.
 */
public final class Events implements AutoCloseable {
    /** How long events are kept. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final long POLL_MILLIS = 500;
    private static final int POLLS_BETWEEN_CLEANING = 7_200;
    private static final int MOST = 1_000;

    private final Records records;
    private final InstantSource clock;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore changed = new Semaphore(0);
    private volatile boolean closed;

    private Events(Records records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    public static Events follow(Records records, InstantSource clock) {
        var events = new Events(records, clock);
        records.afterWrites(events.changed::release);
        long last = events.last();
        var _ = Threads.start("events", () -> events.run(last));
        return events;
    }

    /** Those behind a place, oldest first, at most {@code limit} and never more than 1,000. */
    public List<Event> after(long sequence, int limit) {
        return records.read(sql -> sql.createQuery("""
                SELECT * FROM event WHERE sequence > :sequence ORDER BY sequence LIMIT :limit
                """)
                .bind("sequence", sequence)
                .bind("limit", Math.min(limit, MOST))
                .map(row -> new Event(
                        row.getColumn("sequence", Long.class),
                        row.getColumn("id", UUID.class),
                        row.getColumn("project_id", UUID.class),
                        row.getColumn("type", String.class),
                        row.getColumn("at", Instant.class),
                        row.getColumn("actor", String.class),
                        row.getColumn("data", JsonNode.class)))
                .list());
    }

    /** The place of the newest; 0 when there never was one. */
    public long last() {
        return records.read(sql -> sql.createQuery("SELECT last FROM event_counter")
                .mapTo(long.class)
                .one());
    }

    /**
     * Calls {@code listener} whenever there is something new, on a thread that all listeners share: it should be quick, and ask
     * {@link #after} from the place it knows.
     *
     * @return stops it
     */
    public Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Calls {@code listener} after each change of this process that can have announced something, before who made it is answered. */
    public void listenAtOnce(Runnable listener) {
        records.afterTurns(() -> tell(listener));
    }

    private void run(long atStart) {
        long known = atStart;
        int polls = 0;
        while (!closed) {
            try {
                long last = last();
                if (last > known) {
                    known = last;
                    listeners.forEach(Events::tell);
                }
                if (polls++ % POLLS_BETWEEN_CLEANING == 0) {
                    forget();
                }
            } catch (RuntimeException e) {
                LOG.debug("events cannot be read just now", e);
            }
            await();
        }
    }

    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            LOG.warn("one who follows events failed; it is told again with the next", e);
        }
    }

    private void forget() {
        var before = clock.instant().minus(KEPT);
        records.write(sql -> sql.createUpdate("DELETE FROM event WHERE at < :before")
                .bind("before", before)
                .execute());
    }

    private void await() {
        try {
            if (changed.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                changed.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        changed.release();
    }
}
