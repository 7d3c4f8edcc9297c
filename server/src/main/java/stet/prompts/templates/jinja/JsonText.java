package stet.prompts.templates.jinja;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.platform.json.Json;
import stet.prompts.templates.Budget;
import stet.prompts.templates.Fault;

/** A value as JSON: keys in order, spaces where Python puts them; not escaped for HTML. */
final class JsonText {
    private static final int MAX_INDENT = 16;

    private final StringBuilder out = new StringBuilder();
    private final Budget budget;
    private final int indent;

    private JsonText(Budget budget, int indent) {
        this.budget = budget;
        this.indent = indent;
    }

    static String of(@Nullable Object value, Arguments arguments) {
        int indent = arguments.integer(0, "indent", 0);
        if (indent < 0 || indent > MAX_INDENT) {
            throw new Fault("'tojson' indents by 0 to " + MAX_INDENT, -1);
        }
        var text = new JsonText(arguments.budget(), indent);
        text.write(value, 0);
        return text.out.toString();
    }

    private void write(@Nullable Object value, int depth) {
        Values.deep(depth);
        budget.step();
        switch (value) {
            case null -> put("null");
            case String text -> put(Json.MAPPER.writeValueAsString(text));
            case Boolean truth -> put(truth.toString());
            case Number number -> put(Json.MAPPER.writeValueAsString(number));
            case List<?> list -> {
                put("[");
                for (int i = 0; i < list.size(); i++) {
                    separate(i, depth + 1);
                    write(list.get(i), depth + 1);
                }
                end(list.isEmpty(), depth);
                put("]");
            }
            case Map<?, ?> map -> {
                put("{");
                int i = 0;
                for (var entry : new TreeMap<Object, @Nullable Object>(map).entrySet()) {
                    separate(i++, depth + 1);
                    write(entry.getKey(), depth + 1);
                    put(": ");
                    write(entry.getValue(), depth + 1);
                }
                end(map.isEmpty(), depth);
                put("}");
            }
            case Namespace(var fields) -> write(fields, depth + 1);
            default -> throw new Fault("this cannot be written as JSON", -1);
        }
    }

    private void separate(int index, int depth) {
        put(index == 0 ? "" : indent == 0 ? ", " : ",");
        line(depth);
    }

    private void end(boolean empty, int depth) {
        if (!empty) {
            line(depth);
        }
    }

    private void line(int depth) {
        if (indent > 0) {
            put("\n" + " ".repeat(indent * depth));
        }
    }

    private void put(String text) {
        budget.append(out, text);
    }
}
