package stet.client;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The datasets of one project: versioned collections of cases to test with. */
public final class Datasets {
    private final Http http;
    private final String path;

    Datasets(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/datasets";
    }

    /** By name. */
    public JsonNode list(Map<String, String> query) {
        return http.get(path + Artifacts.text(query), JsonNode.class);
    }

    /** @param dataset {@code name}, and {@code description}, {@code tags}, {@code schema} as far as there are any */
    public JsonNode create(Map<String, ?> dataset) {
        return http.post(path, dataset, JsonNode.class);
    }

    public JsonNode get(String name) {
        return http.get(at(name), JsonNode.class);
    }

    /** With all its versions. */
    public void remove(String name) {
        http.delete(at(name));
    }

    /** Newest first. */
    public JsonNode versions(String name, Map<String, String> query) {
        return http.get(at(name) + "/versions" + Artifacts.text(query), JsonNode.class);
    }

    /** @param version a number or {@code latest} */
    public JsonNode cases(String name, String version, Map<String, String> query) {
        return http.get(version(name, version) + "/cases" + Artifacts.text(query), JsonNode.class);
    }

    /** The cases that differ between two versions, each as it was and as it is. */
    public JsonNode diff(String name, Map<String, String> query) {
        return http.get(at(name) + "/diff" + Artifacts.text(query), JsonNode.class);
    }

    /**
     * Makes a version of {@code put}, {@code remove}, {@code replaceAll}, {@code message} and {@code expectedLatest}.
     *
     * @return with the {@code outcome} {@code saved}, {@code unchanged} or {@code stale}
     */
    public JsonNode change(String name, Object edit) {
        return http.ask("POST", at(name) + "/versions", edit);
    }

    /** A file of cases; to be closed. */
    public InputStream export(String name, String version, String format) {
        return http.open(version(name, version) + "/export?format=" + Http.segment(format))
                .body();
    }

    /**
     * Makes a version of a file's rows. What cannot be a case is among the {@code problems} of the answer, by line.
     *
     * @param query {@code format}, {@code separator}, {@code charset}, {@code file}, {@code replace}, {@code message}, {@code dryRun}
     * @param columns {@code column:target} each, for columns that are not called like what they become
     */
    public JsonNode importFile(String name, Map<String, String> query, List<String> columns, byte[] file) {
        var mapping = new StringBuilder(Artifacts.text(query));
        for (String column : columns) {
            mapping.append(mapping.isEmpty() ? '?' : '&').append("map=").append(Http.segment(column));
        }
        return http.post(at(name) + "/import" + mapping, contentType(query.get("format")), file, JsonNode.class);
    }

    /** Makes cases of recorded traces: the newest that match. */
    public JsonNode fromTraces(String name, TraceQuery query, Map<String, ?> how) {
        return http.post(at(name) + "/from-traces" + query.text(), how, JsonNode.class);
    }

    private static String contentType(@Nullable String format) {
        if ("parquet".equals(format)) {
            return "application/vnd.apache.parquet";
        }
        return "csv".equals(format) ? "text/csv" : "application/jsonl";
    }

    private String at(String name) {
        return path + "/" + Http.segment(name);
    }

    private String version(String name, String version) {
        return at(name) + "/versions/" + Http.segment(version);
    }
}
