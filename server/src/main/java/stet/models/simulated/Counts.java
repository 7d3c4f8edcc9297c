package stet.models.simulated;

import org.jspecify.annotations.Nullable;
import stet.models.TokenUsage;

/** Arithmetic of simulated token counts, all of which are known. */
final class Counts {
    private Counts() {}

    static long total(TokenUsage usage) {
        return of(usage.input()) + of(usage.output());
    }

    static long fresh(TokenUsage usage) {
        return of(usage.input()) - of(usage.cacheRead());
    }

    private static long of(@Nullable Long count) {
        return count == null ? 0 : count;
    }
}
