package stet.platform.db;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** A Parquet file of any columns: written whole, and read row by row. */
public final class ParquetTable implements AutoCloseable {
    private static final String MEMORY = "192MiB";

    private final DuckDBConnection sql;
    private final DuckDBAppender rows;

    /** A column; its values may be absent. */
    public record Column(String name, Type type) {}

    /** How a column's values are kept. */
    public enum Type {
        TEXT("VARCHAR"),
        TEXTS("VARCHAR[]"),
        NUMBER("DOUBLE"),
        FLAG("BOOLEAN");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }
    }

    /**
     * A file without rows, that is not on disk yet.
     *
     * @param temporary where rows wait that take much room
     */
    public ParquetTable(Path temporary, List<Column> columns) {
        try {
            sql = engine(temporary);
            try (var statement = sql.createStatement()) {
                statement.execute("CREATE TABLE rows ("
                        + columns.stream()
                                .map(it -> "\"" + it.name().replace("\"", "\"\"") + "\" " + it.type().sql)
                                .collect(Collectors.joining(", "))
                        + ")");
            }
            rows = sql.createAppender("rows");
        } catch (SQLException e) {
            throw new IllegalStateException("no Parquet file can be made: " + e.getMessage(), e);
        }
    }

    /** @param values a {@code String}, {@code List<String>}, {@code Double} or {@code Boolean} for each column, in order */
    public void add(List<? extends @Nullable Object> values) {
        try {
            rows.beginRow();
            for (var value : values) {
                switch (value) {
                    case null -> rows.appendNull();
                    case String text -> rows.append(text);
                    case Double number -> rows.append(number);
                    case Boolean flag -> rows.append(flag);
                    case List<?> texts -> rows.append(texts);
                    default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
                }
            }
            rows.endRow();
        } catch (SQLException e) {
            throw new IllegalStateException("a row does not fit its Parquet file: " + e.getMessage(), e);
        }
    }

    public void write(Path file) {
        try (var statement = sql.createStatement()) {
            rows.flush();
            statement.execute("COPY rows TO '" + quoted(file) + "' (FORMAT parquet, COMPRESSION zstd)");
        } catch (SQLException e) {
            throw new IllegalStateException("the Parquet file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Hands over each row as an object of its columns, in the file's order.
     *
     * @throws IllegalArgumentException when the file cannot be read, in words for who sent it
     */
    public static void read(Path file, Path temporary, int mostColumns, Consumer<ObjectNode> taking) {
        var from = " FROM read_parquet('" + quoted(file) + "') AS file";
        try (var sql = engine(temporary);
                var statement = sql.createStatement()) {
            int columns = 0;
            try (var described = statement.executeQuery("DESCRIBE SELECT *" + from)) {
                while (described.next()) {
                    columns++;
                }
            }
            if (columns > mostColumns) {
                throw new IllegalArgumentException("the file has " + columns + " columns; at most " + mostColumns);
            }
            try (var rows = statement.executeQuery("SELECT to_json(file)::VARCHAR" + from)) {
                while (rows.next()) {
                    taking.accept((ObjectNode) Json.MAPPER.readTree(rows.getString(1)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "the file cannot be read as Parquet: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    /** A database in memory that may only read and write files here. */
    public static DuckDBConnection engine(Path temporary) throws SQLException {
        var properties = new Properties();
        properties.put("memory_limit", MEMORY);
        properties.put("threads", "1");
        properties.put("temp_directory", temporary.toString());
        properties.put("autoinstall_known_extensions", "false");
        properties.put("autoload_known_extensions", "false");
        return (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
    }

    /** A path inside of quotes. */
    public static String quoted(Path file) {
        return file.toString().replace("'", "''");
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
