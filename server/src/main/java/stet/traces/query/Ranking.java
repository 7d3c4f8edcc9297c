package stet.traces.query;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list that is ordered by an amount is wanted.
 *
 * @param after the last row of the part before; absent: the beginning
 */
public record Ranking<K extends Enum<K>>(
        K by, boolean descending, int limit, @Nullable Rank after) {
    public Ranking {
        if (limit < 1 || limit > Page.MAX) {
            throw new IllegalArgumentException("a page has 1 to " + Page.MAX + " rows, not " + limit);
        }
    }
}
