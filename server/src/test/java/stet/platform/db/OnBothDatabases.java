package stet.platform.db;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs every test of a subclass on SQLite and on a real PostgreSQL, each in an empty record store of its own. */
@ParameterizedClass(name = "{0}")
@EnumSource(Dialect.class)
public abstract class OnBothDatabases {
    @Parameter
    @SuppressWarnings("NullAway.Init")
    Dialect dialect;

    @TempDir
    protected Path home;

    protected RecordsAddress address;
    protected Records records;

    @BeforeEach
    void openRecords() throws Exception {
        address = switch (dialect) {
            case SQLITE -> RecordsAddress.inHome(home);
            case POSTGRESQL -> {
                var postgres = TestPostgres.start();
                if (postgres == null) {
                    System.out.println("skipped: " + TestPostgres.whyNot());
                }
                assumeTrue(postgres != null, TestPostgres::whyNot);
                yield postgres.newDatabase();
            }
        };
        records = Records.open(address);
    }

    @AfterEach
    void closeRecords() {
        if (records != null) {
            records.close();
        }
    }
}
