package stet.exports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import stet.traces.duckdb.ParquetFile;

/**
 * Makes an export file by file, each of bounded size.
 *
 * @param temporary where the files lie until they are taken
 */
public record ExportParts(Exports exports, Path temporary) {
    private static final int MOST_ROWS = 50_000;
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    /**
     * A part in a file, to be removed by who asked for it.
     *
     * @param next where the part behind it begins; absent when it is the last
     */
    public record Part(
            Path file, int spans, int scores, @Nullable ExportCursor next) {
        public int rows() {
            return spans + scores;
        }
    }

    /** JSONL parts are zipped. */
    public Part next(Exports.Selection of, @Nullable ExportCursor after, ExportFormat format) throws IOException {
        Files.createDirectories(temporary);
        var file = Files.createTempFile(temporary, "part", "." + format.word());
        try {
            return switch (format) {
                case JSONL -> lines(of, after, file);
                case PARQUET -> parquet(of, after, file);
            };
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private Part lines(Exports.Selection of, @Nullable ExportCursor after, Path file) throws IOException {
        try (OutputStream out =
                new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)), 64 * 1024)) {
            var filling = new Filling(piece -> out.write(piece.line()));
            boolean last = exports.walk(of, after, filling);
            return filling.part(file, last);
        }
    }

    private Part parquet(Exports.Selection of, @Nullable ExportCursor after, Path file) throws IOException {
        try (var parquet = new ParquetFile(temporary)) {
            var filling = new Filling(piece -> parquet.add(piece.tree()));
            boolean last = exports.walk(of, after, filling);
            parquet.write(file);
            return filling.part(file, last);
        }
    }

    private interface Adding {
        void add(Piece piece) throws IOException;
    }

    private static final class Filling implements Taking {
        private final Adding adding;
        private @Nullable ExportCursor cursor;
        private int spans;
        private int scores;
        private long bytes;

        Filling(Adding adding) {
            this.adding = adding;
        }

        @Override
        public boolean take(Piece piece) throws IOException {
            adding.add(piece);
            cursor = piece.cursor();
            bytes += piece.bytes();
            switch (piece) {
                case Piece.OfSpan _ -> spans++;
                case Piece.OfScore _ -> scores++;
            }
            return spans + scores < MOST_ROWS && bytes < MOST_BYTES;
        }

        Part part(Path file, boolean last) {
            return new Part(file, spans, scores, last ? null : cursor);
        }
    }
}
