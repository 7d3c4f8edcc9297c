package stet.evaluators.types;

import java.util.ArrayList;
import java.util.List;
import stet.evaluators.Given;
import stet.platform.json.Json;
import stet.platform.json.JsonSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** JSON in and around texts, and schemas for it. */
final class JsonText {
    private static final int MOST_STARTS = 200;
    private static final ObjectReader FIRST = Json.MAPPER.readerFor(JsonNode.class);
    private static final ObjectReader WHOLE = FIRST.with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonText() {}

    /** @throws JacksonException unless the text is one JSON value */
    static JsonNode whole(String text) {
        return WHOLE.readValue(text);
    }

    /** The objects and lists that stand in a text, without those inside of them. */
    static List<JsonNode> inside(String text) {
        var found = new ArrayList<JsonNode>();
        int starts = 0;
        for (int at = start(text, 0); at >= 0 && starts < MOST_STARTS; starts++) {
            try (var parser = Json.MAPPER.createParser(text.substring(at))) {
                JsonNode value = parser.readValueAsTree();
                found.add(value);
                at = start(text, at + Math.max(1, (int) parser.currentLocation().getCharOffset()));
            } catch (JacksonException e) {
                at = start(text, at + 1);
            }
        }
        return found;
    }

    private static int start(String text, int from) {
        int object = text.indexOf('{', from);
        int list = text.indexOf('[', from);
        return object < 0 ? list : list < 0 ? object : Math.min(object, list);
    }

    /** Equal as JSON: numbers by value, objects whatever their order. */
    static boolean same(JsonNode first, JsonNode second) {
        return first.equals(
                (a, b) -> a.isNumber() && b.isNumber()
                        ? a.decimalValue().compareTo(b.decimalValue())
                        : a.equals(b) ? 0 : 1,
                second);
    }

    /** The schema of a definition. */
    static JsonSchema schema(Given given, String field) {
        var faults = JsonSchema.faultsOfSchema(given.any(field));
        if (!faults.isEmpty()) {
            throw given.wrong(field, "is no valid JSON Schema: " + faults.getFirst());
        }
        try {
            return JsonSchema.of(given.any(field));
        } catch (IllegalArgumentException e) {
            throw given.wrong(field, String.valueOf(e.getMessage()));
        }
    }
}
