package stet.traces.query;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Spans that failed in the same way: with the same kind, and messages of one shape.
 *
 * @param shape the message without what differs from one to the next; absent when none was given
 * @param message the newest message, whole or its beginning
 * @param count how many spans, in the time asked about
 * @param firstSeenAt the first time ever
 * @param examples the newest
 */
public record ErrorGroup(
        @Nullable String kind,
        @Nullable String shape,
        @Nullable String message,
        long count,
        long traceCount,
        Instant firstSeenAt,
        Instant lastSeenAt,
        List<String> releases,
        List<String> models,
        List<Example> examples) {
    public static final int MOST_VALUES = 10;
    public static final int MOST_EXAMPLES = 5;

    /** One of the spans. */
    public record Example(String traceId, String spanId, String name, Instant startedAt) {}

    /** What groups are ordered by. */
    public enum Key {
        COUNT("count"),
        TRACES("traceCount"),
        LAST_SEEN("lastSeenAt");

        private final String word;

        Key(String word) {
            this.word = word;
        }

        public static Optional<Key> of(String word) {
            return Arrays.stream(values()).filter(it -> it.word.equals(word)).findAny();
        }

        /** All of them, for messages. */
        public static String words() {
            return Arrays.stream(values()).map(it -> it.word).collect(Collectors.joining(", "));
        }
    }

    /** A part of the list of groups. */
    public record ErrorGroups(
            List<ErrorGroup> items, @Nullable String nextCursor) {}
}
