package stet.prompts.templates.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Budget;
import stet.prompts.templates.Fault;

/** What {@code is} can ask of a value. */
final class Tests {
    private static final Set<String> WITH_INPUT = Set.of(
            "divisibleby", "eq", "equalto", "ne", "lt", "lessthan", "le", "gt", "greaterthan", "ge", "in", "sameas");
    private static final Set<String> NAMES = new TreeSet<>(Set.of(
            "defined",
            "undefined",
            "none",
            "string",
            "number",
            "integer",
            "float",
            "boolean",
            "true",
            "false",
            "mapping",
            "sequence",
            "iterable",
            "even",
            "odd",
            "lower",
            "upper"));

    static {
        NAMES.addAll(WITH_INPUT);
    }

    private Tests() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    static boolean takesInput(String name) {
        return WITH_INPUT.contains(name);
    }

    static String names() {
        return String.join(", ", NAMES);
    }

    /** Whether a value that is not there may be asked. */
    static boolean asksForPresence(String name) {
        return name.equals("defined") || name.equals("undefined") || name.equals("none");
    }

    static boolean holds(String test, @Nullable Object value, Arguments arguments) {
        var budget = arguments.budget();
        return switch (test) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == null;
            case "string" -> value instanceof String;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "boolean" -> value instanceof Boolean;
            case "true" -> Boolean.TRUE.equals(value);
            case "false" -> Boolean.FALSE.equals(value);
            case "mapping" -> value instanceof Map<?, ?>;
            case "sequence", "iterable" ->
                value instanceof List<?> || value instanceof String || value instanceof Map<?, ?>;
            case "even" -> whole(value, test) % 2 == 0;
            case "odd" -> whole(value, test) % 2 != 0;
            case "lower" -> value instanceof String text && text.equals(text.toLowerCase(Locale.ROOT));
            case "upper" -> value instanceof String text && text.equals(text.toUpperCase(Locale.ROOT));
            case "divisibleby" -> {
                long by = whole(arguments.required(0, "number"), test);
                if (by == 0) {
                    throw new Fault("a number cannot be divided by 0", -1);
                }
                yield whole(value, test) % by == 0;
            }
            case "eq", "equalto", "sameas" -> Values.equal(value, arguments.required(0, "other"), budget);
            case "ne" -> !Values.equal(value, arguments.required(0, "other"), budget);
            case "lt", "lessthan" -> Values.compare(value, arguments.required(0, "other"), budget) < 0;
            case "le" -> Values.compare(value, arguments.required(0, "other"), budget) <= 0;
            case "gt", "greaterthan" -> Values.compare(value, arguments.required(0, "other"), budget) > 0;
            case "ge" -> Values.compare(value, arguments.required(0, "other"), budget) >= 0;
            case "in" -> isIn(value, arguments.required(0, "list"), budget);
            default -> throw new Fault("there is no test '" + test + "'; there are: " + names(), -1);
        };
    }

    static boolean isIn(@Nullable Object value, @Nullable Object in, Budget budget) {
        return switch (in) {
            case List<?> list -> list.stream().anyMatch(item -> Values.equal(value, item, budget));
            case Map<?, ?> map -> value instanceof String key && map.containsKey(key);
            case String text -> {
                if (!(value instanceof String part)) {
                    throw new Fault("only a text can be in a text, not " + Values.kind(value), -1);
                }
                budget.search(text.length(), part.length());
                yield text.contains(part);
            }
            case null, default -> throw new Fault("nothing can be in " + Values.kind(in), -1);
        };
    }

    private static long whole(@Nullable Object value, String test) {
        if (value instanceof Long number) {
            return number;
        }
        throw new Fault("'" + test + "' needs a whole number, not " + Values.kind(value), -1);
    }
}
