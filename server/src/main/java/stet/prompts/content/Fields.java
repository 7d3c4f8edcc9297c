package stet.prompts.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one object of a content. What is wrong is noted with its path; reading goes on with what is left. */
record Fields(JsonNode object, String path, Faults faults) {
    static final int MAX_NAME = 200;

    String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    void wrong(String field, String detail) {
        faults.add(path(field), detail);
    }

    boolean has(String field) {
        var value = object.path(field);
        return !value.isMissingNode() && !value.isNull();
    }

    /** Notes every field that is none of these. */
    Fields only(String... known) {
        var names = List.of(known);
        for (var field : object.properties()) {
            if (!names.contains(field.getKey())) {
                wrong(field.getKey(), "there is no such field; there are: " + String.join(", ", names));
            }
        }
        return this;
    }

    @Nullable
    String text(String field) {
        if (!has(field)) {
            return null;
        }
        var value = object.path(field);
        if (!value.isString()) {
            wrong(field, "a text is expected");
            return null;
        }
        return value.asString();
    }

    /** A short text that must be there. */
    String name(String field) {
        var text = text(field);
        if (text == null || text.isBlank()) {
            if (!has(field) || text != null) {
                wrong(field, "is missing");
            }
            return "";
        }
        if (text.length() > MAX_NAME) {
            wrong(field, "has " + text.length() + " characters; at most " + MAX_NAME);
        }
        return text;
    }

    @Nullable
    Boolean truth(String field) {
        if (!has(field)) {
            return null;
        }
        if (!object.path(field).isBoolean()) {
            wrong(field, "true or false is expected");
            return null;
        }
        return object.path(field).asBoolean();
    }

    @Nullable
    JsonNode any(String field) {
        return object.has(field) ? object.get(field) : null;
    }

    @Nullable
    ObjectNode objectAt(String field) {
        if (!has(field)) {
            return null;
        }
        if (object.path(field) instanceof ObjectNode found) {
            return found;
        }
        wrong(field, "an object is expected");
        return null;
    }

    /** The items of a list of objects, each with its path. */
    void each(String field, int most, BiConsumer<Fields, Integer> read) {
        if (!has(field)) {
            return;
        }
        var list = object.path(field);
        if (!list.isArray()) {
            wrong(field, "a list is expected");
        } else if (list.size() > most) {
            wrong(field, "has " + list.size() + " items; at most " + most);
        } else {
            for (int i = 0; i < list.size(); i++) {
                String at = path(field) + "[" + i + "]";
                if (list.get(i).isObject()) {
                    read.accept(new Fields(list.get(i), at, faults), i);
                } else {
                    faults.add(at, "an object is expected");
                }
            }
        }
    }

    /** The values of an object, by name. */
    Map<String, JsonNode> values(String field) {
        var values = new LinkedHashMap<String, JsonNode>();
        var found = objectAt(field);
        if (found != null) {
            found.properties().forEach(it -> values.put(it.getKey(), it.getValue()));
        }
        return values;
    }
}
