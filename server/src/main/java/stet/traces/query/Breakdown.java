package stet.traces.query;

/** How the answer to a query is taken apart into series. */
public sealed interface Breakdown {
    int MOST = 50;
    int MOST_STEPS = 100;

    /**
     * By the values of a dimension: the {@code top} with the largest first measure, and the others together. What has several
     * values, as a trace has models, counts under each of them.
     */
    record Values(Dimension dimension, int top) implements Breakdown {
        public Values {
            if (top < 1 || top > MOST) {
                throw new IllegalArgumentException("a breakdown shows 1 to " + MOST + " values, not " + top);
            }
        }
    }

    /** By an amount, in steps of 1, 2 and 5 times the powers of ten; each series is named by the least amount in it. */
    record Steps(Quantity quantity) implements Breakdown {}
}
