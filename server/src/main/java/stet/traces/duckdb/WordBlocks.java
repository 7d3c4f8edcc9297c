package stet.traces.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import stet.traces.WrittenSpan;

/**
 * Numbers the blocks of spans' content in the order of writing and keeps, for each that is full, which words begin in it. The block at
 * hand has no filter yet, and never gets one when writing fails or ends: questions look into such blocks. For one writer.
 */
final class WordBlocks {
    /** Removes what is known of blocks whose content is gone; the newest stays, so that no number is given twice. */
    static final String REMOVE_EMPTY = """
            DELETE FROM word_block WHERE block NOT IN (SELECT DISTINCT block FROM content)
            AND block < (SELECT max(block) FROM word_block)""";

    private static final int MOST_SPANS = 2048;
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final WordFilter filter = new WordFilter();
    private long number = -1;
    private int spans;
    private long bytes;
    private boolean kept;

    /** The block that the span's content belongs to. To be followed by {@link #write} before the end of the transaction. */
    long add(DuckDBConnection sql, List<Full> full, WrittenSpan span) throws SQLException {
        if (number < 0) {
            open(next(sql));
        }
        spans++;
        words(span.head());
        words(span.input());
        words(span.output());
        long block = number;
        if (spans >= MOST_SPANS || bytes >= MOST_BYTES) {
            full.add(close());
        }
        return block;
    }

    /** A block that is full, ready to be stored. */
    record Full(long number, boolean kept, List<byte[]> parts) {}

    void write(DuckDBConnection sql, List<Full> full) throws SQLException {
        for (var block : full) {
            if (block.kept()) {
                try (var delete = sql.prepareStatement("DELETE FROM word_block WHERE block = ?")) {
                    delete.setLong(1, block.number());
                    delete.executeUpdate();
                }
            }
        }
        try (var row = sql.createAppender("word_block")) {
            for (var block : full) {
                append(row, block.number(), block.parts());
            }
            if (!kept && spans > 0) {
                append(row, number, null);
                kept = true;
            }
            row.flush();
        }
    }

    /** After a failure: what was added may not be stored, so the next block begins. */
    void abandon() {
        number = -1;
    }

    private static void append(DuckDBAppender row, long number, @Nullable List<byte[]> parts) throws SQLException {
        row.beginRow().append(number);
        for (int part = 0; part < WordFilter.PARTS; part++) {
            if (parts == null) {
                row.appendNull();
            } else {
                row.append(parts.get(part));
            }
        }
        row.endRow();
    }

    private static long next(DuckDBConnection sql) throws SQLException {
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery(
                        "SELECT 1 + max(m) FROM (SELECT max(block) AS m FROM word_block UNION ALL SELECT max(block) FROM content)")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void open(long next) {
        number = next;
        spans = 0;
        bytes = 0;
        kept = false;
        filter.clear();
    }

    private Full close() {
        var parts = new ArrayList<byte[]>();
        for (int part = 0; part < WordFilter.PARTS; part++) {
            parts.add(filter.stored(part));
        }
        var full = new Full(number, kept, parts);
        open(number + 1);
        return full;
    }

    private void words(byte @Nullable [] json) {
        if (json != null) {
            Words.ofJson(json, filter::add);
            bytes += json.length;
        }
    }
}
