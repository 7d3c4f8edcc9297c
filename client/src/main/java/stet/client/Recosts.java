package stet.client;

import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The costs of one project's stored calls, computed anew with the prices of now. */
public final class Recosts {
    private final Http http;
    private final String path;

    Recosts(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/recosts";
    }

    /**
     * Begins one.
     *
     * @param to now unless said
     * @param where a filter over model calls; all unless said
     * @param includeReported whether costs that clients reported give way where there is a price
     * @param dryRun whether to report only
     */
    public JsonNode start(
            Instant from, @Nullable Instant to, @Nullable String where, boolean includeReported, boolean dryRun) {
        var body = new TreeMap<String, Object>();
        body.put("from", from.toString());
        if (to != null) {
            body.put("to", to.toString());
        }
        if (where != null) {
            body.put("where", where);
        }
        body.put("includeReported", includeReported);
        body.put("dryRun", dryRun);
        return http.post(path, body, JsonNode.class);
    }

    public JsonNode get(String id) {
        return http.get(path + "/" + Http.segment(id), JsonNode.class);
    }

    /** With their reports, newest first. */
    public JsonNode list(int limit) {
        return http.get(path + "?limit=" + limit, JsonNode.class);
    }

    /** Stops one; what it changed stays changed. */
    public JsonNode stop(String id) {
        return http.post(path + "/" + Http.segment(id) + "/stop", null, JsonNode.class);
    }
}
