package stet.platform.db;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stet.platform.http.Problem;

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

    /** Makes the record store refuse every change from now on, as one that was switched to another. */
    protected final void takeNoChanges() {
        try {
            records.write(sql -> sql.execute(
                    switch (dialect) {
                        case SQLITE -> "PRAGMA query_only = 1";
                        case POSTGRESQL -> "SET default_transaction_read_only = on";
                    }));
        } catch (Problem.Unavailable alreadyRefused) {
            System.out.println("the end of the transaction was refused too");
        }
    }

    @AfterEach
    void closeRecords() {
        if (records != null) {
            records.close();
        }
    }
}
