package stet.prompts.templates.jinja;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that are known at a place of a template, with those around it behind them. */
final class Scope {
    /** What stands for a value that is none, so that it can be told from a name that is not there. */
    record None() {}

    private static final None NONE = new None();

    private final @Nullable Scope around;
    private final Map<String, Object> values = new HashMap<>();

    Scope(@Nullable Scope around) {
        this.around = around;
    }

    void set(String name, @Nullable Object value) {
        values.put(name, value == null ? NONE : value);
    }

    /** The value; {@link None} for none, null when the name is not there. */
    @Nullable
    Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.around) {
            var value = scope.values.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    Scope outermost() {
        var scope = this;
        while (scope.around != null) {
            scope = scope.around;
        }
        return scope;
    }
}
