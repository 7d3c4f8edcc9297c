package stet.client.live;

import java.time.Instant;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A document as it was fetched.
 *
 * @param confirmed when the server last said that it is so
 */
record Held(Source from, String etag, byte[] bytes, JsonNode document, Instant confirmed) {
    static final JsonMapper JSON = JsonMapper.builder().build();

    static Held of(Source from, String etag, byte[] bytes, Instant confirmed) {
        try {
            var document = JSON.readTree(bytes);
            if (document.isObject()) {
                return new Held(from, etag, bytes, document, confirmed);
            }
        } catch (JacksonException e) {
            // answered below, like what is JSON but no object
        }
        throw new IllegalArgumentException("that is not a document of stet's");
    }

    Held confirmedAt(Instant now) {
        return new Held(Source.FRESH, etag, bytes, document, now);
    }
}
