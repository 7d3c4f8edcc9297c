package stet.registry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import stet.platform.db.Scope;
import stet.registry.canonical.CanonicalJson;
import tools.jackson.databind.JsonNode;

/** What every content must be, whatever its kind, and then what its kind asks of it. */
final class ContentCheck {
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
        ContentLimits.canonical(content);
        var its = rules.getOrDefault(kind, new AnyObject());
        var checked = its.checked(new Content(scope, kind, name, content));
        return new Passed(ContentLimits.canonical(checked), Set.copyOf(its.uses(checked)));
    }
}
