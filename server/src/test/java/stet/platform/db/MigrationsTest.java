package stet.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.platform.config.StartProblem;

class MigrationsTest {
    private static final Path SOURCES = Path.of("src/main/resources/db/migration");

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theListNamesEveryMigrationOfADialectAndNumbersThemWithoutGaps(Dialect dialect) throws Exception {
        var listed = Migrations.listed();
        try (var files = Files.list(SOURCES.resolve(dialect.name().toLowerCase(Locale.ROOT)))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(listed);
        }
        assertThat(IntStream.rangeClosed(1, listed.size()))
                .allSatisfy(number -> assertThat(listed.get(number - 1)).startsWith("V" + number + "__"));
    }

    @Test
    void bothDatabasesHaveTheSameTablesAndColumns() throws Exception {
        var postgres = TestPostgres.start();
        assumeTrue(postgres != null, TestPostgres::whyNot);

        assertThat(shape(RecordsAddress.inHome(home))).isEqualTo(shape(postgres.emptyDatabase()));
    }

    @Test
    void aStoreOfANewerVersionIsLeftAlone() {
        var address = RecordsAddress.inHome(home);
        try (var records = Records.open(address)) {
            records.write(sql -> sql.execute("""
                    INSERT INTO schema_history
                        (installed_rank, version, description, type, script, installed_by, execution_time, success)
                    VALUES (999, '999', 'from the future', 'SQL', 'V999__future.sql', 'test', 0, 1)
                    """));
        }

        assertThatThrownBy(() -> Records.open(address))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("newer stet")
                .hasMessageContaining("start that version");
    }

    @Test
    void aFolderThatIsNotThereIsSaidInOneSentence() {
        assertThatThrownBy(() -> Records.open(RecordsAddress.inHome(home.resolve("missing"))))
                .isInstanceOf(StartProblem.class)
                .hasMessageContaining("records.db")
                .hasMessageContaining("check that the folder exists");
    }

    /** Each table's columns with their kind, whether they may be empty, and the indexes over them. */
    private static SortedMap<String, SortedMap<String, String>> shape(RecordsAddress address) throws SQLException {
        var shape = new TreeMap<String, SortedMap<String, String>>();
        try (var records = Records.open(address);
                var writers = Pools.writers(address);
                var connection = writers.getConnection()) {
            assertThat(records.problem()).isNull();
            DatabaseMetaData data = connection.getMetaData();
            var tables = new TreeSet<String>();
            try (var rows = data.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
                while (rows.next()) {
                    tables.add(rows.getString("TABLE_NAME"));
                }
            }
            tables.removeIf(table -> table.equals("schema_history") || table.startsWith("sqlite_"));
            for (String table : tables) {
                var columns = new TreeMap<String, String>();
                try (var rows = data.getColumns(null, connection.getSchema(), table, "%")) {
                    while (rows.next()) {
                        boolean required = rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls;
                        columns.put(rows.getString("COLUMN_NAME"), kind(rows.getInt("DATA_TYPE")) + " " + required);
                    }
                }
                try (var rows = data.getPrimaryKeys(null, connection.getSchema(), table)) {
                    while (rows.next()) {
                        columns.merge(rows.getString("COLUMN_NAME"), " key", String::concat);
                    }
                }
                shape.put(table, columns);
            }
        }
        assertThat(shape).isNotEmpty();
        return shape;
    }

    private static String kind(int type) {
        return switch (type) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> "number";
            case Types.VARCHAR -> "text";
            case Types.DOUBLE, Types.REAL, Types.FLOAT -> "real";
            default -> "type " + type;
        };
    }
}
