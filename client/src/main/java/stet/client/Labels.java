package stet.client;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The labels of one project's artifacts: what is live. */
public final class Labels {
    private final Http http;
    private final String path;

    Labels(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project);
    }

    /** An artifact's labels and the versions they point at. */
    public JsonNode list(String kind, String name) {
        return http.get(at(kind, name), JsonNode.class);
    }

    /**
     * Points a label at a version.
     *
     * @param expected where it points now; 0 for nowhere
     * @return with an {@code outcome}: {@code moved}, {@code unchanged}, {@code stale} or {@code held}
     */
    public JsonNode move(String kind, String name, String label, int expected, int version, @Nullable String reason) {
        return move(kind, name, label, expected, version, reason, false);
    }

    /** The same; breaking glass moves a protected label without approval, needs a reason, and stays visible for good. */
    public JsonNode move(
            String kind,
            String name,
            String label,
            int expected,
            int version,
            @Nullable String reason,
            boolean breakGlass) {
        var body = new HashMap<String, Object>();
        body.put("version", version);
        body.put("expected", expected);
        if (reason != null) {
            body.put("reason", reason);
        }
        if (breakGlass) {
            body.put("breakGlass", true);
        }
        return http.ask("PUT", at(kind, name) + "/" + Http.segment(label), body);
    }

    /** Takes a label away; answers like {@link #move}. */
    public JsonNode remove(String kind, String name, String label, int expected) {
        return http.ask("DELETE", at(kind, name) + "/" + Http.segment(label) + "?expected=" + expected, null);
    }

    /** Every move of a label, newest first. */
    public JsonNode history(String kind, String name, String label) {
        return http.get(at(kind, name) + "/" + Http.segment(label) + "/history", JsonNode.class);
    }

    /** Requests to move protected labels, newest first; {@code query}: {@code state kind name limit cursor}. */
    public JsonNode requests(Map<String, String> query) {
        return http.get(path + "/label-requests" + Artifacts.text(query), JsonNode.class);
    }

    /** @param request {@code kind name label version}, and {@code reason} if there is one */
    public JsonNode request(Map<String, ?> request) {
        return http.post(path + "/label-requests", request, JsonNode.class);
    }

    /** @param answer {@code approve}, {@code deny} or {@code withdraw} */
    public JsonNode answer(String request, String answer, @Nullable String comment) {
        var body = new HashMap<String, String>(Map.of("answer", answer));
        if (comment != null) {
            body.put("comment", comment);
        }
        return http.post(path + "/label-requests/" + Http.segment(request) + "/answer", body, JsonNode.class);
    }

    private String at(String kind, String name) {
        return path + "/artifacts/" + Http.segment(kind) + "/" + Http.segment(name) + "/labels";
    }
}
