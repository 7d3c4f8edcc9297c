package stet.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The addresses that are told what happens in one project. */
public final class Webhooks {
    private final Http http;
    private final String path;

    Webhooks(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/webhooks";
    }

    /** {@code items}, and the {@code eventTypes} there are. */
    public JsonNode list() {
        return http.get(path, JsonNode.class);
    }

    public JsonNode get(String id) {
        return http.get(one(id), JsonNode.class);
    }

    /**
     * Adds one.
     *
     * @param webhook {@code url}, and {@code events}, {@code description}, {@code enabled} as far as there are any
     * @return {@code item} and {@code secret}, which is never shown again
     */
    public JsonNode add(Map<String, Object> webhook) {
        return http.post(path, webhook, JsonNode.class);
    }

    public JsonNode change(String id, Map<String, Object> webhook) {
        return http.put(one(id), webhook, JsonNode.class);
    }

    public void remove(String id) {
        http.delete(one(id));
    }

    /** Makes another {@code secret}; for so many hours both are used. */
    public JsonNode rotate(String id, int overlapHours) {
        return http.post(one(id) + "/rotate", Map.of("overlapHours", overlapHours), JsonNode.class);
    }

    /** Sends a message that tells of nothing, and says what came of it. */
    public JsonNode test(String id) {
        return http.post(one(id) + "/test", null, JsonNode.class);
    }

    /**
     * What was sent, newest first.
     *
     * @param state {@code waiting}, {@code delivered} or {@code failed}; all unless said
     */
    public JsonNode deliveries(String id, @Nullable String state, int limit) {
        return http.get(
                one(id) + "/deliveries?limit=" + limit + (state == null ? "" : "&state=" + Http.segment(state)),
                JsonNode.class);
    }

    public JsonNode delivery(String id, String delivery) {
        return http.get(one(id) + "/deliveries/" + Http.segment(delivery), JsonNode.class);
    }

    /** Sends a message again, under the same id. */
    public JsonNode replay(String id, String delivery) {
        return http.post(one(id) + "/deliveries/" + Http.segment(delivery) + "/replay", null, JsonNode.class);
    }

    /** Sends all messages again that were not taken. */
    public JsonNode replayFailed(String id) {
        return http.post(one(id) + "/replay", Map.of(), JsonNode.class);
    }

    private String one(String id) {
        return path + "/" + Http.segment(id);
    }
}
