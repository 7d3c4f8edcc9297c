package stet.prompts.templates.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Budget;
import stet.prompts.templates.Fault;

/** What a filter, test, function or method was given between its brackets. */
record Arguments(String of, List<@Nullable Object> positional, Map<String, @Nullable Object> named, Budget budget) {
    private static final long MOST = 1_000_000;

    boolean has(int index, String name) {
        return index < positional.size() || named.containsKey(name);
    }

    @Nullable
    Object value(int index, String name) {
        if (index < positional.size()) {
            return positional.get(index);
        }
        return named.get(name);
    }

    @Nullable
    Object required(int index, String name) {
        if (!has(index, name)) {
            throw new Fault("'" + of + "' needs '" + name + "'", -1);
        }
        return value(index, name);
    }

    String text(int index, String name, String otherwise) {
        return has(index, name) ? Values.text(value(index, name), budget) : otherwise;
    }

    String requiredText(int index, String name) {
        return Values.text(required(index, name), budget);
    }

    boolean truth(int index, String name, boolean otherwise) {
        return has(index, name) ? Values.isTrue(value(index, name)) : otherwise;
    }

    /** A whole number of a size that cannot do harm. */
    int integer(int index, String name, int otherwise) {
        if (!has(index, name) || value(index, name) == null) {
            return otherwise;
        }
        if (value(index, name) instanceof Long number && Math.abs(number) <= MOST) {
            return number.intValue();
        }
        throw new Fault("'" + of + "' takes a whole number up to " + MOST + " as '" + name + "'", -1);
    }

    /** Refuses what the callee does not know. */
    Arguments atMost(int most) {
        if (positional.size() > most) {
            throw new Fault("'" + of + "' takes " + most + " values at most, not " + positional.size(), -1);
        }
        return this;
    }
}
