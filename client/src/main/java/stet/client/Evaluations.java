package stet.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs of suites of one project, and what came of them. */
public final class Evaluations {
    private static final String JSON = "json";

    private final Http http;
    private final String project;

    Evaluations(Http http, String project) {
        this.http = http;
        this.project = "/api/v1/projects/" + Http.segment(project);
    }

    /** @param run {@code suite} or {@code content}, and {@code version}, {@code target}, {@code datasetVersion}, {@code repetitions} and {@code name} as far as there are any */
    public JsonNode begin(Object run) {
        return http.post(project + "/runs", run, JsonNode.class);
    }

    /** Newest first. */
    public JsonNode runs(Map<String, String> query) {
        return http.get(project + "/runs" + Artifacts.text(query), JsonNode.class);
    }

    /** How far a run is. */
    public JsonNode run(String id) {
        return http.get(project + "/runs/" + Http.segment(id), JsonNode.class);
    }

    public JsonNode cancel(String id) {
        return http.post(project + "/runs/" + Http.segment(id) + "/cancel", null, JsonNode.class);
    }

    /** @param baseline the id of a run, {@code previous} or a label of the prompt; null for none */
    public JsonNode reportOf(String run, @Nullable String baseline) {
        return http.get(ofRun(run, baseline, JSON), JsonNode.class);
    }

    /** @param format {@code table}, {@code html}, {@code junit} or {@code markdown} */
    public String reportOf(String run, @Nullable String baseline, String format) {
        return new String(http.bytes("GET", ofRun(run, baseline, format), null), StandardCharsets.UTF_8);
    }

    /**
     * Judges results that were made elsewhere; nothing is kept.
     *
     * @param asked {@code candidate} with its {@code items}, and {@code baseline}, {@code criteria} and {@code title} as far as there are any
     */
    public JsonNode report(Object asked) {
        return http.post(project + "/evaluations/report", asked, JsonNode.class);
    }

    /**
     * The same, written.
     *
     * @param format {@code table}, {@code html}, {@code junit} or {@code markdown}
     */
    public String report(Object asked, String format) {
        return new String(
                http.bytes("POST", project + "/evaluations/report?format=" + Http.segment(format), asked),
                StandardCharsets.UTF_8);
    }

    private String ofRun(String run, @Nullable String baseline, String format) {
        var query = new LinkedHashMap<String, String>();
        query.put("format", format);
        if (baseline != null) {
            query.put("baseline", baseline);
        }
        return project + "/runs/" + Http.segment(run) + "/report" + Artifacts.text(query);
    }
}
