package stet.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The versioned things of one project: prompts, tools, policies, evaluators, apps. A kind is a word such as {@code prompt}; a reference is
 * a version's number, a label, {@code latest} or a digest.
 */
public final class Artifacts {
    private final Http http;
    private final String path;

    Artifacts(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/artifacts";
    }

    /** One page; {@code query} as the operation takes it: {@code kind folder tag q label favourite archived sort limit cursor}. */
    public JsonNode list(Map<String, String> query) {
        return http.get(path + text(query), JsonNode.class);
    }

    /** All of a list, page after page. */
    public List<JsonNode> all(Map<String, String> query) {
        return all(path, query);
    }

    public JsonNode get(String kind, String name) {
        return http.get(at(kind, name), JsonNode.class);
    }

    /** @param artifact {@code kind}, {@code name}, and as far as there are any {@code description tags content message} */
    public JsonNode create(Map<String, ?> artifact) {
        return http.post(path, artifact, JsonNode.class);
    }

    /** @param change what is to be different: {@code name description tags archived favourite} */
    public JsonNode change(String kind, String name, Map<String, ?> change) {
        return http.put(at(kind, name), change, JsonNode.class);
    }

    /** Removes an artifact that was never used. */
    public void remove(String kind, String name) {
        http.delete(at(kind, name));
    }

    /** One page of summaries, newest first; {@code query}: {@code limit cursor}. */
    public JsonNode versions(String kind, String name, Map<String, String> query) {
        return http.get(at(kind, name) + "/versions" + text(query), JsonNode.class);
    }

    /** All summaries, newest first. */
    public List<JsonNode> allVersions(String kind, String name) {
        return all(at(kind, name) + "/versions", Map.of("limit", "500"));
    }

    /** A version with its content. */
    public JsonNode version(String kind, String name, String reference) {
        return http.get(at(kind, name) + "/versions/" + Http.segment(reference), JsonNode.class);
    }

    /**
     * Saves a version.
     *
     * @param version {@code content}, and as far as there are any {@code message expectedLatest parent createMissing}
     * @return with an {@code outcome}: {@code saved}, {@code unchanged} or {@code stale}
     */
    public JsonNode save(String kind, String name, Map<String, ?> version) {
        return http.ask("POST", at(kind, name) + "/versions", version);
    }

    /**
     * Takes artifacts of another system in; what is there already changes nothing.
     *
     * @param what {@code from}, either {@code items} or {@code artifacts}, and as far as wanted {@code dryRun moveLabels skipRefused}
     * @return what came of each, in numbers that add up
     */
    public JsonNode take(Map<String, ?> what) {
        return http.post(path.substring(0, path.lastIndexOf('/')) + "/artifact-imports", what, JsonNode.class);
    }

    /** What is different in one version compared with another. */
    public JsonNode diff(String kind, String name, String from, String to) {
        return http.get(at(kind, name) + "/diff" + text(Map.of("from", from, "to", to)), JsonNode.class);
    }

    /** Who names it: prompts that include it, releases that pin it. */
    public JsonNode usedBy(String kind, String name) {
        return http.get(at(kind, name) + "/used-by", JsonNode.class);
    }

    private List<JsonNode> all(String from, Map<String, String> query) {
        var found = new ArrayList<JsonNode>();
        var asked = new LinkedHashMap<>(query);
        while (true) {
            var page = http.get(from + text(asked), JsonNode.class);
            page.path("items").forEach(found::add);
            if (!page.path("nextCursor").isString()) {
                return found;
            }
            asked.put("cursor", page.path("nextCursor").asString());
        }
    }

    private String at(String kind, String name) {
        return path + "/" + Http.segment(kind) + "/" + Http.segment(name);
    }

    static String text(Map<String, String> query) {
        var text = new StringBuilder();
        query.forEach((name, value) ->
                text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(Http.segment(value)));
        return text.toString();
    }
}
