package stet.registry;

import stet.platform.http.Problem;
import stet.registry.canonical.CanonicalJson;
import stet.registry.canonical.NotCanonical;
import tools.jackson.databind.JsonNode;

/** What every content has to keep, also one that is not finished. */
public final class ContentLimits {
    public static final int LARGEST = 1024 * 1024;
    public static final int DEEPEST = 64;

    private ContentLimits() {}

    /** The canonical form of a content; a {@link Problem} when it is no JSON object, too large or too deep. */
    public static CanonicalJson canonical(JsonNode content) {
        if (!content.isObject()) {
            throw Problem.Invalid.field("content", "is not a JSON object");
        }
        if (isDeeper(content, DEEPEST)) {
            throw Problem.Invalid.field("content", "is nested deeper than " + DEEPEST + " levels");
        }
        CanonicalJson canonical;
        try {
            canonical = CanonicalJson.of(content);
        } catch (NotCanonical e) {
            throw Problem.Invalid.field("content", "cannot be kept: a value in it " + e.getMessage());
        }
        int bytes = canonical.bytes();
        if (bytes > LARGEST) {
            throw new Problem.TooLarge("the content has " + bytes + " bytes; the most is " + LARGEST
                    + " (1 MiB): keep large material outside and refer to it");
        }
        return canonical;
    }

    private static boolean isDeeper(JsonNode value, int levels) {
        if (!value.isContainer()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : value) {
            if (isDeeper(child, levels - 1)) {
                return true;
            }
        }
        return false;
    }
}
