package stet.exports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.traces.duckdb.ParquetFile;

/** The rows of a Parquet file. */
record ParquetLines(byte[] bytes, Path temporary) implements Lines {
    @Override
    public void each(Consumer<ImportedLine> taking) {
        try {
            var file = Files.createTempFile(Files.createDirectories(temporary), "import", ".parquet");
            try {
                Files.write(file, bytes);
                var number = new AtomicLong();
                ParquetFile.read(
                        file,
                        temporary,
                        row -> taking.accept(
                                ImportedLine.of(number.incrementAndGet(), row, Json.MAPPER.writeValueAsBytes(row))));
            } catch (IllegalArgumentException e) {
                throw new Problem.Invalid(String.valueOf(e.getMessage()));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the import cannot be kept for reading in " + temporary, e);
        }
    }
}
