package stet.statistics.agreement;

/** How far apart two categories are. */
public enum Scale {
    /** Names: another one is another one. */
    NOMINAL,
    /** Ranks: as far as there are ratings between them. */
    ORDINAL,
    /** Numbers: by the square of their difference. */
    INTERVAL,
    /** Numbers from a true zero: by the square of their relative difference. */
    RATIO;

    /**
     * @param totals how often each category was given
     */
    double distance(int a, int b, double[] categories, double[] totals) {
        if (a == b) {
            return 0;
        }
        return switch (this) {
            case NOMINAL -> 1;
            case ORDINAL -> ordinal(Math.min(a, b), Math.max(a, b), totals);
            case INTERVAL -> square(categories[a] - categories[b]);
            case RATIO -> {
                double sum = categories[a] + categories[b];
                yield sum == 0 ? 0 : square((categories[a] - categories[b]) / sum);
            }
        };
    }

    private static double ordinal(int from, int to, double[] totals) {
        double between = -(totals[from] + totals[to]) / 2;
        for (int i = from; i <= to; i++) {
            between += totals[i];
        }
        return square(between);
    }

    private static double square(double value) {
        return value * value;
    }
}
