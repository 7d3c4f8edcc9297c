package stet.models;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a model call failed: a stable word to group, count and alert by. */
public enum ErrorKind {
    RATE_LIMITED,
    OVERLOADED,
    AUTHENTICATION,
    PERMISSION,
    NOT_FOUND,
    INVALID_REQUEST,
    CONTEXT_LENGTH,
    CONTENT_FILTER,
    /** Nothing, or no end, came in time. */
    TIMEOUT,
    /** The provider failed in its own words. */
    UPSTREAM_ERROR,
    /** The provider could not be reached. */
    CONNECTION,
    /** The client left before the answer was complete. */
    CANCELLED,
    /** The answer broke off before its end. */
    TRUNCATED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
