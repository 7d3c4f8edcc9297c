package stet.traces.masking;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.traces.Masked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Leaves attributes out, or hashes them, by their names. The first rule that names an attribute applies to it. */
final class NameRules {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private record Named(Rule rule, AttributeNames.Matcher names) {}

    private final List<Named> rules = new ArrayList<>();
    private final KeyedHash hash;

    NameRules(List<Rule> all, KeyedHash hash) {
        this.hash = hash;
        for (Rule rule : all) {
            if (rule instanceof Rule.Drop drop) {
                rules.add(new Named(rule, drop.names().matcher()));
            } else if (rule instanceof Rule.Hash hashed) {
                rules.add(new Named(rule, hashed.names().matcher()));
            }
        }
    }

    boolean none() {
        return rules.isEmpty();
    }

    /** What is left of a value that goes by any of these names; null when it is left out. */
    @Nullable
    String value(@Nullable String value, Hits hits, String... names) {
        var rule = value == null ? null : rule(names);
        if (value == null || rule == null || (rule instanceof Rule.Hash && KeyedHash.isMade(value))) {
            return value;
        }
        hits.add(rule, 1);
        return rule instanceof Rule.Hash ? hash.of(value) : null;
    }

    /** The same with a name that may not be missing: where it would be left out it is hashed. */
    String kept(String value, Hits hits, String name) {
        String left = value(value, hits, name);
        return left == null ? hash.of(value) : left;
    }

    @Nullable
    JsonNode object(@Nullable JsonNode attributes, Hits hits) {
        if (rules.isEmpty() || !(attributes instanceof ObjectNode object)) {
            return attributes;
        }
        var before = new LinkedHashMap<String, JsonNode>();
        object.properties().forEach(it -> before.put(it.getKey(), it.getValue()));
        var after = changed(before, hits);
        return after == null ? attributes : after.isEmpty() ? null : new ObjectNode(NODES, after);
    }

    /** The same map when no rule applies. */
    Map<String, JsonNode> map(Map<String, JsonNode> attributes, Hits hits) {
        var left = changed(attributes, hits);
        return left == null ? attributes : left;
    }

    private @Nullable Map<String, JsonNode> changed(Map<String, JsonNode> attributes, Hits hits) {
        Map<String, JsonNode> left = null;
        for (var attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            JsonNode value = attribute.getValue();
            var rule = rule(name);
            if (rule == null || (value.isString() && KeyedHash.isMade(value.stringValue()))) {
                continue;
            }
            left = left == null ? new LinkedHashMap<>(attributes) : left;
            hits.add(rule, 1);
            if (rule instanceof Rule.Hash) {
                left.put(name, NODES.stringNode(hash.of(value.isString() ? value.stringValue() : value.toString())));
            } else {
                left.remove(name);
            }
        }
        return left;
    }

    Map<String, String> metadata(Map<String, String> metadata, Hits hits) {
        if (rules.isEmpty() || metadata.isEmpty()) {
            return metadata;
        }
        var left = new HashMap<String, String>();
        metadata.forEach((name, value) -> {
            String kept = value(value, hits, name, "metadata." + name);
            if (kept != null) {
                left.put(name, kept);
            }
        });
        return left;
    }

    private @Nullable Rule rule(String... names) {
        for (var named : rules) {
            for (String name : names) {
                if (named.names().matches(name) && !name.equals(Masked.HITS) && !name.equals(Masked.CUT)) {
                    return named.rule();
                }
            }
        }
        return null;
    }
}
