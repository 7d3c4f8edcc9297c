package stet.prompts.templates.jinja;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Fault;

/** The filters that there are, by name. */
final class Filters {
    /** Makes one value of another. */
    @FunctionalInterface
    interface Filter {
        @Nullable
        Object apply(@Nullable Object value, Arguments arguments, Evaluator in);
    }

    private static final Map<String, Filter> ALL = new TreeMap<>();

    static {
        ALL.putAll(TextFilters.ALL);
        ALL.putAll(NumberFilters.ALL);
        ALL.putAll(Lists.FILTERS);
        ALL.put("default", Filters::otherwise);
        ALL.put("d", Filters::otherwise);
    }

    private Filters() {}

    static boolean has(String name) {
        return ALL.containsKey(name);
    }

    static String names() {
        return String.join(", ", ALL.keySet());
    }

    static @Nullable Object apply(String name, @Nullable Object value, Arguments arguments, Evaluator in) {
        var filter = ALL.get(name);
        if (filter == null) {
            throw new Fault("there is no filter '" + name + "'; there are: " + names(), -1);
        }
        boolean asks = name.equals("default") || name.equals("d");
        return filter.apply(asks ? value : in.known(value), arguments, in);
    }

    private static @Nullable Object otherwise(@Nullable Object value, Arguments arguments, Evaluator in) {
        boolean replaced =
                value instanceof Undefined || (arguments.truth(1, "boolean", false) && !Values.isTrue(value));
        if (!replaced) {
            return value;
        }
        return arguments.has(0, "default_value") ? arguments.value(0, "default_value") : "";
    }
}
