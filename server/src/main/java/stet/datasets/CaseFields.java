package stet.datasets;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.registry.canonical.CanonicalJson;
import stet.registry.canonical.NotCanonical;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON form of a case: read and checked, and written. */
final class CaseFields {
    static final int LARGEST_BYTES = 1024 * 1024;
    static final int LONGEST_WORD = 100;
    static final int MOST_TAGS = 50;
    static final int MOST_ASSERTIONS = 100;
    static final int MOST_MESSAGES = 1_000;
    static final double MOST_WEIGHT = 1_000_000;
    private static final int ID_DIGITS = 16;
    private static final Set<String> KNOWN = Set.of(
            "id",
            "variables",
            "messages",
            "expected",
            "assertions",
            "tags",
            "split",
            "weight",
            "provenance",
            "metadata");

    private CaseFields() {}

    static boolean isKnown(String field) {
        return KNOWN.contains(field);
    }

    /** @throws Problem.Invalid that names the field and what is wrong with it */
    static DatasetCase read(JsonNode node) {
        if (!(node instanceof ObjectNode fields)) {
            throw new Problem.Invalid("a case is a JSON object, such as {\"variables\": {\"question\": \"…\"}}");
        }
        fields.propertyNames().forEach(name -> {
            if (!isKnown(name)) {
                throw invalid(
                        name,
                        "is no field of a case; those are "
                                + String.join(", ", KNOWN.stream().sorted().toList()));
            }
        });
        var variables = object(fields, "variables");
        var messages = messages(fields);
        if (variables == null && messages == null) {
            throw new Problem.Invalid("a case has 'variables', 'messages' or both");
        }
        return new DatasetCase(
                id(fields, variables, messages),
                variables,
                messages,
                given(fields, "expected"),
                assertions(fields),
                tags(fields),
                word(fields, "split"),
                weight(fields),
                provenance(fields),
                object(fields, "metadata"));
    }

    /**
     * A case as it is kept.
     *
     * @param text without the id
     * @param digest of the text without the provenance: the same case from somewhere else is the same case
     */
    record Kept(String text, String digest) {}

    static Kept kept(DatasetCase from) {
        ObjectNode node = Json.MAPPER.valueToTree(from);
        node.remove("id");
        if (from.weight() == 1) {
            node.remove("weight");
        }
        for (var list : List.of("tags", "assertions")) {
            if (node.path(list).isEmpty()) {
                node.remove(list);
            }
        }
        try {
            var canonical = CanonicalJson.of(node);
            node.remove("provenance");
            int bytes = canonical.bytes();
            if (bytes > LARGEST_BYTES) {
                throw new Problem.Invalid("the case has " + bytes + " bytes; at most " + LARGEST_BYTES
                        + ". Give large media by reference");
            }
            return new Kept(canonical.text(), CanonicalJson.of(node).digest());
        } catch (NotCanonical e) {
            throw new Problem.Invalid("the case " + e.getMessage());
        }
    }

    static DatasetCase of(String id, String content) {
        var node = (ObjectNode) Json.MAPPER.readTree(content);
        node.put("id", id);
        return read(node);
    }

    private static String id(ObjectNode fields, @Nullable ObjectNode variables, @Nullable ArrayNode messages) {
        var said = word(fields, "id");
        if (said != null) {
            return said;
        }
        var input = Json.MAPPER.createObjectNode();
        if (variables != null) {
            input.set("variables", variables);
        }
        if (messages != null) {
            input.set("messages", messages);
        }
        try {
            return CanonicalJson.of(input)
                    .digest()
                    .substring(CanonicalJson.SHA_256.length())
                    .substring(0, ID_DIGITS);
        } catch (NotCanonical e) {
            throw new Problem.Invalid("the input " + e.getMessage());
        }
    }

    private static @Nullable ArrayNode messages(ObjectNode fields) {
        var messages = given(fields, "messages");
        if (messages == null) {
            return null;
        }
        if (!(messages instanceof ArrayNode list) || list.isEmpty() || list.size() > MOST_MESSAGES) {
            throw invalid("messages", "is a list of 1 to " + MOST_MESSAGES + " messages");
        }
        for (int i = 0; i < list.size(); i++) {
            var message = list.get(i);
            if (!message.path("role").isString() || !(message.has("content") || message.has("parts"))) {
                throw invalid("messages[" + i + "]", "has a 'role', and 'content' or 'parts'");
            }
        }
        return list;
    }

    private static List<JsonNode> assertions(ObjectNode fields) {
        var found = new ArrayList<JsonNode>();
        for (var assertion : list(fields, "assertions", MOST_ASSERTIONS)) {
            if (!assertion.isObject()) {
                throw invalid("assertions[" + found.size() + "]", "is an object that says which evaluator to ask");
            }
            found.add(assertion);
        }
        return found;
    }

    private static List<String> tags(ObjectNode fields) {
        var found = new ArrayList<String>();
        for (var tag : list(fields, "tags", MOST_TAGS)) {
            found.add(checked("tags[" + found.size() + "]", tag));
        }
        return found.stream().distinct().sorted().toList();
    }

    private static double weight(ObjectNode fields) {
        var weight = given(fields, "weight");
        if (weight == null) {
            return 1;
        }
        if (!weight.isNumber() || !(weight.doubleValue() > 0) || weight.doubleValue() > MOST_WEIGHT) {
            throw invalid("weight", "is a number above 0, at most " + (long) MOST_WEIGHT);
        }
        return weight.doubleValue();
    }

    private static DatasetCase.@Nullable Provenance provenance(ObjectNode fields) {
        var said = object(fields, "provenance");
        if (said == null) {
            return null;
        }
        var kind = word(said, "kind");
        if (kind == null || !DatasetCase.Provenance.KINDS.contains(kind)) {
            throw invalid("provenance.kind", "is one of " + String.join(", ", DatasetCase.Provenance.KINDS));
        }
        return new DatasetCase.Provenance(kind, word(said, "traceId"), word(said, "spanId"), word(said, "reference"));
    }

    private static ArrayNode list(ObjectNode fields, String name, int most) {
        var value = given(fields, name);
        if (value == null) {
            return Json.MAPPER.createArrayNode();
        }
        if (!(value instanceof ArrayNode list)) {
            throw invalid(name, "is a list");
        }
        if (list.size() > most) {
            throw invalid(name, "are " + list.size() + "; at most " + most);
        }
        return list;
    }

    private static @Nullable ObjectNode object(ObjectNode fields, String name) {
        var value = given(fields, name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw invalid(name, "is a JSON object");
    }

    private static @Nullable String word(ObjectNode fields, String name) {
        var value = given(fields, name);
        return value == null ? null : checked(name, value);
    }

    private static String checked(String path, JsonNode value) {
        var text =
                value.isString() || value.isIntegralNumber() ? value.asString().strip() : "";
        if (text.isEmpty() || text.length() > LONGEST_WORD || text.chars().anyMatch(Character::isISOControl)) {
            throw invalid(path, "is a text of 1 to " + LONGEST_WORD + " characters without control characters");
        }
        return text;
    }

    private static @Nullable JsonNode given(ObjectNode fields, String name) {
        var value = fields.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static Problem.Invalid invalid(String path, String why) {
        return Problem.Invalid.field(path, why);
    }
}
