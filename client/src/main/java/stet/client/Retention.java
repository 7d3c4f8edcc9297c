package stet.client;

import tools.jackson.databind.JsonNode;

/** How long the data of one project is kept. */
public final class Retention {
    private final Http http;
    private final String path;

    Retention(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/retention";
    }

    /** The policy, and what was removed for it. */
    public JsonNode get() {
        return http.get(path, JsonNode.class);
    }

    /**
     * Decides anew; what is absent is kept for ever.
     *
     * @param policy {@code version} that is changed, {@code contentDays}, {@code metadataDays}, {@code sampling}
     */
    public JsonNode decide(JsonNode policy) {
        return http.put(path, policy, JsonNode.class);
    }
}
