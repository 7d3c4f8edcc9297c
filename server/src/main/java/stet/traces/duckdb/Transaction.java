package stet.traces.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/** All of some work on the writing connection, or nothing of it. Begun and ended in words, which holds for appenders too. */
final class Transaction {
    interface Work<T> {
        T run() throws SQLException;
    }

    private Transaction() {}

    static <T> T of(DuckDBConnection sql, Work<T> work) throws SQLException {
        run(sql, "BEGIN TRANSACTION");
        try {
            T result = work.run();
            run(sql, "COMMIT");
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                run(sql, "ROLLBACK");
            } catch (SQLException failed) {
                e.addSuppressed(failed);
            }
            throw e;
        }
    }

    static void run(DuckDBConnection sql, String statement) throws SQLException {
        try (var running = sql.createStatement()) {
            running.execute(statement);
        }
    }
}
