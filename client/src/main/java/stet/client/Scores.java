package stet.client;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The scores of one project: judgements of traces, spans and sessions. */
public final class Scores {
    private record Ids(List<String> ids) {}

    private final Http http;
    private final String path;

    Scores(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/scores";
    }

    /**
     * Sends 1 to 1,000 scores; they are durable when this returns.
     *
     * @param scores as the operation takes them: {@code traceId}, {@code name}, {@code value} and so on
     * @return their ids, in the same order
     */
    public List<String> add(List<JsonNode> scores) {
        return http.post(path, Map.of("items", scores), Ids.class).ids();
    }

    /**
     * Scores, newest first, in {@code items}, with {@code nextCursor} when there are older ones.
     *
     * @param wanted {@code name}, {@code source}, {@code trace}, {@code session}, {@code from}, {@code to}, {@code limit}, {@code cursor}
     */
    public JsonNode list(Map<String, String> wanted) {
        var query = wanted.entrySet().stream()
                .map(it -> Http.segment(it.getKey()) + "=" + Http.segment(it.getValue()))
                .collect(Collectors.joining("&"));
        return http.get(path + (query.isEmpty() ? "" : "?" + query), JsonNode.class);
    }

    public void remove(String id) {
        http.delete(path + "/" + Http.segment(id));
    }
}
