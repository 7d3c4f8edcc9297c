package stet.statistics;

/** The share of wrong claims that is accepted. */
public final class Alpha {
    /** One in twenty. */
    public static final double USUAL = 0.05;

    private Alpha() {}

    /** @throws IllegalArgumentException unless it lies between 0 and 1 */
    public static double checked(double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha lies between 0 and 1; " + alpha + " does not");
        }
        return alpha;
    }
}
