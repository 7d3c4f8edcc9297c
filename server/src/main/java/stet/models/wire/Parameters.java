package stet.models.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts parameters into a body under the names that its dialect has for them. */
final class Parameters {
    private static final List<String> LENGTHS = List.of("max_tokens", "max_completion_tokens", "max_output_tokens");
    private static final Set<String> NOT_PARAMETERS =
            Set.of("model", "messages", "input", "system", "instructions", "tools", "tool_choice", "stet");

    private Parameters() {}

    /**
     * @param names the dialect's own name for some
     */
    static void put(ObjectNode parameters, Map<String, String> names, ObjectNode body) {
        for (var parameter : parameters.properties()) {
            String name = parameter.getKey();
            if (!NOT_PARAMETERS.contains(name)) {
                body.set(names.getOrDefault(name, name), parameter.getValue());
            }
        }
    }

    /** The names of a limit on the answer's length, all led to one. */
    static Map<String, String> lengthAs(String name) {
        return Map.of(LENGTHS.get(0), name, LENGTHS.get(1), name, LENGTHS.get(2), name);
    }

    /** A text alone as a list of it. */
    static JsonNode listed(JsonNode value, ObjectNode in) {
        return value.isString() ? in.arrayNode().add(value) : value;
    }
}
