package stet.evaluators;

/** An evaluator cannot tell; the words say what it would need. */
public final class Undecided extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Undecided(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
