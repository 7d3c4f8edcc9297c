package stet.traces;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What masking leaves behind among a span's attributes: how often which rule applied, and what was cut off. */
public final class Masked {
    /** Finds by the name of the rule, or by the kind of personal data. */
    public static final String HITS = "stet.masked";

    /** What was cut off, of {@code input} and {@code output}: {@code {"bytes", "sha256"}} of each. */
    public static final String CUT = "stet.cut";

    private Masked() {}

    /** How often which rule applied; empty when none did. */
    public static Map<String, Integer> hits(@Nullable JsonNode attributes) {
        var hits = new TreeMap<String, Integer>();
        if (attributes != null && attributes.get(HITS) instanceof ObjectNode counts) {
            counts.properties()
                    .forEach(it -> hits.put(it.getKey(), it.getValue().asInt(0)));
        }
        return hits;
    }

    /** The same attributes, in which so much more is noted. */
    public static @Nullable JsonNode noted(
            @Nullable JsonNode attributes, Map<String, Integer> moreHits, @Nullable JsonNode cut) {
        if (moreHits.isEmpty() && cut == null) {
            return attributes;
        }
        var noted = attributes instanceof ObjectNode object ? object.deepCopy() : Json.MAPPER.createObjectNode();
        if (!moreHits.isEmpty()) {
            var hits = new TreeMap<>(hits(attributes));
            moreHits.forEach((name, count) -> hits.merge(name, count, Integer::sum));
            noted.set(HITS, Json.MAPPER.valueToTree(hits));
        }
        if (cut != null) {
            noted.set(CUT, cut);
        }
        return noted;
    }

    /** Of some attributes only those that are about masking; null when there are none. */
    public static @Nullable JsonNode only(@Nullable JsonNode attributes) {
        return attributes != null && attributes.get(HITS) instanceof ObjectNode counts
                ? Json.MAPPER.createObjectNode().set(HITS, counts)
                : null;
    }

    /** What was cut off; null when nothing was. */
    public static @Nullable JsonNode cut(@Nullable JsonNode attributes) {
        return attributes == null ? null : attributes.get(CUT);
    }

    /** Attributes without what is about masking; null when no others are left. */
    public static @Nullable JsonNode without(@Nullable JsonNode attributes) {
        if (!(attributes instanceof ObjectNode object)) {
            return attributes;
        }
        var others = object.deepCopy().remove(List.of(HITS, CUT));
        return others.isEmpty() ? null : others;
    }
}
