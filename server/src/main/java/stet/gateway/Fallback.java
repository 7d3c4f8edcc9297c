package stet.gateway;

import stet.models.ErrorKind;

/** When another model of a release or prompt is asked instead: what is wrong lies with the provider, not with the request. */
final class Fallback {
    /** How many models one call may ask, the first included. */
    static final int MOST_ATTEMPTS = 5;

    private Fallback() {}

    /** Whether a provider's answer with this status is a reason. */
    static boolean isDue(int status) {
        return switch (status) {
            case 401, 403, 408, 429 -> true;
            default -> status >= 500;
        };
    }

    /** Whether it is a reason that a provider failed in this way before it answered. */
    static boolean isDue(ErrorKind failure) {
        return switch (failure) {
            case CONNECTION, TIMEOUT, TRUNCATED -> true;
            case RATE_LIMITED,
                    OVERLOADED,
                    AUTHENTICATION,
                    PERMISSION,
                    NOT_FOUND,
                    INVALID_REQUEST,
                    CONTEXT_LENGTH,
                    CONTENT_FILTER,
                    UPSTREAM_ERROR,
                    CANCELLED -> false;
        };
    }
}
