package stet.evaluations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** A JSON object that somebody wrote: what it may not have, or has in another form, is refused with its path. */
record StrictFields(JsonNode object, String path) {
    static StrictFields of(JsonNode value, String path, Set<String> known) {
        if (!value.isObject()) {
            throw Problem.Invalid.field(path.isEmpty() ? "content" : path, "is no JSON object");
        }
        var fields = new StrictFields(value, path);
        value.propertyNames().stream()
                .filter(it -> !known.contains(it))
                .findFirst()
                .ifPresent(it -> {
                    throw fields.wrong(it, "is no field here; there are: " + String.join(", ", known));
                });
        return fields;
    }

    Problem.Invalid wrong(String field, String why) {
        return Problem.Invalid.field(at(field), why);
    }

    String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    boolean has(String field) {
        return !object.path(field).isMissingNode() && !object.path(field).isNull();
    }

    JsonNode get(String field) {
        return object.path(field);
    }

    Optional<String> text(String field) {
        if (!has(field)) {
            return Optional.empty();
        }
        if (!get(field).isString() || get(field).stringValue().isBlank()) {
            throw wrong(field, "is no text");
        }
        return Optional.of(get(field).stringValue());
    }

    String required(String field) {
        return text(field).orElseThrow(() -> wrong(field, "is missing"));
    }

    int whole(String field, int otherwise, int least, int most) {
        if (!has(field)) {
            return otherwise;
        }
        if (!get(field).isIntegralNumber()
                || get(field).asLong() < least
                || get(field).asLong() > most) {
            throw wrong(field, "is no whole number from " + least + " to " + most);
        }
        return get(field).asInt();
    }

    Optional<Double> number(String field, double least, double most) {
        if (!has(field)) {
            return Optional.empty();
        }
        double value = get(field).isNumber() ? get(field).asDouble() : Double.NaN;
        if (!(value >= least && value <= most)) {
            throw wrong(field, "is no number from " + least + " to " + most);
        }
        return Optional.of(value);
    }

    List<String> texts(String field) {
        var texts = new ArrayList<String>();
        for (var each : list(field)) {
            if (!each.isString()) {
                throw wrong(field, "is no list of texts");
            }
            texts.add(each.stringValue());
        }
        return texts;
    }

    List<JsonNode> list(String field) {
        if (!has(field)) {
            return List.of();
        }
        if (!get(field).isArray()) {
            throw wrong(field, "is no list");
        }
        return get(field).valueStream().toList();
    }

    Map<String, JsonNode> named(String field) {
        var named = new LinkedHashMap<String, JsonNode>();
        if (has(field)) {
            if (!get(field).isObject()) {
                throw wrong(field, "is no JSON object");
            }
            get(field).properties().forEach(it -> named.put(it.getKey(), it.getValue()));
        }
        return named;
    }
}
