package stet.client;

import tools.jackson.databind.JsonNode;

/** The traces of one project, as the JSON the server answers. */
public final class Traces {
    private final Http http;
    private final String path;

    Traces(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/traces";
    }

    /** A page of rows under {@code items}, newest first; {@code nextCursor} leads to the next. */
    public JsonNode list(TraceQuery query) {
        return http.get(path + query.text(), JsonNode.class);
    }

    /** One {@code trace} with its {@code spans}. */
    public JsonNode get(String traceId) {
        return http.get(path + "/" + Http.segment(traceId), JsonNode.class);
    }
}
