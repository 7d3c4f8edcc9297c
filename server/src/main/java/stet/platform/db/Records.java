package stet.platform.db;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.config.StartProblem;
import stet.platform.http.Problem;

/** The record store: everything small that must be right, in SQLite or PostgreSQL, spoken to in one SQL. */
public final class Records implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Records.class);
    private static final int ATTEMPTS = 12;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final RecordsAddress address;
    private final HikariDataSource readers;
    private final HikariDataSource writers;
    private final Jdbi reading;
    private final Jdbi writing;
    private final ThreadLocal<Boolean> inTransaction = ThreadLocal.withInitial(() -> false);
    private volatile Runnable afterWrites = () -> {};
    private final List<Runnable> afterTurns = new CopyOnWriteArrayList<>();

    private Records(RecordsAddress address, HikariDataSource readers, HikariDataSource writers) {
        this.address = address;
        this.readers = readers;
        this.writers = writers;
        this.reading = Values.register(Jdbi.create(readers));
        this.writing = Values.register(Jdbi.create(writers));
    }

    /** Opens the store and brings its tables up to date. */
    public static Records open(RecordsAddress address) {
        HikariDataSource writers = null;
        HikariDataSource readers = null;
        try {
            writers = Pools.writers(address);
            Migrations.apply(writers, address.dialect());
            readers = Pools.readers(address);
            return new Records(address, readers, writers);
        } catch (RuntimeException e) {
            if (readers != null) {
                readers.close();
            }
            if (writers != null) {
                writers.close();
            }
            throw e instanceof StartProblem ? e : unusable(address, e);
        }
    }

    /** Ways to a store that works inside one project. */
    public <S> Transactions<S> inProject(BiFunction<Handle, Scope.InProject, S> store) {
        return new Transactions<>(this, (sql, scope) -> switch (scope) {
            case Scope.InProject project -> store.apply(sql, project);
            case Scope.InInstallation _ -> throw new IllegalArgumentException("this store works inside a project");
        });
    }

    /** Ways to a store of facts about the whole installation. */
    public <S> Transactions<S> inInstallation(Function<Handle, S> store) {
        return new Transactions<>(this, (sql, scope) -> switch (scope) {
            case Scope.InInstallation _ -> store.apply(sql);
            case Scope.InProject _ ->
                throw new IllegalArgumentException("this store belongs to the whole installation");
        });
    }

    /** What keeps the store from answering; null when nothing does. */
    public @Nullable String problem() {
        try {
            read(sql -> sql.createQuery("SELECT 1").mapTo(int.class).one());
            return null;
        } catch (RuntimeException e) {
            return "the record store at " + address + " does not answer";
        }
    }

    /** What the records take on the disk. */
    public long bytes() {
        var question = switch (address.dialect()) {
            case SQLITE -> "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
            case POSTGRESQL -> "SELECT pg_database_size(current_database())";
        };
        return read(sql -> sql.createQuery(question).mapTo(long.class).one());
    }

    /**
     * Takes what was deleted out of the files: SQLite overwrites deleted rows, but its log holds them until it is cut. PostgreSQL reuses
     * the room when its own cleaning comes round.
     *
     * @return false when others kept reading from the log
     */
    public boolean forget() {
        if (address.dialect() == Dialect.POSTGRESQL) {
            return true;
        }
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try (var sql = writing.open()) {
                int busy = sql.createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                        .mapTo(int.class)
                        .first();
                if (busy == 0) {
                    return true;
                }
            }
            pause(attempt);
        }
        return false;
    }

    <R extends @Nullable Object> R read(Function<Handle, R> work) {
        return alone(() -> attempt(reading, false, work));
    }

    <R extends @Nullable Object> R write(Function<Handle, R> work) {
        R done = alone(() -> attempt(writing, true, work));
        afterWrites.run();
        return done;
    }

    /** Writes when no other process or thread writes in turn. */
    <R extends @Nullable Object> R writeInTurn(Function<Handle, R> work) {
        R done = write(sql -> {
            address.dialect().takeTurn().ifPresent(sql::execute);
            return work.apply(sql);
        });
        afterTurns.forEach(Runnable::run);
        return done;
    }

    /** Calls {@code listener} after every transaction that may have changed something; it must be quick. */
    void afterWrites(Runnable listener) {
        afterWrites = listener;
    }

    /** Calls {@code listener} after every transaction {@link #writeInTurn in turn}, before who asked for it is answered. */
    void afterTurns(Runnable listener) {
        afterTurns.add(listener);
    }

    private <R extends @Nullable Object> R attempt(Jdbi jdbi, boolean changing, Function<Handle, R> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.<R, RuntimeException>inTransaction(work::apply);
            } catch (RuntimeException e) {
                SQLException cause = sqlCause(e);
                if (cause == null) {
                    throw e;
                }
                if (address.dialect().isAway(cause)) {
                    LOG.error("the record store at {} does not answer", address, e);
                    throw new Problem.Unavailable(
                            "the record store does not answer; see the server's log", RETRY_AFTER);
                }
                if (changing && address.dialect().isReadOnly(cause)) {
                    LOG.error("the record store at {} takes no changes", address, e);
                    throw new Problem.Unavailable(
                            "the record store can be read but not changed now; see the server's log", RETRY_AFTER);
                }
                if (!address.dialect().isConflict(cause)) {
                    throw e;
                }
                if (attempt == ATTEMPTS) {
                    throw new Problem.Unavailable("the record store is too busy to save this; try again", RETRY_AFTER);
                }
                pause(attempt);
            }
        }
    }

    /** One writer means that a transaction inside a transaction would wait for itself. */
    private <R extends @Nullable Object> R alone(Work<R> work) {
        if (inTransaction.get()) {
            throw new IllegalStateException("a transaction was opened inside another: hand the store down instead");
        }
        inTransaction.set(true);
        try {
            return work.run();
        } finally {
            inTransaction.remove();
        }
    }

    private interface Work<R extends @Nullable Object> {
        R run();
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 4L << Math.min(attempt, 6)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for another transaction", e);
        }
    }

    private static StartProblem unusable(RecordsAddress address, Throwable cause) {
        String advice = switch (address.dialect()) {
            case SQLITE -> "check that the folder exists, is writable and has free space";
            case POSTGRESQL -> "check STET_RECORDS_URL and that the database accepts connections";
        };
        return new StartProblem(
                "the record store at " + address + " cannot be opened (" + innermost(cause) + "): " + advice + ".",
                cause);
    }

    static String innermost(Throwable thrown) {
        String message = thrown.getClass().getSimpleName();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String said = cause.getMessage();
            message = said == null ? message : said.strip().lines().findFirst().orElse(message);
        }
        return message;
    }

    private static @Nullable SQLException sqlCause(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }

    @Override
    public void close() {
        readers.close();
        writers.close();
    }
}
