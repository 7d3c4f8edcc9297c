package stet.client;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Judges results of evaluations of one project. */
public final class Evaluations {
    private final Http http;
    private final String path;

    Evaluations(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/evaluations";
    }

    /** @param asked {@code candidate} with its {@code items}, and {@code baseline}, {@code criteria} and {@code title} as far as there are any */
    public JsonNode report(Object asked) {
        return http.post(path + "/report", asked, JsonNode.class);
    }

    /**
     * The same, written.
     *
     * @param format {@code table}, {@code html}, {@code junit} or {@code markdown}
     */
    public String report(Object asked, String format) {
        return new String(
                http.bytes("POST", path + "/report?format=" + Http.segment(format), asked), StandardCharsets.UTF_8);
    }
}
