package stet.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records of one project that could not be stored. */
public final class Rejected {
    /**
     * A rejected record.
     *
     * @param source who rejected what, such as {@code otlp-traces}
     * @param whole whether all of it was kept, so that it can be sent again
     */
    public record Item(
            String id, Instant rejectedAt, String source, String reason, String format, long bytes, boolean whole) {}

    /** Newest first, with where the next page begins. */
    public record Page(List<Item> items, @Nullable String nextCursor) {}

    /** A rejected record with what was sent: readable, and as it was in base64. */
    public record Detail(Item item, String text, String payload) {}

    /** What came of sending again. */
    public record Replayed(int stored, int rejected, List<String> reasons) {}

    private record Discarded(int discarded) {}

    private final Http http;
    private final String path;

    Rejected(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/rejected";
    }

    public Page list(int limit, @Nullable String source, @Nullable String cursor) {
        return http.get(
                path + "?limit=" + limit + parameter("source", source) + parameter("cursor", cursor), Page.class);
    }

    public Detail get(String id) {
        return http.get(path + "/" + Http.segment(id), Detail.class);
    }

    public Replayed replay(String id) {
        return http.post(path + "/" + Http.segment(id) + "/replay", null, Replayed.class);
    }

    /** Sends all again, or those of one source. */
    public Replayed replayAll(@Nullable String source) {
        return http.post(path + "/replay", source == null ? Map.of() : Map.of("source", source), Replayed.class);
    }

    public void discard(String id) {
        http.delete(path + "/" + Http.segment(id));
    }

    /** Discards all, or those of one source, and says how many they were. */
    public int discardAll(@Nullable String source) {
        String which = source == null ? "" : "?source=" + Http.segment(source);
        return http.delete(path + which, Discarded.class).discarded();
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + Http.segment(value);
    }
}
