package stet.client;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The masking rules of one project: what is done to everything that comes in before it is stored. */
public final class Masking {
    /**
     * The rules, each as the operation describes it.
     *
     * @param version from 1, one more with each change; 0 when none were ever saved
     */
    public record Saved(
            int version,
            List<JsonNode> rules,
            @Nullable Instant updatedAt,
            @Nullable String updatedBy) {}

    /** What would be stored of what was tried, how often which rule applied, and what was cut off. */
    public record Outcome(
            @Nullable JsonNode content,
            @Nullable JsonNode attributes,
            Map<String, Integer> hits,
            @Nullable JsonNode cut) {}

    private final Http http;
    private final String path;

    Masking(Http http, String project) {
        this.http = http;
        this.path = "/api/v1/projects/" + Http.segment(project) + "/masking";
    }

    public Saved get() {
        return http.get(path, Saved.class);
    }

    /**
     * Replaces the rules.
     *
     * @param version the one that was changed; refused when someone saved another since
     */
    public Saved put(int version, JsonNode rules) {
        return http.put(path, Map.of("version", version, "rules", rules), Saved.class);
    }

    /**
     * Tries rules out; nothing is kept.
     *
     * @param rules the saved ones when absent
     * @param content a text, messages or any JSON
     */
    public Outcome attempt(@Nullable JsonNode rules, JsonNode content) {
        var asked = new HashMap<String, JsonNode>();
        asked.put("content", content);
        if (rules != null) {
            asked.put("rules", rules);
        }
        return http.post(path + "/trial", asked, Outcome.class);
    }
}
