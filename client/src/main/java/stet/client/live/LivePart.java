package stet.client.live;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A version that a release pins or a prompt takes in.
 *
 * @param references how the prompt names it; empty where it is pinned by number alone
 */
public record LivePart(
        String kind, String name, int version, String digest, JsonNode content, List<String> references) {
    public LivePart {
        references = List.copyOf(references);
    }

    static List<LivePart> of(JsonNode list) {
        var parts = new ArrayList<LivePart>();
        for (var part : list) {
            var references = new ArrayList<String>();
            part.path("references").forEach(it -> references.add(it.asString()));
            parts.add(new LivePart(
                    part.path("kind").asString(""),
                    part.path("name").asString(""),
                    part.path("version").asInt(0),
                    part.path("digest").asString(""),
                    part.path("content"),
                    references));
        }
        return parts;
    }
}
