package stet.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

class RecordsTest extends OnBothDatabases {
    private static final Scope INSTALLATION = new Scope.InInstallation() {};

    private record Project(UUID projectId) implements Scope.InProject {}

    private record CounterStore(Handle sql) {
        void create() {
            sql.execute("CREATE TABLE counter (id TEXT PRIMARY KEY, n BIGINT NOT NULL)");
            sql.execute("INSERT INTO counter (id, n) VALUES ('a', 0), ('b', 0)");
        }

        long value(String id) {
            return sql.createQuery("SELECT n FROM counter WHERE id = :id")
                    .bind("id", id)
                    .mapTo(long.class)
                    .one();
        }

        void set(String id, long n) {
            sql.createUpdate("UPDATE counter SET n = :n WHERE id = :id")
                    .bind("n", n)
                    .bind("id", id)
                    .execute();
        }
    }

    private Transactions<CounterStore> counters;

    @BeforeEach
    void counters() {
        counters = records.inInstallation(CounterStore::new);
        counters.change(INSTALLATION, CounterStore::create);
    }

    @Test
    void aStoreThatTakesNoChangesIsReadAndSaysSo() {
        takeNoChanges();

        assertThatThrownBy(() -> counters.change(INSTALLATION, store -> store.set("a", 7)))
                .isInstanceOf(Problem.Unavailable.class)
                .hasMessageContaining("can be read but not changed");
        assertThat(counters.<Long>read(INSTALLATION, store -> store.value("a"))).isZero();
    }

    @Test
    void noIncrementIsLostWhenManyReadAndWriteAtOnce() throws Exception {
        var work = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 40; i++) {
            work.add(() -> {
                counters.change(INSTALLATION, store -> store.set("a", store.value("a") + 1));
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }

        assertThat(counters.<Long>read(INSTALLATION, store -> store.value("a"))).isEqualTo(40);
    }

    @Test
    void twoWritersThatReadEachOthersRowsAreSerialised() throws Exception {
        var work = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 10; i++) {
            String mine = i % 2 == 0 ? "a" : "b";
            String other = i % 2 == 0 ? "b" : "a";
            work.add(() -> {
                counters.change(INSTALLATION, store -> store.set(mine, store.value(other) + 1));
                return null;
            });
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }

        long apart = counters.<Long>read(INSTALLATION, store -> Math.abs(store.value("a") - store.value("b")));
        assertThat(apart).as("every serial order leaves the two one apart").isEqualTo(1);
    }

    @Test
    void aFailedTransactionLeavesNothingBehind() {
        assertThatThrownBy(() -> counters.change(INSTALLATION, store -> {
                    store.set("a", 7);
                    throw new IllegalStateException("halfway");
                }))
                .hasMessage("halfway");

        assertThat(counters.<Long>read(INSTALLATION, store -> store.value("a"))).isZero();
    }

    @Test
    void readingCannotChangeAnything() {
        assertThatThrownBy(() -> counters.read(INSTALLATION, store -> {
                    store.set("a", 7);
                    return null;
                }))
                .hasStackTraceContaining(dialect == Dialect.SQLITE ? "readonly" : "read-only");
    }

    @Test
    void aTransactionInsideATransactionFailsAtOnceInsteadOfWaitingForItself() {
        assertThatThrownBy(() -> counters.change(INSTALLATION, _ -> counters.change(INSTALLATION, _ -> {})))
                .hasMessageContaining("inside another");
    }

    @Test
    void aStoreOpensOnlyInItsKindOfScope() {
        var inProject = records.inProject((_, project) -> project.projectId());
        var project = new Project(UUID.randomUUID());

        assertThat(inProject.<UUID>read(project, id -> id)).isEqualTo(project.projectId());
        assertThatThrownBy(() -> inProject.read(INSTALLATION, id -> id)).hasMessageContaining("inside a project");
        assertThatThrownBy(() -> counters.read(project, store -> store)).hasMessageContaining("whole installation");
    }

    @Test
    void valuesComeBackAsTheyWent() {
        var at = Instant.parse("1969-07-20T20:17:40.123456Z");
        var id = UUID.randomUUID();
        JsonNode document = Json.MAPPER.readTree("{\"money\":0.10,\"text\":\"ğ\\u0001\"}");

        var row = records.write(sql -> {
            sql.execute("CREATE TABLE kept (at BIGINT, id TEXT, document TEXT, flag SMALLINT, absent BIGINT)");
            sql.createUpdate("INSERT INTO kept (at, id, document, flag) VALUES (:at, :id, :document, :flag)")
                    .bind("at", at)
                    .bind("id", id)
                    .bindByType("document", document, JsonNode.class)
                    .bind("flag", true)
                    .execute();
            return sql.createQuery("SELECT * FROM kept")
                    .map(kept -> new Object[] {
                        kept.getColumn("at", Instant.class),
                        kept.getColumn("id", UUID.class),
                        kept.getColumn("document", JsonNode.class),
                        kept.getColumn("flag", Boolean.class),
                        kept.getColumn("absent", Instant.class)
                    })
                    .one();
        });

        assertThat(row).containsExactly(at, id, document, true, null);
    }

    @Test
    void anErrorNeverQuotesTheValuesOfTheStatement() {
        records.write(sql -> sql.execute("CREATE TABLE kept (hash TEXT PRIMARY KEY)"));

        assertThatThrownBy(() -> records.write(sql -> {
                    for (int i = 0; i < 2; i++) {
                        sql.createUpdate("INSERT INTO kept (hash) VALUES (:hash)")
                                .bind("hash", "hunter2")
                                .execute();
                    }
                    return null;
                }))
                .isInstanceOf(UnableToExecuteStatementException.class)
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("hunter2"));
    }

    @Test
    void aFullDiskIsSaidAsUnavailableAndNothingIsLost() {
        assumeTrue(dialect == Dialect.SQLITE, "only SQLite can be given a page limit");

        assertThatThrownBy(() -> counters.change(INSTALLATION, store -> {
                    store.set("a", 7);
                    store.sql().execute("PRAGMA max_page_count = 1");
                    store.sql().execute("CREATE TABLE large AS SELECT hex(randomblob(1000000)) AS text");
                }))
                .isInstanceOf(Problem.Unavailable.class);

        assertThat(counters.<Long>read(INSTALLATION, store -> store.value("a"))).isZero();
    }

    @Test
    void aLostConnectionIsSaidAsUnavailableAndTheNextOneWorks() {
        assumeTrue(dialect == Dialect.POSTGRESQL, "SQLite has no connection to lose");

        assertThatThrownBy(() -> counters.change(INSTALLATION, store -> {
                    store.set("a", 7);
                    store.sql().execute("SELECT pg_terminate_backend(pg_backend_pid())");
                }))
                .isInstanceOf(Problem.Unavailable.class);

        counters.change(INSTALLATION, store -> store.set("b", 1));
        assertThat(counters.<Long>read(INSTALLATION, store -> store.value("a") * 10 + store.value("b")))
                .isEqualTo(1);
    }

    private static String stackTrace(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void itSaysWhenItDoesNotAnswer() {
        assertThat(records.problem()).isNull();
        records.close();
        assertThat(records.problem()).contains("does not answer");
    }
}
