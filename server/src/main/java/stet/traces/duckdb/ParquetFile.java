package stet.traces.duckdb;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import stet.platform.db.ParquetTable;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A Parquet file of exported spans and scores, a row for each: written whole, and read row by row. */
public final class ParquetFile implements AutoCloseable {
    private final DuckDBConnection sql;
    private final DuckDBAppender rows;

    /** A file without rows, that is not on disk yet. */
    public ParquetFile(Path temporary) {
        try {
            sql = ParquetTable.engine(temporary);
            try (var statement = sql.createStatement()) {
                statement.execute("CREATE TABLE part ("
                        + ParquetColumn.ALL.stream()
                                .map(ParquetColumn::declared)
                                .collect(Collectors.joining(", ")) + ")");
            }
            rows = sql.createAppender("part");
        } catch (SQLException e) {
            throw new IllegalStateException("no Parquet file can be made: " + e.getMessage(), e);
        }
    }

    /** Adds a span or score as a line of an export has it. */
    public void add(JsonNode line) {
        try {
            rows.beginRow();
            for (var column : ParquetColumn.ALL) {
                column.append(rows, line);
            }
            rows.endRow();
        } catch (SQLException e) {
            throw new IllegalStateException("a row does not fit its Parquet file: " + e.getMessage(), e);
        }
    }

    public void write(Path file) {
        try (var statement = sql.createStatement()) {
            rows.flush();
            statement.execute("COPY part TO '" + ParquetTable.quoted(file) + "' (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw new IllegalStateException("the Parquet file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Hands over each row as a line of an export. Columns that an export does not have are passed over, and missing ones are absent.
     *
     * @throws IllegalArgumentException when the file cannot be read as such, in words for who sent it
     */
    public static void read(Path file, Path temporary, Consumer<ObjectNode> taking) {
        var from = " FROM read_parquet('" + ParquetTable.quoted(file) + "')";
        try (var sql = ParquetTable.engine(temporary);
                var statement = sql.createStatement()) {
            var present = new HashSet<String>();
            try (var described = statement.executeQuery("DESCRIBE SELECT *" + from)) {
                while (described.next()) {
                    present.add(described.getString("column_name"));
                }
            }
            var columns = ParquetColumn.ALL.stream()
                    .filter(column -> present.contains(column.name()))
                    .toList();
            if (columns.isEmpty()) {
                throw new IllegalArgumentException("the Parquet file has none of the columns of an export");
            }
            try (var rows = statement.executeQuery(
                    "SELECT " + columns.stream().map(ParquetColumn::read).collect(Collectors.joining(", ")) + from)) {
                while (rows.next()) {
                    taking.accept(line(columns, rows));
                }
            }
        } catch (SQLException | JacksonException e) {
            throw new IllegalArgumentException(
                    "it cannot be read as Parquet of an export: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private static ObjectNode line(List<ParquetColumn> columns, java.sql.ResultSet row) throws SQLException {
        var line = Json.MAPPER.createObjectNode();
        var record = "span";
        for (var column : columns) {
            if (!column.holds(record)) {
                continue;
            }
            var value = column.value(row);
            if (value == null) {
                continue;
            }
            if (column.field().equals("record")) {
                record = value.asString("");
            }
            int slash = column.field().indexOf('/');
            if (slash < 0) {
                line.set(column.field(), value);
            } else {
                line.withObject("/" + column.field().substring(0, slash))
                        .set(column.field().substring(slash + 1), value);
            }
        }
        return line;
    }

    @Override
    public void close() {
        try {
            rows.close();
            sql.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the Parquet file cannot be closed: " + e.getMessage(), e);
        }
    }
}
