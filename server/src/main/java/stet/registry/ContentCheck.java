package stet.registry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import stet.platform.db.Scope;
import stet.platform.http.Problem;
import stet.registry.canonical.CanonicalJson;
import stet.registry.canonical.NotCanonical;
import tools.jackson.databind.JsonNode;

/** What every content must be, whatever its kind, and then what its kind asks of it. */
final class ContentCheck {
    static final int LARGEST = 1024 * 1024;
    static final int DEEPEST = 64;

    private final Map<Kind, ContentRules> rules = new EnumMap<>(Kind.class);

    /** A content fit to be saved. */
    record Passed(CanonicalJson canonical, Set<Uses> uses) {}

    /** What a kind is that no feature knows more about. */
    private record AnyObject() implements ContentRules {
        @Override
        public JsonNode checked(Content content) {
            return content.json();
        }

        @Override
        public Set<Uses> uses(JsonNode content) {
            return Set.of();
        }
    }

    void add(Kind kind, ContentRules its) {
        rules.put(kind, its);
    }

    Passed check(Scope.InProject scope, Kind kind, String name, JsonNode content) {
        if (!content.isObject()) {
            throw Problem.Invalid.field("content", "is not a JSON object");
        }
        canonical(content);
        var its = rules.getOrDefault(kind, new AnyObject());
        var checked = its.checked(new Content(scope, kind, name, content));
        return new Passed(canonical(checked), Set.copyOf(its.uses(checked)));
    }

    /** The canonical form of a content within the limits. */
    static CanonicalJson canonical(JsonNode content) {
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
