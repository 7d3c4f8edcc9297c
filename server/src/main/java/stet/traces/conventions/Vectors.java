package stet.traces.conventions;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Long lists of numbers, such as embeddings: they tell a reader nothing and give way to a note. */
final class Vectors {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** A longer list of nothing but numbers is a vector. */
    private static final int LONGEST_LIST = 64;

    private Vectors() {}

    /** The content with notes in place of its vectors; trees are changed in place. */
    static @Nullable JsonNode noted(@Nullable JsonNode value) {
        return value == null ? null : note(value);
    }

    private static JsonNode note(JsonNode value) {
        if (value instanceof ArrayNode array) {
            if (isVector(array)) {
                return NODES.stringNode("[" + array.size() + " numbers, not kept]");
            }
            for (int i = 0; i < array.size(); i++) {
                array.set(i, note(array.get(i)));
            }
        } else if (value instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(note(entry.getValue())));
        } else if (value.isString() && isVector(value.stringValue())) {
            return NODES.stringNode("[numbers in " + value.stringValue().length() + " characters, not kept]");
        }
        return value;
    }

    private static boolean isVector(ArrayNode array) {
        if (array.size() <= LONGEST_LIST) {
            return false;
        }
        for (JsonNode item : array) {
            if (!item.isNumber()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVector(String text) {
        if (text.length() < 2 * LONGEST_LIST || text.charAt(0) != '[') {
            return false;
        }
        int commas = 0;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',') {
                commas++;
            } else if ((c < '0' || c > '9') && "+-.eE[] \n\r\t".indexOf(c) < 0) {
                return false;
            }
        }
        return commas >= LONGEST_LIST;
    }
}
