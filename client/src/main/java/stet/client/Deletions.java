package stet.client;

import tools.jackson.databind.JsonNode;

/** Deletes data of one project for good. A target has one of {@code user}, {@code session}, {@code traceIds} and {@code where}. */
public final class Deletions {
    private final Http http;
    private final String path;

    Deletions(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/deletions";
    }

    /** How much of each kind a deletion would remove; nothing is removed. */
    public JsonNode dryRun(JsonNode target) {
        return http.post(path + "/dry-run", target, JsonNode.class);
    }

    /** Asks for a deletion, which is carried out by and by. */
    public JsonNode ask(JsonNode target) {
        return http.post(path, target, JsonNode.class);
    }

    public JsonNode get(String id) {
        return http.get(path + "/" + Http.segment(id), JsonNode.class);
    }

    /** Newest first, in {@code items}. */
    public JsonNode list() {
        return http.get(path, JsonNode.class);
    }
}
