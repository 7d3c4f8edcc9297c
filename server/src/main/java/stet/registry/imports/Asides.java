package stet.registry.imports;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Fields of a foreign version that have no place of their own in ours, as JSON Pointers.
 *
 * @param kept in the version's metadata
 * @param leftOut not kept anywhere
 */
public record Asides(List<String> kept, List<String> leftOut) {
    public static final Asides NONE = new Asides(List.of(), List.of());

    public Asides {
        kept = List.copyOf(kept);
        leftOut = List.copyOf(leftOut);
    }

    /** Where {@code object} says something in fields that are not among those known. */
    public static List<String> unknown(String at, JsonNode object, Set<String> known) {
        return object.properties().stream()
                .filter(it -> !known.contains(it.getKey()) && says(it.getValue()))
                .map(it -> pointer(at, it.getKey()))
                .toList();
    }

    /** Whether there is more than nothing in it. */
    public static boolean says(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isContainer() && value.isEmpty())
                && !(value.isString() && value.stringValue().isEmpty());
    }

    public static String pointer(String at, String field) {
        return at + "/" + field.replace("~", "~0").replace("/", "~1");
    }
}
