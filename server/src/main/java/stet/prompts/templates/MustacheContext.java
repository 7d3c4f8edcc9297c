package stet.prompts.templates;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What names stand for at a place of a Mustache template: the items of the sections around it, then the variables. */
final class MustacheContext {
    private final Rendering run;
    private final List<JsonNode> items = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    MustacheContext(Rendering run) {
        this.run = run;
    }

    void push(JsonNode item, String section) {
        items.add(item);
        names.add(section);
    }

    void pop() {
        items.removeLast();
        names.removeLast();
    }

    boolean isTop() {
        return items.isEmpty();
    }

    /** The value of a name; absent when it leads nowhere. */
    @Nullable
    JsonNode find(MustacheNode.Name name) {
        var path = name.path();
        if (path.isEmpty()) {
            return items.isEmpty() ? null : items.getLast();
        }
        var value = first(path.getFirst());
        for (int i = 1; value != null && i < path.size(); i++) {
            value = field(value, path.get(i));
        }
        return value;
    }

    /** How to call a name that leads nowhere. */
    String missing(MustacheNode.Name name) {
        boolean itemOfObjects =
                !items.isEmpty() && items.getLast().isObject() && name.path().size() == 1;
        return itemOfObjects ? names.getLast() + "." + name.words() : name.words();
    }

    /** Whether a section of this value is rendered: not for null, false, an empty text and an empty list. */
    static boolean isThere(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isString()) {
            return !value.asString().isEmpty();
        }
        return !value.isNull() && !value.isMissingNode() && !(value.isArray() && value.isEmpty());
    }

    private @Nullable JsonNode first(String name) {
        for (int i = items.size() - 1; i >= 0; i--) {
            var found = items.get(i).isObject() ? items.get(i).get(name) : null;
            if (found != null) {
                return found;
            }
        }
        return run.variable(name);
    }

    private static @Nullable JsonNode field(JsonNode of, String name) {
        if (of.isArray() && Character.isDigit(name.charAt(0))) {
            return of.get(Integer.parseInt(name));
        }
        return of.isObject() ? of.get(name) : null;
    }
}
