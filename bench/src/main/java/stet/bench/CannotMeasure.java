package stet.bench;

/** A reason why nothing can be measured here, in a sentence that says what to do. */
public final class CannotMeasure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotMeasure(String why) {
        super(why, null, false, false);
    }
}
