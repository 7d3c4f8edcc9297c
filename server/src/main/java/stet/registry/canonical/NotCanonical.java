package stet.registry.canonical;

/** A JSON value that has no canonical text; the message says why, as it reads after the value's name. */
public final class NotCanonical extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotCanonical(String why) {
        super(why);
    }
}
