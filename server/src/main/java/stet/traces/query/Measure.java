package stet.traces.query;

/**
 * One number over many traces or spans. Counts and sums are exact; a quantile is a t-digest's, about 1 % of rank off in the
 * middle and less towards the ends; a distinct count is exact. A sum, mean or quantile is over those whose amount is known,
 * and absent when there are none.
 */
public sealed interface Measure {
    Measure COUNT = new Count(Filter.EVERYTHING);

    /** How many match. */
    record Count(Filter filter) implements Measure {}

    /** How many a second. */
    record Rate() implements Measure {}

    /** Which part matches, from 0 to 1; absent when there are none at all. */
    record Share(Filter filter) implements Measure {}

    /** What an amount adds up to. */
    record Sum(Quantity quantity) implements Measure {}

    /** An amount on average. */
    record Mean(Quantity quantity) implements Measure {}

    /**
     * The score of this name on average, truth being 1: of a trace what it and its spans were given on average, so that each
     * counts once. Over those that have such a score.
     */
    record ScoreMean(String name) implements Measure {}

    /** The largest amount. */
    record Largest(Quantity quantity) implements Measure {}

    /**
     * The amount that a part of all stay at or below.
     *
     * @param rank from 0 to 1, both excluded
     */
    record Quantile(Quantity quantity, double rank) implements Measure {
        public Quantile {
            if (!(rank > 0 && rank < 1)) {
                throw new IllegalArgumentException("a quantile's rank lies between 0 and 1, not at " + rank);
            }
        }
    }

    /** How many different values a dimension has. */
    record Distinct(Dimension dimension) implements Measure {}
}
