package stet.traces.query;

/** Which part of a list is wanted. */
public sealed interface Page {
    int MAX = 500;

    int limit();

    /** The newest. */
    record First(int limit) implements Page {
        public First {
            requireLimit(limit);
        }
    }

    /** What comes behind {@code last}: older traces. */
    record OlderThan(Cursor last, int limit) implements Page {
        public OlderThan {
            requireLimit(limit);
        }
    }

    /** The traces that started next after {@code seen}: for following live. */
    record NewerThan(Cursor seen, int limit) implements Page {
        public NewerThan {
            requireLimit(limit);
        }
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX) {
            throw new IllegalArgumentException("a page has 1 to " + MAX + " rows, not " + limit);
        }
    }
}
