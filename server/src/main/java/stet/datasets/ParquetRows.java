package stet.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import stet.platform.db.ParquetTable;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** The rows of a Parquet file, counted from 1. */
record ParquetRows(byte[] bytes, Path temporary) implements Rows {
    @Override
    public void each(Consumer<Row> taking) {
        try {
            var file = Files.createTempFile(Files.createDirectories(temporary), "cases", ".parquet");
            try {
                Files.write(file, bytes);
                var number = new AtomicLong();
                ParquetTable.read(file, temporary, MOST_COLUMNS, row -> {
                    var cells = new LinkedHashMap<String, JsonNode>();
                    row.properties().forEach(it -> cells.put(it.getKey(), it.getValue()));
                    taking.accept(Row.of(number.incrementAndGet(), cells));
                });
            } catch (IllegalArgumentException e) {
                throw new Problem.Invalid(String.valueOf(e.getMessage()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the file cannot be kept for reading in " + temporary, e);
        }
    }
}
