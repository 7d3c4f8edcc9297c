package stet.traces;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which ordinary traces keep their content: a share of them, drawn by their ids. Decided some time after a trace has ended, so that a late
 * error or score counts. Always kept: traces with a failed span or a score, or whose session has one, slow ones, and those of a rollout.
 *
 * @param keepPercent 0 to 100
 * @param after how long after its end a trace is decided on
 * @param slow a trace that takes so long keeps its content; absent: the time does not matter
 */
public record Sampling(
        double keepPercent, Duration after, @Nullable Duration slow) {
    /** A span with this attribute takes part in a rollout. */
    public static final String ROLLOUT = "stet.rollout";

    public static final Duration USUAL_WAIT = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);
    private static final long PRIME = 0x100000001b3L;

    public Sampling {
        if (!(keepPercent >= 0 && keepPercent <= 100)) {
            throw new IllegalArgumentException("the share to keep is 0 to 100 percent, not " + keepPercent);
        }
        if (after.isNegative() || after.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("the wait is 0 to 7 days, not " + after);
        }
        if (slow != null && (slow.isNegative() || slow.isZero())) {
            throw new IllegalArgumentException("a slow trace takes longer than nothing, not " + slow);
        }
    }

    /** Whether a trace's id is among those drawn: FNV-1a, finished, as a fraction. The same everywhere and for ever. */
    public boolean draws(String traceId) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < traceId.length(); i++) {
            hash = (hash ^ traceId.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        return (hash >>> 11) * 0x1.0p-53 < keepPercent / 100;
    }
}
