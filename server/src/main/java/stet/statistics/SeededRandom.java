package stet.statistics;

/**
 * A stream of random numbers that is the same for the same seed on every machine and in every version: SplitMix64, whose definition is a few
 * additions, shifts and products.
 */
public final class SeededRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    public SeededRandom(long seed) {
        state = seed;
    }

    public long nextLong() {
        state += GOLDEN;
        long mixed = state;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From 0 (included) to 1 (excluded), in steps of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** From 0 (included) to {@code bound} (excluded), every number with the same chance to within 2^-32. */
    public int below(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("a number below " + bound + " is asked for; at least 1 is needed");
        }
        return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
    }
}
