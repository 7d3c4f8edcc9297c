package stet.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What happened in one project when, to be seen on time axes. */
public final class Markers {
    private final Http http;
    private final String path;

    Markers(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/markers";
    }

    /** @param marker {@code title}, and {@code at}, {@code kind}, {@code app}, {@code environment}, {@code link} as far as there are any */
    public JsonNode add(Map<String, String> marker) {
        return http.post(path, marker, JsonNode.class);
    }

    /** Newest first; of the last 30 days unless said. */
    public JsonNode list(@Nullable String from) {
        return http.get(from == null ? path : path + "?from=" + Http.segment(from), JsonNode.class);
    }

    public void remove(String id) {
        http.delete(path + "/" + Http.segment(id));
    }
}
