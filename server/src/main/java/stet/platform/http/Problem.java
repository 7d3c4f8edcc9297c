package stet.platform.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be served, in words its sender can act on. Thrown anywhere, answered once, at the edge: as RFC 9457
 * problem JSON, or in the dialect of the endpoint that was called.
 */
public abstract sealed class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** One field of the request that was wrong. */
    public record FieldError(String field, String detail) {}

    /** The request itself is wrong: sending it again unchanged cannot help. */
    public static final class Invalid extends Problem {
        private static final long serialVersionUID = 1;
        private final transient List<FieldError> errors;

        public Invalid(String why) {
            this(why, List.of());
        }

        public Invalid(String why, List<FieldError> errors) {
            super(why);
            this.errors = List.copyOf(errors);
        }

        /** A single wrong field; the detail says what was found, what was expected and how to give it. */
        public static Invalid field(String field, String detail) {
            return new Invalid(field + ": " + detail, List.of(new FieldError(field, detail)));
        }

        public List<FieldError> errors() {
            return errors;
        }
    }

    /** Nobody is known to be asking. */
    public static final class Unauthenticated extends Problem {
        private static final long serialVersionUID = 1;

        public Unauthenticated(String why) {
            super(why);
        }
    }

    /** The caller is known and may not do this. */
    public static final class Forbidden extends Problem {
        private static final long serialVersionUID = 1;

        public Forbidden(String why) {
            super(why);
        }
    }

    /** There is no such thing, or the caller may not know that there is. */
    public static final class NotFound extends Problem {
        private static final long serialVersionUID = 1;

        public NotFound(String what, Object id) {
            super("there is no " + what + " '" + id + "'");
        }
    }

    /** The path exists, but not with this method. */
    public static final class MethodNotAllowed extends Problem {
        private static final long serialVersionUID = 1;

        public MethodNotAllowed(String method, String path, List<String> allowed) {
            super(path + " does not take " + method + "; it takes " + String.join(", ", allowed));
        }
    }

    /** The request contradicts what is stored now. */
    public static final class Conflict extends Problem {
        private static final long serialVersionUID = 1;

        public Conflict(String why) {
            super(why);
        }
    }

    /** More bytes than the limit. */
    public static final class TooLarge extends Problem {
        private static final long serialVersionUID = 1;

        public TooLarge(String why) {
            super(why);
        }
    }

    /** A content type or encoding that is not read here. */
    public static final class UnsupportedMedia extends Problem {
        private static final long serialVersionUID = 1;

        public UnsupportedMedia(String why) {
            super(why);
        }
    }

    /** The sender took too long to send its request. */
    public static final class TooSlow extends Problem {
        private static final long serialVersionUID = 1;

        public TooSlow(String why) {
            super(why);
        }
    }

    /** Too often; the same request may be served after the wait. */
    public static final class TooMany extends Problem {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        public TooMany(String why, Duration retryAfter) {
            super(why);
            this.retryAfter = retryAfter;
        }

        @Override
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** stet cannot serve this now; the same request may be served after the wait. */
    public static final class Unavailable extends Problem {
        private static final long serialVersionUID = 1;
        private final Duration retryAfter;

        public Unavailable(String why, Duration retryAfter) {
            super(why);
            this.retryAfter = retryAfter;
        }

        @Override
        public Duration retryAfter() {
            return retryAfter;
        }
    }

    /** stet itself failed; the log has the details under the request's id. */
    public static final class Bug extends Problem {
        private static final long serialVersionUID = 1;

        public Bug(String requestId) {
            super("This is a bug in stet; its log has the details under the request id " + requestId + ".");
        }
    }

    private Problem(String why) {
        super(why);
    }

    public int status() {
        return switch (this) {
            case Invalid _ -> 400;
            case Unauthenticated _ -> 401;
            case Forbidden _ -> 403;
            case NotFound _ -> 404;
            case MethodNotAllowed _ -> 405;
            case TooSlow _ -> 408;
            case Conflict _ -> 409;
            case TooLarge _ -> 413;
            case UnsupportedMedia _ -> 415;
            case TooMany _ -> 429;
            case Bug _ -> 500;
            case Unavailable _ -> 503;
        };
    }

    /** A short summary that is the same for every occurrence of this kind. */
    public String title() {
        return switch (this) {
            case Invalid _ -> "The request is not valid";
            case Unauthenticated _ -> "Sign in or send an API key";
            case Forbidden _ -> "Not allowed";
            case NotFound _ -> "Not found";
            case MethodNotAllowed _ -> "Method not allowed";
            case TooSlow _ -> "The request took too long to arrive";
            case Conflict _ -> "Conflict";
            case TooLarge _ -> "The request is too large";
            case UnsupportedMedia _ -> "Unsupported content";
            case TooMany _ -> "Too many requests";
            case Bug _ -> "stet failed to serve this";
            case Unavailable _ -> "Not available right now";
        };
    }

    /** The words for the sender; never null, never a secret. */
    public String detail() {
        String message = getMessage();
        return message == null ? title() : message;
    }

    /** How long to wait before trying again; null when trying again cannot help. */
    public @Nullable Duration retryAfter() {
        return null;
    }
}
