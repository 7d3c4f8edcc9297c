package stet.traces.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import stet.platform.http.Problem;

/** The open database file: one connection that writes, and one for each question, a few of them at a time. */
final class Database implements AutoCloseable {
    private static final int QUESTIONS_AT_ONCE = 4;
    static final String NAME = "telemetry";
    private static final String USE = "USE " + NAME;
    private static final int BLOCK_BYTES = 256 * 1024;

    /** A batch of more rows goes to the file at once and compressed, not through the engine's own log first. */
    private static final int ROWS_IN_A_GROUP = 4096;

    /** The disk is the limit, also when it was full once: the engine's own limit is what was free when it looked. */
    private static final String MOST_TEMPORARY = "1TiB";

    private static final String CHECKPOINT_AT = "64MB";
    private static final String NEW = ".new";

    /** So many groups of rows that removals left half empty are merged at once, for storing waits for it. */
    private static final String MOST_MERGES = "4";

    private final Path file;
    private final Properties properties = new Properties();
    private final Duration timeout;
    private final Semaphore questions = new Semaphore(QUESTIONS_AT_ONCE, true);
    private volatile DuckDBConnection connection;

    Database(DuckDbSettings settings) throws SQLException {
        this.file = settings.folder().resolve("spans.duckdb");
        this.timeout = settings.queryTimeout();
        try {
            Files.createDirectories(settings.folder());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + settings.folder() + ": " + e.getMessage(), e);
        }
        properties.put("memory_limit", settings.memoryBytes() / (1024 * 1024) + "MiB");
        properties.put("threads", String.valueOf(settings.threads()));
        properties.put("temp_directory", settings.folder().resolve("temp").toString());
        properties.put("max_temp_directory_size", MOST_TEMPORARY);
        properties.put("checkpoint_threshold", CHECKPOINT_AT);
        properties.put("max_vacuum_tasks", MOST_MERGES);
        properties.put("preserve_insertion_order", "false");
        properties.put("autoinstall_known_extensions", "false");
        properties.put("autoload_known_extensions", "false");
        try {
            delete(Path.of(file + NEW));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove what is left of " + file + NEW + ": " + e.getMessage(), e);
        }
        connection = open(file, properties);
    }

    private static DuckDBConnection open(Path file, Properties properties) throws SQLException {
        var sql = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
        try (var statement = sql.createStatement()) {
            statement.execute(attach(file, NAME));
            statement.execute(USE);
            return sql;
        } catch (SQLException e) {
            sql.close();
            throw e;
        }
    }

    private static String attach(Path file, String name) {
        return "ATTACH '%s' AS %s (BLOCK_SIZE %s, ROW_GROUP_SIZE %s, STORAGE_VERSION 'latest')"
                .formatted(file.toString().replace("'", "''"), name, BLOCK_BYTES, ROWS_IN_A_GROUP);
    }

    /** Opens the file again if the engine has given up on it, as it does after some failures of the disk. */
    void reopenIfBroken() throws SQLException {
        try (var probe = connection.duplicate();
                var statement = probe.createStatement();
                var rows = statement.executeQuery("SELECT position FROM " + NAME + ".stored")) {
            rows.next();
        } catch (SQLException e) {
            connection.close();
            connection = open(file, properties);
        }
    }

    /** The connection that writes; for one thread at a time. */
    DuckDBConnection writer() {
        return connection;
    }

    long bytes() {
        return file.toFile().length() + Path.of(file + ".wal").toFile().length();
    }

    long logBytes() {
        return Path.of(file + ".wal").toFile().length();
    }

    /**
     * Copies every row to a new file that takes the place of this one. Nothing may be written meanwhile; questions wait while the files
     * are exchanged.
     */
    void rewrite() throws SQLException {
        var fresh = Path.of(file + NEW);
        try {
            delete(fresh);
            try (var statement = connection.createStatement()) {
                statement.execute(attach(fresh, "fresh"));
                statement.execute("COPY FROM DATABASE " + NAME + " TO fresh");
                statement.execute("DETACH fresh");
            } catch (SQLException e) {
                abandon(e);
                delete(fresh);
                throw e;
            }
            questions.acquireUninterruptibly(QUESTIONS_AT_ONCE);
            try {
                connection.close();
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                try {
                    connection = open(file, properties);
                } finally {
                    questions.release(QUESTIONS_AT_ONCE);
                }
            }
        } catch (IOException e) {
            throw new SQLException("the files of the telemetry store cannot be exchanged: " + e.getMessage(), e);
        }
    }

    /** Lets go of a copy that failed. */
    private void abandon(SQLException failure) {
        try (var statement = connection.createStatement()) {
            statement.execute("DETACH DATABASE IF EXISTS fresh");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static void delete(Path database) throws IOException {
        Files.deleteIfExists(database);
        Files.deleteIfExists(Path.of(database + ".wal"));
    }

    /** Something asked on a connection of its own. */
    interface Question<T> {
        T ask(Asking asking) throws SQLException;
    }

    /** A row read into a value. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Takes a row, or says that no more are wanted. */
    interface Taking {
        boolean take(ResultSet row) throws SQLException;
    }

    /** Asks while the time of one question lasts. */
    <T> T ask(Question<T> question) {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean admitted = false;
        try {
            admitted = questions.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (!admitted) {
                throw tooSlow();
            }
            try (var own = connection.duplicate();
                    var use = own.createStatement()) {
                use.execute(USE);
                return question.ask(new Asking(own, deadline));
            }
        } catch (SQLTimeoutException e) {
            throw tooSlow();
        } catch (SQLException e) {
            throw new IllegalStateException("the telemetry store cannot answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooSlow();
        } finally {
            if (admitted) {
                questions.release();
            }
        }
    }

    /** A connection and the moment its time is up. */
    record Asking(Connection sql, long deadline) {
        <T> List<T> rows(String text, List<?> values, Row<T> row) throws SQLException {
            try (var statement = sql.prepareStatement(text)) {
                bind(statement, values);
                statement.setQueryTimeout(secondsLeft());
                try (var rows = statement.executeQuery()) {
                    var read = new ArrayList<T>();
                    while (rows.next()) {
                        read.add(row.read(rows));
                    }
                    return read;
                }
            }
        }

        /** Takes rows while they are wanted, and says whether one was left. */
        boolean whileWanted(String text, List<?> values, Taking taking) throws SQLException {
            try (var statement = sql.prepareStatement(text)) {
                bind(statement, values);
                statement.setQueryTimeout(secondsLeft());
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        if (!taking.take(rows)) {
                            return true;
                        }
                    }
                    return false;
                }
            }
        }

        /** Texts as one value to bind. */
        java.sql.Array texts(List<String> texts) throws SQLException {
            return sql.createArrayOf("VARCHAR", texts.toArray());
        }

        /** Whole seconds are what the driver takes, so the last one may be exceeded. */
        private int secondsLeft() throws SQLTimeoutException {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new SQLTimeoutException("the time of the question is up");
            }
            return (int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(left));
        }
    }

    static void bind(PreparedStatement statement, List<?> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    private Problem tooSlow() {
        return new Problem.Unavailable(
                "the question took longer than " + timeout.toSeconds()
                        + " s: choose a shorter time range, more filters or rarer words, or raise STET_QUERY_SECONDS",
                Duration.ofSeconds(5));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
