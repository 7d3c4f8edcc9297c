package stet.traces.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeenTracesTest {
    private static final UUID PROJECT = new UUID(1, 2);

    private final SeenTraces seen = new SeenTraces();
    private DuckDBConnection sql;

    @BeforeEach
    void open() throws SQLException {
        sql = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
        run("CREATE TABLE trace (trace_hash BIGINT)");
    }

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    @Test
    void traceThatIsInTheTableMayAlwaysBeThere() throws SQLException {
        write(0, 1000);

        seen.prepare(sql, 1);

        for (int trace = 0; trace < 1000; trace++) {
            assertThat(seen.mayHold(hash(trace))).isTrue();
        }
    }

    @Test
    void newTraceIsHardlyEverTakenForOneThatIsThere() throws SQLException {
        write(0, 100_000);
        seen.prepare(sql, 10_000);

        int mistaken = 0;
        for (int trace = 100_000; trace < 110_000; trace++) {
            mistaken += seen.mayHold(hash(trace)) ? 1 : 0;
        }

        assertThat(mistaken).isLessThan(50);
    }

    @Test
    void crowdedFilterIsMadeAnewFromTheTableAndForgetsNothing() throws SQLException {
        seen.prepare(sql, 1);
        for (int batch = 0; batch < 20; batch++) {
            seen.prepare(sql, 10_000);
            for (int trace = 10_000 * batch; trace < 10_000 * (batch + 1); trace++) {
                seen.mayHold(hash(trace));
            }
            write(10_000 * batch, 10_000 * (batch + 1));
        }

        for (int trace = 0; trace < 200_000; trace++) {
            assertThat(seen.mayHold(hash(trace))).isTrue();
        }
    }

    private static long hash(int trace) {
        return new TraceKey(PROJECT, "%032x".formatted(trace)).hash();
    }

    private void write(int from, int to) throws SQLException {
        try (var appender = sql.createAppender("trace")) {
            for (int trace = from; trace < to; trace++) {
                appender.beginRow().append(hash(trace)).endRow();
            }
        }
    }

    private void run(String text) throws SQLException {
        try (var statement = sql.createStatement()) {
            statement.execute(text);
        }
    }
}
