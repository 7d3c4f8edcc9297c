package stet.traces.masking;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Redacts every text, whole number and name of a field in JSON, and JSON that stands in a text as JSON. What stays of messages is
 * messages: their own words, such as a role, are left alone. What is redacted nowhere comes back as it is.
 */
record JsonRedaction(Redaction texts) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> MESSAGE = Set.of("role", "parts", "name", "finishReason");
    private static final Set<String> PART = Set.of(
            "type",
            "text",
            "id",
            "name",
            "arguments",
            "result",
            "mediaType",
            "url",
            "reference",
            "bytes",
            "modality",
            "value");
    private static final Set<String> WORDS = Set.of("role", "finishReason", "type", "modality", "bytes");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_-]{1,32}");
    private static final int MOST_PARSED = 4 * 1024 * 1024;

    /** Input or output: messages, or any JSON. */
    @Nullable
    JsonNode content(@Nullable JsonNode content, Hits hits) {
        if (!(content instanceof ArrayNode list)
                || list.isEmpty()
                || !list.valueStream().allMatch(JsonRedaction::isMessage)) {
            return any(content, hits);
        }
        return array(list, message -> shaped((ObjectNode) message, MESSAGE, hits));
    }

    private static boolean isMessage(JsonNode node) {
        return node.get("role") != null && node.get("parts") instanceof ArrayNode;
    }

    @Nullable
    JsonNode any(@Nullable JsonNode node, Hits hits) {
        return switch (node) {
            case null -> null;
            case ObjectNode object -> shaped(object, Set.of(), hits);
            case ArrayNode array -> array(array, it -> some(it, hits));
            default -> node.isString() || node.isIntegralNumber() ? leaf(node, hits) : node;
        };
    }

    String text(String text, Hits hits) {
        var found = new Hits();
        String redacted = texts.apply(text, found);
        var tree = found.none() ? null : embedded(text);
        if (tree == null) {
            hits.add(found);
            return redacted;
        }
        var inTree = new Hits();
        var masked = some(tree, inTree);
        hits.add(inTree);
        return texts.apply(inTree.none() ? text : Json.MAPPER.writeValueAsString(masked), hits);
    }

    /** The JSON that a text is, if it is an object or a list. */
    private static @Nullable JsonNode embedded(String text) {
        String begins = text.stripLeading();
        if (!(begins.startsWith("{") || begins.startsWith("[")) || text.length() > MOST_PARSED) {
            return null;
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    private JsonNode some(JsonNode node, Hits hits) {
        var redacted = any(node, hits);
        return redacted == null ? NODES.nullNode() : redacted;
    }

    private JsonNode leaf(JsonNode node, Hits hits) {
        String before = node.asString();
        String after = text(before, hits);
        return after.equals(before) ? node : NODES.stringNode(after);
    }

    private interface Each {
        JsonNode of(JsonNode element);
    }

    private static JsonNode array(ArrayNode array, Each each) {
        ArrayNode copy = null;
        for (int i = 0; i < array.size(); i++) {
            var before = array.get(i);
            var after = each.of(before);
            if (copy == null && !same(after, before)) {
                copy = NODES.arrayNode(array.size());
                for (int j = 0; j < i; j++) {
                    copy.add(array.get(j));
                }
            }
            if (copy != null) {
                copy.add(after);
            }
        }
        return copy == null ? array : copy;
    }

    /** @param own names of fields that belong to the shape */
    private JsonNode shaped(ObjectNode object, Set<String> own, Hits hits) {
        var copy = NODES.objectNode();
        boolean changed = false;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = field.getKey();
            boolean belongs = own.contains(name);
            String after = belongs ? name : free(copy, text(name, hits), name);
            var value = belongs && WORDS.contains(name) && isWord(field.getValue())
                    ? field.getValue()
                    : belongs && name.equals("parts") ? parts(field.getValue(), hits) : some(field.getValue(), hits);
            changed |= !after.equals(name) || !same(value, field.getValue());
            copy.set(after, value);
        }
        return changed ? copy : object;
    }

    @SuppressWarnings("ReferenceEquality") // what is redacted nowhere comes back as it is, which is cheap to see
    private static boolean same(JsonNode one, JsonNode other) {
        return one == other;
    }

    private JsonNode parts(JsonNode parts, Hits hits) {
        return parts instanceof ArrayNode list
                ? array(list, part -> part instanceof ObjectNode object ? shaped(object, PART, hits) : some(part, hits))
                : some(parts, hits);
    }

    private static boolean isWord(JsonNode value) {
        return value.isNumber()
                || (value.isString() && WORD.matcher(value.stringValue()).matches());
    }

    /** A name that no field has yet: two that are redacted to the same stay two. */
    private static String free(ObjectNode taken, String redacted, String before) {
        String name = redacted;
        for (int i = 2; !redacted.equals(before) && taken.has(name); i++) {
            name = redacted + " " + i;
        }
        return name;
    }
}
