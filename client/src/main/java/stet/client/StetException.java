package stet.client;

/** The server refused, or could not be reached; the message is fit to show. */
public final class StetException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    public StetException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status of the refusal; 0 when there was no answer. */
    public int status() {
        return status;
    }
}
