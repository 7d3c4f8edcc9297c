package stet.models.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a server-sent event stream into its events, however the bytes are chunked. The raw bytes of all events, joined,
 * are the bytes fed.
 */
final class SseSplitter {
    private final int maxEvent;
    private byte[] buffer = new byte[4096];
    private int length;
    private int read;
    private int lineStart;
    private boolean skipLineFeed;
    private boolean oversized;
    private @Nullable String event;
    private @Nullable StringBuilder data;

    SseSplitter(int maxEvent) {
        this.maxEvent = maxEvent;
    }

    /**
     * One event with everything up to the blank line that ends it.
     *
     * @param data the joined data lines; absent for comments and for what is too large to read
     */
    record RawEvent(
            byte[] raw, @Nullable String event, @Nullable String data) {}

    void feed(byte[] chunk, Consumer<RawEvent> events) {
        if (length + chunk.length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + chunk.length));
        }
        System.arraycopy(chunk, 0, buffer, length, chunk.length);
        length += chunk.length;
        while (read < length) {
            byte b = buffer[read++];
            if (skipLineFeed && b == '\n') {
                skipLineFeed = false;
                lineStart = read;
            } else if (b == '\n' || b == '\r') {
                lineEnd(b, events);
            } else {
                skipLineFeed = false;
            }
        }
        if (length > maxEvent) {
            oversized = true;
            events.accept(new RawEvent(take(length), null, null));
        }
    }

    /** What is left when the stream ended without a blank line; an event if it reads as one. */
    void end(Consumer<RawEvent> events) {
        if (length > 0) {
            if (lineStart < length) {
                field(lineStart, length);
            }
            emit(length, events);
        }
    }

    private void lineEnd(byte terminator, Consumer<RawEvent> events) {
        boolean blank = read - 1 == lineStart;
        if (!blank) {
            field(lineStart, read - 1);
        }
        skipLineFeed = terminator == '\r';
        if (skipLineFeed && read < length && buffer[read] == '\n') {
            read++;
            skipLineFeed = false;
        }
        lineStart = read;
        if (blank) {
            emit(read, events);
        }
    }

    private void emit(int end, Consumer<RawEvent> events) {
        var text = data == null || oversized ? null : data.toString();
        var type = event;
        oversized = false;
        events.accept(new RawEvent(take(end), type, text));
    }

    private byte[] take(int end) {
        var raw = Arrays.copyOf(buffer, end);
        System.arraycopy(buffer, end, buffer, 0, length - end);
        length -= end;
        read -= end;
        lineStart = oversized && read == 0 && raw[end - 1] != '\n' && raw[end - 1] != '\r' ? -1 : read;
        event = null;
        data = null;
        return raw;
    }

    private void field(int from, int to) {
        if (oversized) {
            return;
        }
        int start = from;
        if (to - start >= 3 && buffer[start] == (byte) 0xEF && buffer[start + 1] == (byte) 0xBB) {
            start += 3;
        }
        int colon = start;
        while (colon < to && buffer[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, to);
        if (value < to && buffer[value] == ' ') {
            value++;
        }
        switch (new String(buffer, start, colon - start, UTF_8)) {
            case "data" -> {
                data = data == null ? new StringBuilder() : data.append('\n');
                data.append(new String(buffer, value, to - value, UTF_8));
            }
            case "event" -> event = new String(buffer, value, to - value, UTF_8);
            default -> {
                // id, retry and comments travel in the raw bytes only
            }
        }
    }
}
