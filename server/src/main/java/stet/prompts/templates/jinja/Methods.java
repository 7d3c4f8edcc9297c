package stet.prompts.templates.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Fault;

/** The methods of texts and objects that templates use, none of them a method of Java. */
final class Methods {
    private static final Set<String> NAMES = new TreeSet<>(Set.of(
            "items",
            "keys",
            "values",
            "get",
            "upper",
            "lower",
            "title",
            "capitalize",
            "strip",
            "lstrip",
            "rstrip",
            "split",
            "splitlines",
            "join",
            "replace",
            "startswith",
            "endswith",
            "cycle"));

    private Methods() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    static String names() {
        return String.join(", ", NAMES);
    }

    static @Nullable Object call(@Nullable Object of, Arguments arguments) {
        return switch (of) {
            case Map<?, ?> map -> ofObject(map, arguments);
            case String text -> ofText(text, arguments);
            case Loop loop
            when arguments.of().equals("cycle") -> {
                if (arguments.positional().isEmpty()) {
                    throw new Fault("'cycle' needs values", -1);
                }
                yield arguments
                        .positional()
                        .get(loop.index() % arguments.positional().size());
            }
            case null, default -> throw none(of, arguments);
        };
    }

    private static @Nullable Object ofObject(Map<?, ?> map, Arguments arguments) {
        arguments.budget().step(map.size());
        return switch (arguments.of()) {
            case "items" -> Lists.pairs(map);
            case "keys" -> new ArrayList<@Nullable Object>(map.keySet());
            case "values" -> new ArrayList<@Nullable Object>(map.values());
            case "get" -> {
                String key = arguments.requiredText(0, "key");
                yield map.containsKey(key) ? map.get(key) : arguments.value(1, "default");
            }
            default -> throw none(map, arguments);
        };
    }

    private static Object ofText(String text, Arguments arguments) {
        var budget = arguments.budget();
        budget.build(text.length());
        return switch (arguments.of()) {
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "title" -> TextFilters.title(text);
            case "capitalize" -> TextFilters.capitalized(text);
            case "strip" -> TextFilters.trimmed(text, arguments, true, true);
            case "lstrip" -> TextFilters.trimmed(text, arguments, true, false);
            case "rstrip" -> TextFilters.trimmed(text, arguments, false, true);
            case "split" -> TextFilters.split(text, arguments);
            case "splitlines" -> {
                budget.step(text.length());
                yield new ArrayList<@Nullable Object>(text.lines().toList());
            }
            case "replace" -> TextFilters.replaced(text, arguments);
            case "startswith" -> text.startsWith(arguments.requiredText(0, "prefix"));
            case "endswith" -> text.endsWith(arguments.requiredText(0, "suffix"));
            case "join" -> {
                if (!(arguments.required(0, "list") instanceof List<?> items)) {
                    throw new Fault("'join' joins a list", -1);
                }
                yield Lists.joined(items, text, budget);
            }
            default -> throw none(text, arguments);
        };
    }

    private static Fault none(@Nullable Object of, Arguments arguments) {
        return new Fault(Values.kind(of) + " has no method '" + arguments.of() + "'", -1);
    }
}
