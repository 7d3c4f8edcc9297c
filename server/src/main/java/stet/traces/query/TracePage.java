package stet.traces.query;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of traces, newest first; {@code nextCursor} leads to older ones if there are any.
 *
 * @param searchedBackTo how far the words were looked for in the time that one answer may take, when that ended before the page was
 *     full: traces that started before are not searched yet, and follow from {@code nextCursor}
 * @param matches where the words of the filter stand, by trace; one place of each
 */
public record TracePage(
        List<TraceRow> items,
        @Nullable String nextCursor,
        @Nullable Instant searchedBackTo,
        Map<String, Match> matches) {
    public TracePage(List<TraceRow> items, @Nullable String nextCursor) {
        this(items, nextCursor, null, Map.of());
    }

    /** Words in a content, with what stands around them: {@code place} is "input" or "output". */
    public record Match(String spanId, String place, String before, String words, String after) {}
}
