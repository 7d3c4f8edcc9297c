package stet.client.live;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A version of a prompt with everything that it takes in.
 *
 * @param content as the registry keeps it; not to be changed
 */
public record LivePrompt(
        String name, int version, String digest, JsonNode content, List<LivePart> includes, Found found) {
    public LivePrompt {
        includes = List.copyOf(includes);
    }

    static LivePrompt of(Held held, Found found) {
        var json = held.document();
        return new LivePrompt(
                json.path("name").asString(""),
                json.path("version").asInt(0),
                json.path("digest").asString(""),
                json.path("content"),
                LivePart.of(json.path("includes")),
                found);
    }

    /** What to send as {@code stet-prompt} with a call that the application makes with this prompt. */
    public String reference() {
        return name + "@" + version;
    }
}
