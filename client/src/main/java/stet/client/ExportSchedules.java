package stet.client;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one project exports by itself. */
public final class ExportSchedules {
    private final Http http;
    private final String path;

    ExportSchedules(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/export-schedule";
    }

    /** {@code schedule}, absent when there is none, and {@code foldersAllowed}. */
    public JsonNode get() {
        return http.get(path, JsonNode.class);
    }

    /** @param schedule with the {@code version} that it changes, 0 for none */
    public JsonNode put(Map<String, Object> schedule) {
        return http.put(path, schedule, JsonNode.class);
    }

    public void remove() {
        http.delete(path);
    }

    /** Exports again from a slice on, or tries the next one at once. */
    public JsonNode run(@Nullable String from) {
        var asked = new TreeMap<String, Object>();
        if (from != null) {
            asked.put("from", from);
        }
        return http.post(path + "/run", asked, JsonNode.class);
    }
}
