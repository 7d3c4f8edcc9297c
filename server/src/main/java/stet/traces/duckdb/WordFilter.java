package stet.traces.duckdb;

import java.util.Arrays;

/**
 * Which beginnings of words occur in some spans: a Bloom filter, so it may say yes wrongly, never no. It lies in {@value #PARTS} parts,
 * each a column, so that a question reads the one that its beginning falls into.
 */
final class WordFilter {
    static final int PARTS = 16;
    private static final int MOST_BYTES = 64 * 1024;
    private static final int LEAST_BYTES = 64;
    private static final int PROBES = 4;

    /** The fuller of two sizes has at most this share of its bits set: one in a hundred answers is wrong. */
    private static final double MOST_FILLED = 0.33;

    private final byte[][] parts = new byte[PARTS][MOST_BYTES];

    void add(long beginning) {
        var part = parts[part(beginning)];
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(beginning, probe);
            part[bit >>> 3] |= (byte) (0x80 >>> (bit & 7));
        }
    }

    /** The part as it is stored: folded in half as often as it does not get too full. */
    byte[] stored(int part) {
        byte[] bytes = parts[part];
        while (bytes.length > LEAST_BYTES) {
            byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
            int set = 0;
            for (int i = 0; i < half.length; i++) {
                half[i] |= bytes[half.length + i];
                set += Integer.bitCount(half[i] & 0xff);
            }
            if (set > half.length * 8 * MOST_FILLED) {
                return bytes;
            }
            bytes = half;
        }
        return bytes;
    }

    void clear() {
        for (var part : parts) {
            Arrays.fill(part, (byte) 0);
        }
    }

    /** Whether a stored row may have the beginning, as a condition on its table's alias; true for spans that have no filter yet. */
    static String condition(String alias, long beginning) {
        var column = alias + "." + column(part(beginning));
        var condition = new StringBuilder("(" + column + " IS NULL OR (");
        for (int probe = 0; probe < PROBES; probe++) {
            condition
                    .append(probe == 0 ? "" : " AND ")
                    .append("get_bit(%1$s::BIT, %2$s & (octet_length(%1$s) * 8 - 1)::INTEGER) = 1"
                            .formatted(column, bit(beginning, probe)));
        }
        return condition.append("))").toString();
    }

    static String column(int part) {
        return "part" + part;
    }

    private static int part(long beginning) {
        return (int) (beginning >>> 60);
    }

    private static int bit(long beginning, int probe) {
        int step = (int) (beginning >>> 32) | 1;
        return ((int) beginning + probe * step) & (MOST_BYTES * 8 - 1);
    }
}
