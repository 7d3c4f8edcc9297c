package stet.traces.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Puts a tree together again that was spread over attributes: {@code p.0.role}, {@code p.0.tool_calls.1.name}. */
final class Flattened {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_STEPS = 20;

    private static final class Branch {
        final Map<String, Branch> children = new TreeMap<>(Flattened::byNumberThenName);

        @Nullable
        JsonNode leaf;

        JsonNode tree() {
            if (leaf != null) {
                return leaf;
            }
            if (children.keySet().stream().allMatch(Flattened::isNumber)) {
                ArrayNode array = NODES.arrayNode();
                children.values().forEach(child -> array.add(child.tree()));
                return array;
            }
            ObjectNode object = NODES.objectNode();
            children.forEach((name, child) -> object.set(name, child.tree()));
            return object;
        }
    }

    private Flattened() {}

    /** The list whose items' attributes start with {@code prefix} and a number; they are removed. Null if there is none. */
    static @Nullable JsonNode take(Map<String, JsonNode> attributes, String prefix) {
        List<String> names = new ArrayList<>();
        for (String name : attributes.keySet()) {
            if (name.startsWith(prefix)
                    && name.length() > prefix.length()
                    && Character.isDigit(name.charAt(prefix.length()))) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            return null;
        }
        var root = new Branch();
        for (String name : names) {
            var branch = root;
            for (String step : name.substring(prefix.length()).split("\\.", MAX_STEPS)) {
                branch = branch.children.computeIfAbsent(step, _ -> new Branch());
            }
            branch.leaf = attributes.remove(name);
        }
        return root.tree();
    }

    private static boolean isNumber(String step) {
        return !step.isEmpty() && step.length() <= 9 && step.chars().allMatch(it -> it >= '0' && it <= '9');
    }

    private static int byNumberThenName(String one, String other) {
        return isNumber(one) && isNumber(other)
                ? Integer.compare(Integer.parseInt(one), Integer.parseInt(other))
                : one.compareTo(other);
    }
}
