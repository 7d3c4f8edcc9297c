package stet.platform.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;

/**
 * One server-sent event.
 *
 * @param id what a reader that lost its connection sends as {@code Last-Event-ID}
 * @param name its kind; without one readers call it {@code message}
 */
public record ServerEvent(@Nullable String id, @Nullable String name, String data) {
    private static final Pattern LINE = Pattern.compile("\r\n|\r|\n");

    public ServerEvent {
        requireOneLine(id);
        requireOneLine(name);
    }

    /** An event whose data is JSON. */
    public static ServerEvent json(@Nullable String id, String name, Object data) {
        return new ServerEvent(id, name, Json.MAPPER.writeValueAsString(data));
    }

    byte[] bytes() {
        var text = new StringBuilder(data.length() + 40);
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        if (name != null) {
            text.append("event: ").append(name).append('\n');
        }
        for (var line : LINE.split(data, -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void requireOneLine(@Nullable String text) {
        if (text != null && text.chars().anyMatch(it -> it == '\n' || it == '\r' || it == 0)) {
            throw new IllegalArgumentException("an event's id and name are one line each");
        }
    }
}
