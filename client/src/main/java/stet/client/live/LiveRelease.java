package stet.client.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A release of an app with everything that it pins.
 *
 * @param manifest what it pins, as the registry keeps it; not to be changed
 */
public record LiveRelease(String app, int number, String digest, JsonNode manifest, List<LivePart> parts, Found found) {
    public LiveRelease {
        parts = List.copyOf(parts);
    }

    static LiveRelease of(Held held, Found found) {
        var json = held.document();
        return new LiveRelease(
                json.path("app").asString(""),
                json.path("release").asInt(0),
                json.path("digest").asString(""),
                json.path("manifest"),
                LivePart.of(json.path("parts")),
                found);
    }

    /** What a step pins: {@code prompt}, {@code model}, {@code tools}, {@code retrieval} and so on; missing when there is no such step. */
    public JsonNode step(String name) {
        return manifest.path("steps").path(name);
    }

    /** A version that it pins, by its kind, such as {@code tool}, and its name. */
    public Optional<LivePart> part(String kind, String name) {
        return parts.stream()
                .filter(it -> it.kind().equals(kind) && it.name().equals(name))
                .findFirst();
    }

    /** The headers that name it, to be sent with calls that the application makes by this release. */
    public Map<String, String> headers() {
        return Map.of("stet-app", app, "stet-release", String.valueOf(number));
    }
}
