package stet.traces.conventions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;

/**
 * One span being read: what it says that nobody has understood yet, and what has been found. The first to find a field keeps it.
 * An attribute is taken out once the span says the same elsewhere; what a later table would have taken stays.
 */
final class Reading {
    private final Reported span;
    private final Map<String, JsonNode> attributes;
    private List<Span.Event> events;
    private final Map<Field<?>, Object> found = new HashMap<>();
    private final Map<Field<?>, Map.Entry<String, JsonNode>> taken = new HashMap<>();

    Reading(Reported span) {
        this.span = span;
        this.attributes = span.attributes();
        this.events = span.events();
    }

    Reported span() {
        return span;
    }

    /** What is left of the span's attributes. */
    Map<String, JsonNode> attributes() {
        return attributes;
    }

    /** What is left of the span's events. */
    List<Span.Event> events() {
        return events;
    }

    @Nullable
    JsonNode attribute(String name) {
        return attributes.get(name);
    }

    @SuppressWarnings("unchecked")
    <T> @Nullable T get(Field<T> field) {
        return (T) found.get(field);
    }

    boolean has(Field<?> field) {
        return found.containsKey(field);
    }

    <T> void offer(Field<T> field, @Nullable T value) {
        if (value != null) {
            found.putIfAbsent(field, value);
        }
    }

    void keepEvents(List<Span.Event> left) {
        events = left;
    }

    /** Takes out a list that was spread over attributes such as {@code prefix0.role}; null if there is none. */
    @Nullable
    JsonNode takeFlattened(String prefix) {
        return Flattened.take(attributes, prefix);
    }

    /** Reads a field from an attribute, unless the field is known already. */
    <T> void take(Field<T> field, String attribute, Function<JsonNode, @Nullable T> reader) {
        JsonNode raw = attributes.get(attribute);
        if (raw == null || has(field)) {
            return;
        }
        T value = reader.apply(raw);
        if (value != null) {
            found.put(field, value);
            if (says(value, raw)) {
                attributes.remove(attribute);
                taken.put(field, Map.entry(attribute, raw));
            }
        }
    }

    /** Puts attributes back whose field this span has no place for. */
    void giveBack(List<Field<?>> fields) {
        for (Field<?> field : fields) {
            var entry = taken.remove(field);
            if (entry != null) {
                attributes.put(entry.getKey(), entry.getValue());
            }
        }
    }

    /** Reads a field from what all spans of the process share. */
    <T> void takeFromResource(Field<T> field, String attribute, Function<JsonNode, @Nullable T> reader) {
        JsonNode raw = span.origin().resource().get(attribute);
        if (raw != null && !has(field)) {
            offer(field, reader.apply(raw));
        }
    }

    private static boolean says(Object value, JsonNode raw) {
        return switch (value) {
            case String text -> text.equals(Values.text(raw));
            case List<?> words -> words.equals(Values.words(raw));
            default -> true;
        };
    }
}
