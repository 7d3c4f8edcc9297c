package stet.models.wire;

import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** Reads fields of JSON that others wrote, and takes a wrong type for an absent field. */
final class Fields {
    private Fields() {}

    static @Nullable String text(JsonNode of, String field) {
        var value = of.path(field);
        return value.isString() ? value.asString() : null;
    }

    static String text(JsonNode of, String field, String otherwise) {
        var value = text(of, field);
        return value == null ? otherwise : value;
    }

    static @Nullable Long count(JsonNode of, String field) {
        var value = of.path(field);
        return value.isNumber() && value.canConvertToLong() && value.asLong() >= 0 ? (Long) value.asLong() : null;
    }

    static boolean has(JsonNode of, String field) {
        var value = of.path(field);
        return !value.isMissingNode() && !value.isNull();
    }

    static boolean hasText(JsonNode of, String field) {
        var value = of.path(field);
        return value.isString() && !value.asString().isEmpty();
    }

    /** The JSON in a text; the text itself when it holds none. */
    static JsonNode parsed(String text) {
        if (text.isBlank()) {
            return JsonNodeFactory.instance.stringNode(text);
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException _) {
            return JsonNodeFactory.instance.stringNode(text);
        }
    }

    /** The JSON in a body; a missing node when it holds none. */
    static JsonNode parsed(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
