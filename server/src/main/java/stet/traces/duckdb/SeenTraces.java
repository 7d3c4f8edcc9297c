package stet.traces.duckdb;

import java.sql.SQLException;
import org.duckdb.DuckDBConnection;

/**
 * Tells whether a trace may be in the store, and never wrongly that it is not: a Bloom filter over the hashes of all traces.
 * Nearly every batch brings new traces only, and to look for those in the table costs more the larger it is. Filled from the
 * table when it is first needed and when it gets crowded, up to a size beyond which it is wrong more often. For one writer.
 */
final class SeenTraces {
    private static final int BITS_PER_TRACE = 16;
    private static final int PROBES = 6;
    private static final long LEAST = 64 * 1024;
    private static final long MOST = 32 * 1024 * 1024;

    private long[] words = new long[0];
    private long room;
    private long count;

    /** Makes room for a batch; to be called before its first question, while the table holds all earlier batches. */
    void prepare(DuckDBConnection sql, int coming) throws SQLException {
        if (words.length > 0 && (count + coming <= room || room >= MOST)) {
            return;
        }
        words = new long[0];
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM trace")) {
            rows.next();
            room = Math.clamp(2 * (rows.getLong(1) + coming), LEAST, MOST);
        }
        count = 0;
        var filled = new long[(int) (Long.highestOneBit(room * BITS_PER_TRACE - 1) * 2 / Long.SIZE)];
        try (var statement = sql.createStatement();
                var rows = statement.executeQuery("SELECT trace_hash FROM trace")) {
            while (rows.next()) {
                mayHold(filled, rows.getLong(1));
            }
        }
        words = filled;
    }

    /** Whether a trace of this hash may be there; from now on it may. */
    boolean mayHold(long hash) {
        return mayHold(words, hash);
    }

    private boolean mayHold(long[] bits, long hash) {
        boolean all = true;
        long bit = hash;
        long step = Long.rotateLeft(hash, 32) | 1;
        for (int probe = 0; probe < PROBES; probe++) {
            int word = (int) (bit >>> 6) & (bits.length - 1);
            long mask = 1L << bit;
            all &= (bits[word] & mask) != 0;
            bits[word] |= mask;
            bit += step;
        }
        count += all ? 0 : 1;
        return all;
    }
}
