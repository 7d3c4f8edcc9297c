package stet.traces.duckdb;

import java.util.ArrayList;
import java.util.List;

/** A Bloom filter that grows: of a million answers about ten are wrongly yes, none is wrongly no. */
final class ResponseFilter {
    private static final int BITS_EACH = 32;
    private static final int PROBES = 10;
    private static final int FIRST_ROOM = 2048;
    private static final int MOST_ROOM = 1 << 20;

    /** Each has twice the room of the one before; the last is being filled. */
    private final List<long[]> parts = new ArrayList<>();

    private int left;

    boolean holds(long hash) {
        for (int part = parts.size() - 1; part >= 0; part--) {
            if (holds(parts.get(part), hash)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was not there. */
    boolean add(long hash) {
        if (holds(hash)) {
            return false;
        }
        if (left == 0) {
            left = Math.min(MOST_ROOM, FIRST_ROOM << Math.min(parts.size(), 16));
            parts.add(new long[left * BITS_EACH / Long.SIZE]);
        }
        left--;
        var bits = parts.getLast();
        long bit = hash;
        long step = Long.rotateLeft(hash, 32) | 1;
        for (int probe = 0; probe < PROBES; probe++) {
            bits[(int) (bit >>> 6) & (bits.length - 1)] |= 1L << bit;
            bit += step;
        }
        return true;
    }

    long bytes() {
        return parts.stream().mapToLong(it -> (long) it.length * Long.BYTES).sum();
    }

    private static boolean holds(long[] bits, long hash) {
        long bit = hash;
        long step = Long.rotateLeft(hash, 32) | 1;
        for (int probe = 0; probe < PROBES; probe++) {
            if ((bits[(int) (bit >>> 6) & (bits.length - 1)] & 1L << bit) == 0) {
                return false;
            }
            bit += step;
        }
        return true;
    }
}
