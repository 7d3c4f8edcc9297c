package stet.platform.http;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * A refusal in gRPC's words: a {@code google.rpc.Status}.
 *
 * @param retryAfter how long to wait before trying again; null when trying again cannot help
 */
public record RpcStatus(int code, String message, @Nullable Duration retryAfter) {
    static final int DEADLINE_EXCEEDED = 4;
    static final int UNIMPLEMENTED = 12;
    static final int INTERNAL = 13;

    private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

    /** The status that means the same as a problem. */
    public static RpcStatus of(Problem problem) {
        int code = switch (problem) {
            case Problem.Invalid _, Problem.UnsupportedMedia _ -> 3;
            case Problem.TooSlow _ -> DEADLINE_EXCEEDED;
            case Problem.NotFound _ -> 5;
            case Problem.Conflict _ -> 6;
            case Problem.Forbidden _ -> 7;
            case Problem.TooLarge _, Problem.TooMany _ -> 8;
            case Problem.MethodNotAllowed _ -> UNIMPLEMENTED;
            case Problem.Bug _ -> INTERNAL;
            case Problem.Unavailable _ -> 14;
            case Problem.Unauthenticated _ -> 16;
        };
        return new RpcStatus(code, problem.detail(), problem.retryAfter());
    }

    /** As protobuf, with a {@code RetryInfo} only if trying again can help. */
    public byte[] protobuf() {
        var wait = retryAfter;
        return message(status -> {
            status.writeInt32(1, code);
            status.writeString(2, message);
            if (wait != null) {
                byte[] delay = message(it -> {
                    it.writeInt64(1, wait.toSeconds());
                    it.writeInt32(2, wait.toNanosPart());
                });
                byte[] info = message(it -> it.writeByteArray(1, delay));
                byte[] any = message(it -> {
                    it.writeString(1, RETRY_INFO);
                    it.writeByteArray(2, info);
                });
                status.writeByteArray(3, any);
            }
        });
    }

    public ObjectNode json() {
        return Json.MAPPER.createObjectNode().put("code", code).put("message", message);
    }

    /** Writes the fields of a protobuf message. */
    @FunctionalInterface
    public interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    /** A protobuf message of these fields. */
    public static byte[] message(Fields fields) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            fields.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
