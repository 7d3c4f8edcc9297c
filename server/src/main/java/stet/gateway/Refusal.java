package stet.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;
import stet.models.ErrorKind;
import stet.models.wire.DialectErrors;
import stet.models.wire.MalformedBody;
import stet.platform.http.Edge;
import stet.platform.http.Problem;

/** A call the gateway answers itself, because it cannot or may not reach a provider. */
record Refusal(
        int status,
        ErrorKind kind,
        String message,
        @Nullable String param,
        @Nullable Duration retryAfter) {

    static Refusal of(int status, ErrorKind kind, String message) {
        return new Refusal(status, kind, message, null, null);
    }

    static Refusal of(Problem problem) {
        var kind = switch (problem.status()) {
            case 401 -> ErrorKind.AUTHENTICATION;
            case 403 -> ErrorKind.PERMISSION;
            case 404, 405 -> ErrorKind.NOT_FOUND;
            case 408 -> ErrorKind.TIMEOUT;
            case 429 -> ErrorKind.RATE_LIMITED;
            case 503 -> ErrorKind.OVERLOADED;
            default -> ErrorKind.INVALID_REQUEST;
        };
        return new Refusal(problem.status(), kind, problem.detail(), null, problem.retryAfter());
    }

    static Refusal of(MalformedBody body) {
        return new Refusal(400, ErrorKind.INVALID_REQUEST, body.message(), body.field(), null);
    }

    /** Answers in the dialect, with the request id where clients of that dialect look for it. */
    void answer(HttpServerRequest request, Dialect dialect, String requestId) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed() || response.headWritten()) {
            return;
        }
        response.setStatusCode(status);
        response.putHeader("content-type", "application/json");
        response.putHeader(requestIdHeader(dialect), requestId);
        Duration wait = retryAfter;
        if (wait != null) {
            response.putHeader("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
            response.putHeader("retry-after-ms", Long.toString(wait.toMillis()));
        }
        if (status < 500 && status != 429 && status != 408) {
            response.putHeader("x-should-retry", "false");
        }
        boolean arriving = Edge.isArriving(request);
        if (arriving && request.version() != HttpVersion.HTTP_2) {
            response.putHeader("connection", "close");
        }
        response.end(Buffer.buffer(DialectErrors.body(dialect, kind, message, param, requestId)));
    }

    static String requestIdHeader(Dialect dialect) {
        return switch (dialect) {
            case OPENAI -> "x-request-id";
            case ANTHROPIC -> "request-id";
        };
    }
}
