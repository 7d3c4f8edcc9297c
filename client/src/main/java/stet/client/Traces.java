package stet.client;

import tools.jackson.databind.JsonNode;

/** The traces of one project, as the JSON the server answers. */
public final class Traces {
    private final Http http;
    private final String path;
    private final String project;

    Traces(Http http, String project) {
        this.http = http;
        this.project = "/api/v1/projects/" + Http.segment(project);
        this.path = this.project + "/traces";
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
        return http.get(project + "/unmapped", JsonNode.class);
    }

    /** A page of sessions under {@code items}, with what the traces asked for add up to; {@code sort} orders them. */
    public JsonNode sessions(TraceQuery query) {
        return http.get(project + "/sessions" + query.text(), JsonNode.class);
    }

    /** What all traces of a session add up to. */
    public JsonNode session(String session) {
        return http.get(project + "/sessions/" + Http.segment(session), JsonNode.class);
    }

    /** Rows of a session's traces under {@code items}, in the order they happened. */
    public JsonNode sessionTraces(String session, int offset, int limit) {
        return http.get(
                project + "/sessions/" + Http.segment(session) + "/traces?offset=" + offset + "&limit=" + limit,
                JsonNode.class);
    }

    /** A page of end users under {@code items}, with what the traces asked for add up to; {@code sort} orders them. */
    public JsonNode endUsers(TraceQuery query) {
        return http.get(project + "/end-users" + query.text(), JsonNode.class);
    }

    /** Spans that failed, grouped by kind and message shape, under {@code items}; {@code sort} orders them. */
    public JsonNode errors(TraceQuery query) {
        return http.get(project + "/errors" + query.text(), JsonNode.class);
    }

    /**
     * Numbers: {@code totals}, and {@code series} by the value asked for. Parameters are those of the query operation:
     * {@code measure} (may repeat), {@code over}, {@code where}, {@code from}, {@code to}, {@code buckets}, {@code by}, {@code top}.
     */
    public JsonNode query(TraceQuery query) {
        return http.get(project + "/query" + query.text(), JsonNode.class);
    }
}
