package stet.releases;

import java.sql.DriverManager;
import stet.platform.db.RecordsAddress;

/** Takes away the tables that hold releases, as if the record store could not be read any more. */
final class LostTables {
    private LostTables() {}

    static void of(RecordsAddress address) throws Exception {
        try (var connection = DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE artifact RENAME TO artifact_lost");
        }
    }
}
