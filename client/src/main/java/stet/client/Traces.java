package stet.client;

import tools.jackson.databind.JsonNode;

/** The traces of one project, as the JSON the server answers. */
public final class Traces {
    private final Http http;
    private final String path;
    private final String measured;
    private final String unmapped;

    Traces(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/traces";
        this.measured = "/api/v1/projects/" + Http.segment(project) + "/query";
        this.unmapped = "/api/v1/projects/" + Http.segment(project) + "/unmapped";
    }

    /** A page of rows under {@code items}, newest first; {@code nextCursor} leads to the next. */
    public JsonNode list(TraceQuery query) {
        return http.get(path + query.text(), JsonNode.class);
    }

    /** One {@code trace} with its {@code spans}. */
    public JsonNode get(String traceId) {
        return http.get(path + "/" + Http.segment(traceId), JsonNode.class);
    }

    /** Attributes that no vocabulary understands, under {@code items}. */
    public JsonNode unmapped() {
        return http.get(unmapped, JsonNode.class);
    }

    /**
     * Numbers: {@code totals}, and {@code series} by the value asked for. Parameters are those of the query operation:
     * {@code measure} (may repeat), {@code over}, {@code where}, {@code from}, {@code to}, {@code buckets}, {@code by}, {@code top}.
     */
    public JsonNode query(TraceQuery query) {
        return http.get(measured + query.text(), JsonNode.class);
    }
}
