package stet.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server refused, or could not be reached; the message is fit to show. */
public final class StetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final @Nullable String requestId;

    public StetException(int status, String message) {
        this(status, message, null);
    }

    StetException(int status, String message, @Nullable String requestId) {
        super(message);
        this.status = status;
        this.requestId = requestId;
    }

    /** The HTTP status of the refusal; 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** What the server's log calls the refused request. */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }
}
