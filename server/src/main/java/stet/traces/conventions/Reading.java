package stet.traces.conventions;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;

/**
 * One span being read: what it says that nobody has understood yet, and what has been found. The first to find a field keeps it.
 * An attribute is taken out once the span says the same elsewhere; what a later row would have taken stays.
 */
final class Reading {
    private static final int MOST_METADATA = 100;

    private final Reported span;
    private final Map<String, JsonNode> attributes;
    private List<Span.Event> events;
    private final Map<Field<?>, Object> found = new HashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Set<String> families = new HashSet<>();
    private final Map<String, JsonNode> trees = new HashMap<>();

    Reading(Reported span) {
        this.span = span;
        this.attributes = span.attributes();
        this.events = span.events();
        attributes.keySet().forEach(name -> families.add(Table.family(name)));
    }

    /** Whether there was an attribute that begins with one of these words. */
    boolean mentionsAny(Set<String> words) {
        for (String word : words) {
            if (families.contains(word)) {
                return true;
            }
        }
        return false;
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

    /** The tree that an attribute is or holds as text, read once however often it is asked for. */
    @Nullable
    JsonNode tree(String attribute) {
        JsonNode raw = attributes.get(attribute);
        JsonNode tree = raw == null ? null : trees.get(attribute);
        if (raw != null && tree == null) {
            tree = Values.tree(Values.unquoted(raw));
            if (tree != null) {
                trees.put(attribute, tree);
            }
        }
        return tree;
    }

    @Nullable
    String word(String attribute) {
        JsonNode value = attributes.get(attribute);
        return value == null ? null : Values.label(value);
    }

    @SuppressWarnings("unchecked")
    <T> @Nullable T get(Field<T> field) {
        return (T) found.get(field);
    }

    boolean has(Field<?> field) {
        return found.containsKey(field);
    }

    SpanKind kind() {
        SpanKind kind = get(Field.KIND);
        return kind == null ? SpanKind.SPAN : kind;
    }

    <T> void offer(Field<T> field, @Nullable T value) {
        if (value instanceof Map<?, ?> more) {
            more.forEach((key, text) -> metadata.putIfAbsent((String) key, (String) text));
            found.put(field, metadata);
        } else if (value != null) {
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

    /** What an attribute says, or null; the attribute is taken out when that is all it says. */
    <T> @Nullable T take(String attribute, Function<JsonNode, @Nullable T> reader) {
        JsonNode raw = attributes.get(attribute);
        T value = raw == null ? null : reader.apply(raw);
        if (raw != null && value != null && says(value, raw)) {
            attributes.remove(attribute);
        }
        return value;
    }

    /** Takes out the attributes below a prefix that are short enough to filter by. */
    Map<String, String> takeBelow(String prefix) {
        var taken = new LinkedHashMap<String, String>();
        attributes.forEach((name, value) -> {
            String text = name.startsWith(prefix) && name.length() > prefix.length() ? Values.compact(value) : null;
            if (text != null && metadata.size() + taken.size() < MOST_METADATA) {
                taken.put(name.substring(prefix.length()), text);
            }
        });
        taken.keySet().forEach(key -> attributes.remove(prefix + key));
        return taken;
    }

    /** Takes out an object whose fields are all short enough to filter by; of another it leaves the whole and takes what is. */
    Map<String, String> takeObject(String attribute) {
        JsonNode raw = attributes.get(attribute);
        JsonNode object = raw == null ? null : Values.tree(raw);
        var taken = new LinkedHashMap<String, String>();
        if (object == null || !object.isObject()) {
            return taken;
        }
        object.properties().forEach(entry -> {
            String text = Values.compact(entry.getValue());
            if (text != null && metadata.size() + taken.size() < MOST_METADATA) {
                taken.put(entry.getKey(), text);
            }
        });
        if (taken.size() == object.size()) {
            attributes.remove(attribute);
        }
        return taken;
    }

    /** What all spans of the process share. */
    <T> @Nullable T ofResource(String attribute, Function<JsonNode, @Nullable T> reader) {
        JsonNode raw = span.origin().resource().get(attribute);
        return raw == null ? null : reader.apply(raw);
    }

    private static boolean says(Object value, JsonNode raw) {
        return switch (value) {
            case String text -> text.equals(Values.text(raw));
            case SpanKind _ -> false;
            case List<?> words -> words.equals(Values.words(raw));
            default -> true;
        };
    }
}
