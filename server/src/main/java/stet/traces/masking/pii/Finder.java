package stet.traces.masking.pii;

import org.jspecify.annotations.Nullable;

/** Finds one kind of thing in a text. */
@FunctionalInterface
interface Finder {
    /** Where a find stands: from its first character to behind its last. */
    record Found(int from, int to) {}

    /**
     * The first find that begins at a place or after it; absent when there is none. What stands before the place was found before,
     * and is no neighbour.
     */
    @Nullable
    Found next(String text, int from);
}
