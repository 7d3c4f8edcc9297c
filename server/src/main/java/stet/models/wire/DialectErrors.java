package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import stet.models.Dialect;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.platform.json.Json;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes an error of our own the way a client of the endpoint expects errors. */
public final class DialectErrors {
    private DialectErrors() {}

    /** The body of an answer with an error status. */
    public static byte[] body(
            Dialect dialect, ErrorKind kind, String message, @Nullable String param, @Nullable String requestId) {
        return Json.MAPPER.writeValueAsBytes(
                switch (dialect) {
                    case OPENAI -> openai(kind, message, param);
                    case ANTHROPIC -> anthropic(kind, message, requestId);
                });
    }

    /** The event that ends a stream which already began with status 200. */
    public static byte[] event(Endpoint endpoint, ErrorKind kind, String message, @Nullable String requestId) {
        var text = switch (endpoint) {
            case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS -> "data: " + openai(kind, message, null) + "\n\n";
            case RESPONSES -> "event: error\ndata: " + responses(kind, message) + "\n\n";
            case MESSAGES -> "event: error\ndata: " + anthropic(kind, message, requestId) + "\n\n";
        };
        return text.getBytes(UTF_8);
    }

    private static ObjectNode openai(ErrorKind kind, String message, @Nullable String param) {
        var root = JsonNodeFactory.instance.objectNode();
        root.putObject("error")
                .put("message", message)
                .put("type", openaiType(kind))
                .put("param", param)
                .put("code", kind.word());
        return root;
    }

    private static ObjectNode responses(ErrorKind kind, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "error")
                .put("code", kind.word())
                .put("message", message)
                .putNull("param");
    }

    private static ObjectNode anthropic(ErrorKind kind, String message, @Nullable String requestId) {
        var root = JsonNodeFactory.instance.objectNode().put("type", "error");
        root.putObject("error").put("type", anthropicType(kind)).put("message", message);
        return root.put("request_id", requestId);
    }

    private static String openaiType(ErrorKind kind) {
        return switch (kind) {
            case INVALID_REQUEST, NOT_FOUND, CONTEXT_LENGTH, CONTENT_FILTER -> "invalid_request_error";
            case AUTHENTICATION -> "authentication_error";
            case PERMISSION -> "permission_error";
            case RATE_LIMITED -> "rate_limit_error";
            case OVERLOADED, TIMEOUT, UPSTREAM_ERROR, CONNECTION, CANCELLED, TRUNCATED -> "server_error";
        };
    }

    private static String anthropicType(ErrorKind kind) {
        return switch (kind) {
            case INVALID_REQUEST, CONTEXT_LENGTH, CONTENT_FILTER -> "invalid_request_error";
            case AUTHENTICATION -> "authentication_error";
            case PERMISSION -> "permission_error";
            case NOT_FOUND -> "not_found_error";
            case RATE_LIMITED -> "rate_limit_error";
            case OVERLOADED -> "overloaded_error";
            case TIMEOUT -> "timeout_error";
            case UPSTREAM_ERROR, CONNECTION, CANCELLED, TRUNCATED -> "api_error";
        };
    }
}
