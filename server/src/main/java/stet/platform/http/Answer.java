package stet.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers.
 *
 * @param body null for none, a {@link Raw} for bytes, anything else is written as JSON
 */
public record Answer(int status, @Nullable Object body, Map<String, String> headers) {

    /** Bytes in a content type of their own. */
    public record Raw(String contentType, byte[] bytes) {}

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer ok(Object body) {
        return new Answer(200, body, Map.of());
    }

    public static Answer created(Object body) {
        return new Answer(201, body, Map.of());
    }

    public static Answer none() {
        return new Answer(204, null, Map.of());
    }

    public static Answer raw(int status, String contentType, byte[] bytes) {
        return new Answer(status, new Raw(contentType, bytes), Map.of());
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
