package stet.prompts.templates.jinja;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Budget;
import stet.prompts.templates.Fault;
import stet.prompts.templates.jinja.Filters.Filter;

/** Filters of lists and objects. */
final class Lists {
    static final Map<String, Filter> FILTERS = Map.ofEntries(
            Map.entry("length", (value, _, _) -> length(value)),
            Map.entry("count", (value, _, _) -> length(value)),
            Map.entry("first", (value, _, in) -> end(value, in, true)),
            Map.entry("last", (value, _, in) -> end(value, in, false)),
            Map.entry("list", (value, _, in) -> in.items(value, -1)),
            Map.entry("items", (value, _, _) -> pairs(object(value, "items"))),
            Map.entry("dictsort", Lists::sortedPairs),
            Map.entry("join", Lists::joined),
            Map.entry("reverse", Lists::reversed),
            Map.entry("sort", Lists::sorted),
            Map.entry("unique", Lists::unique),
            Map.entry("sum", Lists::sum),
            Map.entry("min", (value, _, in) -> extreme(value, in, -1)),
            Map.entry("max", (value, _, in) -> extreme(value, in, 1)),
            Map.entry("batch", Lists::batches),
            Map.entry("map", Lists::mapped),
            Map.entry("select", (value, arguments, in) -> chosen(value, arguments, in, false, true)),
            Map.entry("reject", (value, arguments, in) -> chosen(value, arguments, in, false, false)),
            Map.entry("selectattr", (value, arguments, in) -> chosen(value, arguments, in, true, true)),
            Map.entry("rejectattr", (value, arguments, in) -> chosen(value, arguments, in, true, false)),
            Map.entry("groupby", Lists::grouped),
            Map.entry("tojson", (value, arguments, _) -> JsonText.of(value, arguments)));

    private Lists() {}

    static List<@Nullable Object> pairs(Map<?, ?> map) {
        var pairs = new ArrayList<@Nullable Object>(map.size());
        map.forEach((key, value) -> {
            var pair = new ArrayList<@Nullable Object>(2);
            pair.add(key);
            pair.add(value);
            pairs.add(pair);
        });
        return pairs;
    }

    static String joined(List<?> items, String separator, Budget budget) {
        var out = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            budget.step();
            budget.append(out, i == 0 ? "" : separator);
            budget.append(out, Values.text(items.get(i), budget));
        }
        return out.toString();
    }

    private static Object joined(@Nullable Object value, Arguments arguments, Evaluator in) {
        var items = in.items(value, -1);
        if (arguments.has(1, "attribute")) {
            items.replaceAll(item -> path(item, arguments.requiredText(1, "attribute"), in));
        }
        return joined(items, arguments.text(0, "d", ""), arguments.budget());
    }

    private static Object length(@Nullable Object value) {
        return switch (value) {
            case String text -> (long) text.codePointCount(0, text.length());
            case List<?> list -> (long) list.size();
            case Map<?, ?> map -> (long) map.size();
            case null, default -> throw new Fault(Values.kind(value) + " has no length", -1);
        };
    }

    private static @Nullable Object end(@Nullable Object value, Evaluator in, boolean first) {
        var items = in.items(value, -1);
        if (items.isEmpty()) {
            return new Undefined(first ? "the first of an empty list" : "the last of an empty list");
        }
        return first ? items.getFirst() : items.getLast();
    }

    private static Map<?, ?> object(@Nullable Object value, String filter) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new Fault("'" + filter + "' needs an object, not " + Values.kind(value), -1);
    }

    private static Object sortedPairs(@Nullable Object value, Arguments arguments, Evaluator in) {
        var pairs = pairs(object(value, "dictsort"));
        int by = arguments.text(1, "by", "key").equals("value") ? 1 : 0;
        var order = order(arguments.truth(0, "case_sensitive", false), arguments.budget());
        pairs.sort((a, b) -> order.compare(((List<?>) at(a)).get(by), ((List<?>) at(b)).get(by)));
        if (arguments.truth(2, "reverse", false)) {
            Collections.reverse(pairs);
        }
        return pairs;
    }

    private static Object at(@Nullable Object pair) {
        return pair == null ? List.of() : pair;
    }

    private static Object reversed(@Nullable Object value, Arguments arguments, Evaluator in) {
        if (value instanceof String text) {
            arguments.budget().build(text.length());
            return new StringBuilder(text).reverse().toString();
        }
        var items = in.items(value, -1);
        Collections.reverse(items);
        return items;
    }

    private static Object sorted(@Nullable Object value, Arguments arguments, Evaluator in) {
        var items = in.items(value, -1);
        var order = order(arguments.truth(1, "case_sensitive", false), arguments.budget());
        if (arguments.has(2, "attribute")) {
            String path = arguments.requiredText(2, "attribute");
            items.sort((a, b) -> order.compare(in.known(path(a, path, in)), in.known(path(b, path, in))));
        } else {
            items.sort(order);
        }
        if (arguments.truth(0, "reverse", false)) {
            Collections.reverse(items);
        }
        return items;
    }

    private static Comparator<@Nullable Object> order(boolean cases, Budget budget) {
        return (a, b) -> {
            boolean texts = !cases && a instanceof String && b instanceof String;
            if (texts) {
                budget.build(((String) a).length() + ((String) b).length());
            }
            return texts
                    ? ((String) a).toLowerCase(Locale.ROOT).compareTo(((String) b).toLowerCase(Locale.ROOT))
                    : Values.compare(a, b, budget);
        };
    }

    private static Object unique(@Nullable Object value, Arguments arguments, Evaluator in) {
        var kept = new LinkedHashMap<String, @Nullable Object>();
        boolean cases = arguments.truth(0, "case_sensitive", false);
        for (var item : in.items(value, -1)) {
            String key = Values.text(item, arguments.budget());
            arguments.budget().build(key.length());
            kept.putIfAbsent((item instanceof String) + (cases ? key : key.toLowerCase(Locale.ROOT)), item);
        }
        return new ArrayList<>(kept.values());
    }

    private static @Nullable Object sum(@Nullable Object value, Arguments arguments, Evaluator in) {
        Object sum = arguments.has(1, "start") ? arguments.value(1, "start") : (Object) 0L;
        for (var item : in.items(value, -1)) {
            var addend = arguments.has(0, "attribute") && arguments.value(0, "attribute") != null
                    ? path(item, arguments.requiredText(0, "attribute"), in)
                    : item;
            sum = Arithmetic.of("+", sum, in.known(addend), arguments.budget());
        }
        return sum;
    }

    private static @Nullable Object extreme(@Nullable Object value, Evaluator in, int sign) {
        var items = in.items(value, -1);
        if (items.isEmpty()) {
            return new Undefined("the greatest or least of an empty list");
        }
        Object best = items.getFirst();
        for (var item : items) {
            if (Values.compare(item, best, in.run().budget()) * sign > 0) {
                best = item;
            }
        }
        return best;
    }

    private static Object batches(@Nullable Object value, Arguments arguments, Evaluator in) {
        int size = Math.max(1, arguments.integer(0, "linecount", 1));
        var batches = new ArrayList<@Nullable Object>();
        var items = in.items(value, -1);
        for (int from = 0; from < items.size(); from += size) {
            batches.add(new ArrayList<>(items.subList(from, Math.min(items.size(), from + size))));
        }
        return batches;
    }

    private static Object mapped(@Nullable Object value, Arguments arguments, Evaluator in) {
        var items = in.items(value, -1);
        if (arguments.named().containsKey("attribute")) {
            String path = Values.text(arguments.named().get("attribute"), arguments.budget());
            items.replaceAll(item -> path(item, path, in));
            return items;
        }
        String filter = arguments.requiredText(0, "filter");
        var rest = without(arguments, 1, filter);
        items.replaceAll(item -> Filters.apply(filter, item, rest, in));
        return items;
    }

    private static Object chosen(
            @Nullable Object value, Arguments arguments, Evaluator in, boolean byField, boolean wanted) {
        String path = byField ? arguments.requiredText(0, "attribute") : "";
        int at = byField ? 1 : 0;
        String test = arguments.has(at, "test") ? arguments.requiredText(at, "test") : "";
        var rest = without(arguments, at + 1, test);
        var kept = new ArrayList<@Nullable Object>();
        for (var item : in.items(value, -1)) {
            arguments.budget().step();
            var asked = byField ? path(item, path, in) : item;
            boolean holds = test.isEmpty() ? Values.isTrue(asked) : Tests.holds(test, asked, rest);
            if (holds == wanted) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static Arguments without(Arguments arguments, int first, String of) {
        var rest = arguments.positional().size() <= first
                ? List.<@Nullable Object>of()
                : arguments.positional().subList(first, arguments.positional().size());
        return new Arguments(of, rest, Map.of(), arguments.budget());
    }

    private static Object grouped(@Nullable Object value, Arguments arguments, Evaluator in) {
        String path = arguments.requiredText(0, "attribute");
        var groups = new LinkedHashMap<String, List<@Nullable Object>>();
        var keys = new LinkedHashMap<String, @Nullable Object>();
        for (var item : in.items(value, -1)) {
            var key = in.known(path(item, path, in));
            String text = Values.text(key, arguments.budget());
            keys.putIfAbsent(text, key);
            groups.computeIfAbsent(text, _ -> new ArrayList<>()).add(item);
        }
        var order = order(true, arguments.budget());
        var pairs = new ArrayList<@Nullable Object>();
        keys.entrySet().stream()
                .sorted((a, b) -> order.compare(a.getValue(), b.getValue()))
                .forEach(it -> {
                    var pair = new ArrayList<@Nullable Object>(2);
                    pair.add(it.getValue());
                    pair.add(groups.get(it.getKey()));
                    pairs.add(pair);
                });
        return pairs;
    }

    private static @Nullable Object path(@Nullable Object item, String path, Evaluator in) {
        Object value = item;
        for (var name : path.split("\\.", -1)) {
            value = in.field(value, name, null);
        }
        return value;
    }
}
