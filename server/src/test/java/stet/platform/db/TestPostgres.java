package stet.platform.db;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The real PostgreSQL of this test run: started when first asked for, shared, a new database for whoever asks. */
final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable TestPostgres started;
    private static @Nullable String unavailable;

    private final EmbeddedPostgres server;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Null where it cannot run; {@link #whyNot} says why. */
    static synchronized @Nullable TestPostgres start() {
        if (started == null && unavailable == null) {
            try {
                started = new TestPostgres(EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start());
                Records.open(started.address("template1")).close();
            } catch (Exception e) {
                unavailable = "PostgreSQL cannot run here: " + Records.innermost(e);
            }
        }
        return started;
    }

    static synchronized String whyNot() {
        return unavailable == null ? "" : unavailable;
    }

    /** A database of its own that already has every table. */
    RecordsAddress newDatabase() throws SQLException {
        String name = "test" + DATABASES.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return address(name);
    }

    /** A database without a single table. */
    RecordsAddress emptyDatabase() throws SQLException {
        String name = "empty" + DATABASES.incrementAndGet();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
        }
        return address(name);
    }

    private RecordsAddress address(String database) {
        return RecordsAddress.parse("postgres://postgres:postgres@localhost:" + server.getPort() + "/" + database);
    }
}
