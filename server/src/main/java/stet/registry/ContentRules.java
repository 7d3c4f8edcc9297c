package stet.registry;

import java.util.Set;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** Knows what the content of one kind of artifact may be; the feature that understands the kind supplies it. */
public interface ContentRules {
    /**
     * The content to be saved, which may be more complete than what was sent. Called outside of any transaction, for a JSON object within
     * the limits of size and depth.
     *
     * @throws Problem.Invalid that names the fields that are wrong, as {@code content.…}
     */
    JsonNode checked(Content content);

    /** What a checked content names. */
    Set<Uses> uses(JsonNode content);
}
