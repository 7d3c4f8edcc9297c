package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.models.ErrorKind;
import stet.models.Failure;
import tools.jackson.databind.JsonNode;

/** Tells the kind of a failure from what a provider says about it. */
public final class Failures {
    private static final int MAX_MESSAGE = 2000;

    private Failures() {}

    /** A failure answered with a status. */
    public static Failure of(int status, @Nullable String contentType, byte[] body) {
        var root = Fields.parsed(body);
        var error = error(root);
        if (error.isMissingNode()) {
            var text = new String(body, 0, Math.min(body.length, 300), UTF_8).strip();
            var type = contentType == null ? "" : " (" + contentType + ")";
            return new Failure(
                    ofStatus(status),
                    "the provider answered " + status + type + (text.isEmpty() ? " without a body" : ": " + text));
        }
        return new Failure(kind(status, error), message(error, "the provider answered " + status));
    }

    /** A failure told inside a stream or a body whose status says success. */
    static Failure inStream(JsonNode holder) {
        var error = error(holder);
        var cause = error.isMissingNode() ? holder : error;
        return new Failure(kind(0, cause), message(cause, "the provider reported an error in its answer"));
    }

    private static JsonNode error(JsonNode root) {
        var holder = root.isArray() ? root.path(0) : root;
        if (Fields.has(holder, "error")) {
            return holder.path("error");
        }
        return Fields.has(holder, "message") || Fields.has(holder, "detail") ? holder : holder.path("error");
    }

    private static ErrorKind kind(int status, JsonNode error) {
        var words = (Fields.text(error, "code", "") + " " + Fields.text(error, "type", "") + " "
                        + Fields.text(error, "status", ""))
                .toLowerCase(Locale.ROOT);
        var message = message(error, "").toLowerCase(Locale.ROOT);
        if (anyIn(words, "context_length", "context_window", "string_above_max_length")
                || anyIn(
                        message, "maximum context length", "prompt is too long", "context window", "too many tokens")) {
            return ErrorKind.CONTEXT_LENGTH;
        }
        if (anyIn(words, "content_filter", "content_policy", "moderation", "responsibleai")) {
            return ErrorKind.CONTENT_FILTER;
        }
        if (anyIn(words, "rate_limit", "insufficient_quota", "resource_exhausted", "too_many_requests")) {
            return ErrorKind.RATE_LIMITED;
        }
        if (anyIn(words, "overloaded", "unavailable")) {
            return ErrorKind.OVERLOADED;
        }
        if (status >= 400) {
            return ofStatus(status);
        }
        if (anyIn(words, "authentication", "invalid_api_key", "unauthenticated")) {
            return ErrorKind.AUTHENTICATION;
        }
        if (anyIn(words, "permission")) {
            return ErrorKind.PERMISSION;
        }
        if (anyIn(words, "not_found")) {
            return ErrorKind.NOT_FOUND;
        }
        if (anyIn(words, "timeout", "deadline")) {
            return ErrorKind.TIMEOUT;
        }
        return anyIn(words, "invalid") ? ErrorKind.INVALID_REQUEST : ErrorKind.UPSTREAM_ERROR;
    }

    static ErrorKind ofStatus(int status) {
        return switch (status) {
            case 401 -> ErrorKind.AUTHENTICATION;
            case 402, 403 -> ErrorKind.PERMISSION;
            case 404 -> ErrorKind.NOT_FOUND;
            case 408, 504 -> ErrorKind.TIMEOUT;
            case 429 -> ErrorKind.RATE_LIMITED;
            case 503, 529 -> ErrorKind.OVERLOADED;
            default -> status >= 400 && status < 500 ? ErrorKind.INVALID_REQUEST : ErrorKind.UPSTREAM_ERROR;
        };
    }

    private static String message(JsonNode error, String otherwise) {
        if (error.isString()) {
            return cut(error.asString());
        }
        var message = Fields.text(error, "message");
        var detail = error.path("detail");
        if (message == null && !detail.isMissingNode()) {
            message = detail.isString() ? detail.asString() : detail.toString();
        }
        return cut(message == null || message.isBlank() ? otherwise : message);
    }

    private static String cut(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }

    private static boolean anyIn(String text, String... words) {
        for (var word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
