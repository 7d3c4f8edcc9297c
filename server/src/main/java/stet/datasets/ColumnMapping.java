package stet.datasets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which column becomes which field of a case. A column that is called like a field is that field; any other is a variable of its name
 * unless said.
 *
 * @param said targets by column: a field, {@code variables.name}, {@code metadata.name}, or {@code -} for none
 */
record ColumnMapping(Map<String, String> said) {
    private static final String NOTHING = "-";
    private static final String VARIABLES = "variables.";
    private static final String METADATA = "metadata.";
    private static final Set<String> OF_JSON = Set.of("variables", "messages", "assertions", "metadata", "provenance");

    /** @param pairs {@code column:target} each */
    static ColumnMapping parse(List<String> pairs) {
        var said = new LinkedHashMap<String, String>();
        for (String pair : pairs) {
            int colon = pair.lastIndexOf(':');
            var target = colon < 0 ? "" : pair.substring(colon + 1);
            if (colon < 1 || !isTarget(target)) {
                throw Problem.Invalid.field(
                        "map",
                        "'" + pair
                                + "' is not 'column:target', the target being a field of a case, 'variables.name', 'metadata.name' or '-'");
            }
            said.put(pair.substring(0, colon), target);
        }
        return new ColumnMapping(said);
    }

    String target(String column) {
        var target = said.get(column);
        if (target != null) {
            return target;
        }
        return isTarget(column) ? column : VARIABLES + column;
    }

    /** @throws Problem.Invalid that names the column whose value cannot be what it should */
    ObjectNode fields(Map<String, JsonNode> cells) {
        var fields = Json.MAPPER.createObjectNode();
        cells.forEach((column, value) -> put(fields, column, target(column), value));
        return fields;
    }

    private static void put(ObjectNode fields, String column, String target, JsonNode value) {
        if (target.equals(NOTHING)
                || value.isNull()
                || (value.isString() && value.stringValue().isEmpty())) {
            return;
        }
        if (target.startsWith(VARIABLES) || target.startsWith(METADATA)) {
            int dot = target.indexOf('.');
            var inside = fields.withObjectProperty(target.substring(0, dot));
            inside.set(target.substring(dot + 1), structured(value));
        } else {
            fields.set(target, value.isString() ? read(column, target, value) : value);
        }
    }

    /** Lists and objects can be written into a cell as JSON; everything else in a cell is text. */
    private static JsonNode structured(JsonNode value) {
        if (!value.isString()) {
            return value;
        }
        var text = value.stringValue().strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return Json.MAPPER.readTree(text);
            } catch (JacksonException e) {
                return value;
            }
        }
        return value;
    }

    private static JsonNode read(String column, String target, JsonNode value) {
        var text = value.stringValue();
        if (target.equals("tags")) {
            var tags = Json.MAPPER.createArrayNode();
            for (var tag : text.split(";", -1)) {
                if (!tag.isBlank()) {
                    tags.add(tag.strip());
                }
            }
            return tags;
        }
        if (target.equals("expected")) {
            return structured(value);
        }
        if (OF_JSON.contains(target) || target.equals("weight")) {
            try {
                return Json.MAPPER.readTree(text);
            } catch (JacksonException e) {
                throw Problem.Invalid.field(
                        column, "is no JSON, which '" + target + "' needs: " + e.getOriginalMessage());
            }
        }
        return value;
    }

    private static boolean isTarget(String word) {
        return word.equals(NOTHING)
                || CaseFields.isKnown(word)
                || (word.startsWith(VARIABLES) && word.length() > VARIABLES.length())
                || (word.startsWith(METADATA) && word.length() > METADATA.length());
    }
}
