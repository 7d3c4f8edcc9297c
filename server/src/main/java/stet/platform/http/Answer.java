package stet.platform.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers.
 *
 * @param body null for none, a {@link Raw} for bytes, a {@link Streamed} for what is written bit by bit, anything else is
 *     written as JSON
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers) {

    /** Bytes in a content type of their own. */
    public record Raw(String contentType, byte[] bytes) {}

    /** Bytes that are made while they are sent, on the operation's thread. */
    public record Streamed(String contentType, Writing writing) {}

    /**
     * Writes a body at the pace of who reads it. Writing, and flushing, fails when the reader has left. A {@link Problem} before
     * the first flush is answered like any other.
     */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of());
    }

    public static Answer created(Object body) {
        return new Answer(201, body, Map.of());
    }

    /** An outcome that is an answer and not a refusal. */
    public static Answer of(int status, Object body) {
        return new Answer(status, body, Map.of());
    }

    public static Answer none() {
        return new Answer(204, null, Map.of());
    }

    public static Answer raw(int status, String contentType, byte[] bytes) {
        return new Answer(status, new Raw(contentType, bytes), Map.of());
    }

    public static Answer streamed(String contentType, Writing writing) {
        return new Answer(200, new Streamed(contentType, writing), Map.of());
    }

    public static Answer text(int status, String text) {
        return raw(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more);
    }
}
