package stet.prompts.templates.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Fault;
import stet.prompts.templates.Rendering;

/** Finds the values of expressions. */
record Evaluator(Rendering run, Scope scope) {
    private static final int MAX_RANGE = 100_000;

    @Nullable
    Object value(Expr expression) {
        var budget = run.budget();
        budget.step();
        budget.enter();
        try {
            var value = evaluate(expression);
            budget.leave();
            return value;
        } catch (Fault fault) {
            throw fault.hasOffset() ? fault : new Fault(fault.words(), expression.at());
        }
    }

    private @Nullable Object evaluate(Expr expression) {
        return switch (expression) {
            case Expr.Literal(var value, var _) -> value;
            case Expr.Name(var name, var _) -> named(name);
            case Expr.ListOf(var items, var _) -> {
                var list = new ArrayList<@Nullable Object>(items.size());
                items.forEach(item -> list.add(value(item)));
                yield list;
            }
            case Expr.DictOf(var entries, var _) -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                entries.forEach(it -> map.put(Values.text(value(it.key()), run.budget()), value(it.value())));
                yield map;
            }
            case Expr.Attribute(var of, var name, var _) -> field(value(of), name, of);
            case Expr.Item(var of, var key, var _) -> item(value(of), value(key), of);
            case Expr.Slice slice -> slice(slice);
            case Expr.Call(var function, var inputs, var at) -> call(function, inputs, at);
            case Expr.Method(var of, var name, var inputs, var _) ->
                Methods.call(known(value(of)), arguments(name, inputs));
            case Expr.Filtered(var of, var filter, var inputs, var _) ->
                Filters.apply(filter, value(of), arguments(filter, inputs), this);
            case Expr.Tested(var of, var test, var inputs, var negated, var _) ->
                Tests.holds(test, value(of), arguments(test, inputs)) != negated;
            case Expr.Unary(var sign, var of, var _) -> Arithmetic.signed(sign, known(value(of)));
            case Expr.Binary(var sign, var left, var right, var _) ->
                Arithmetic.of(sign, known(value(left)), known(value(right)), run.budget());
            case Expr.Compared(var first, var rest, var _) -> compared(value(first), rest);
            case Expr.Either(var left, var right, var _) -> {
                var value = value(left);
                yield Values.isTrue(value) ? value : value(right);
            }
            case Expr.Both(var left, var right, var _) -> {
                var value = value(left);
                yield Values.isTrue(value) ? value(right) : value;
            }
            case Expr.Not(var of, var _) -> !Values.isTrue(value(of));
            case Expr.Choice(var condition, var then, var otherwise, var _) -> {
                if (Values.isTrue(value(condition))) {
                    yield value(then);
                }
                yield otherwise == null ? "" : value(otherwise);
            }
        };
    }

    private @Nullable Object named(String name) {
        var known = scope.get(name);
        if (known != null) {
            return known instanceof Scope.None ? null : known;
        }
        var given = run.variable(name);
        if (given == null) {
            return new Undefined(name);
        }
        var value = Values.of(given, run.budget());
        scope.outermost().set(name, value);
        return value;
    }

    /** Refuses what is not there, where a value is needed. */
    @Nullable
    Object known(@Nullable Object value) {
        if (value instanceof Undefined(var name)) {
            run.missing(name);
            throw new Fault("'" + name + "' is not there", -1);
        }
        return value;
    }

    @Nullable
    Object field(@Nullable Object of, String name, @Nullable Expr words) {
        return switch (of) {
            case Undefined(var missing) -> {
                run.missing(missing);
                throw new Fault("'" + missing + "' is not there, so it has no field '" + name + "'", -1);
            }
            case Map<?, ?> map when map.containsKey(name) -> map.get(name);
            case Namespace(var fields) when fields.containsKey(name) -> fields.get(name);
            case Loop loop -> loop.field(name);
            case null, default -> new Undefined((words == null ? "" : words(words) + ".") + name);
        };
    }

    private @Nullable Object item(@Nullable Object of, @Nullable Object key, Expr words) {
        if (key instanceof String name && !(of instanceof List<?>)) {
            return field(of, name, words);
        }
        if (key instanceof Long index) {
            int size = of instanceof List<?> list ? list.size() : of instanceof String text ? text.length() : 0;
            long at = index < 0 ? index + size : index;
            if (at >= 0 && at < size) {
                return of instanceof List<?> list
                        ? list.get((int) at)
                        : Values.text(of, run.budget()).substring((int) at, (int) at + 1);
            }
            if (of instanceof Map<?, ?> map && map.containsKey(index.toString())) {
                return map.get(index.toString());
            }
        }
        known(of);
        return new Undefined(words(words) + "[" + Values.text(key, run.budget()) + "]");
    }

    /** A path as it was written, as far as it is one. */
    private static String words(Expr expression) {
        return switch (expression) {
            case Expr.Name(var name, var _) -> name;
            case Expr.Attribute(var of, var name, var _) -> words(of) + "." + name;
            case Expr.Item(var of, Expr.Literal(var key, var _), var _) -> words(of) + "[" + key + "]";
            default -> "…";
        };
    }

    private Object slice(Expr.Slice slice) {
        var of = known(value(slice.of()));
        int size = switch (of) {
            case List<?> list -> list.size();
            case String text -> text.length();
            case null, default -> throw new Fault(Values.kind(of) + " cannot be cut", slice.at());
        };
        var step = slice.step();
        if (step != null && !Long.valueOf(1).equals(value(step))) {
            throw new Fault("steps are not supported: use the filter 'reverse'", slice.at());
        }
        int from = Math.min(bound(slice.from(), 0, size), size);
        int to = Math.max(from, bound(slice.to(), size, size));
        run.budget().step(to - from);
        return of instanceof List<?> list
                ? new ArrayList<>(list.subList(from, to))
                : Values.text(of, run.budget()).substring(from, to);
    }

    private int bound(@Nullable Expr expression, int otherwise, int size) {
        if (expression == null) {
            return otherwise;
        }
        if (!(value(expression) instanceof Long at)) {
            throw new Fault("whole numbers say where to cut", expression.at());
        }
        return (int) Math.clamp(at < 0 ? at + size : at, 0L, size);
    }

    private Object compared(@Nullable Object first, List<Expr.Comparison> rest) {
        var left = first;
        for (var next : rest) {
            var right = value(next.with());
            boolean holds = switch (next.sign()) {
                case "==" -> Values.equal(left, right, run.budget());
                case "!=" -> !Values.equal(left, right, run.budget());
                case "in" -> Tests.isIn(left, known(right), run.budget());
                case "not in" -> !Tests.isIn(left, known(right), run.budget());
                default -> {
                    int order = Values.compare(known(left), known(right), run.budget());
                    yield switch (next.sign()) {
                        case "<" -> order < 0;
                        case "<=" -> order <= 0;
                        case ">" -> order > 0;
                        default -> order >= 0;
                    };
                }
            };
            if (!holds) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private Object call(String function, Expr.Inputs inputs, int at) {
        var arguments = arguments(function, inputs);
        var known = scope.get(function);
        if (known instanceof Interpreter.Defined defined) {
            return defined.by().call(defined, arguments, at);
        }
        return switch (function) {
            case "range" -> range(arguments.atMost(3));
            case "dict" -> new LinkedHashMap<>(arguments.atMost(0).named());
            case "namespace" ->
                new Namespace(new LinkedHashMap<>(arguments.atMost(0).named()));
            default ->
                throw new Fault(
                        "there is no function '" + function + "'; there are: range, dict, namespace, and macros", at);
        };
    }

    private List<@Nullable Object> range(Arguments arguments) {
        boolean one = arguments.positional().size() == 1;
        long from = one ? 0 : arguments.integer(0, "start", 0);
        long to = arguments.integer(one ? 0 : 1, "stop", 0);
        long step = arguments.integer(2, "step", 1);
        if (step == 0) {
            throw new Fault("a range cannot have steps of 0", -1);
        }
        long count = Math.max(0, (to - from + step - Long.signum(step)) / step);
        if (count > MAX_RANGE) {
            throw new Fault("a range has at most " + MAX_RANGE + " numbers, not " + count, -1);
        }
        run.budget().step(count);
        var numbers = new ArrayList<@Nullable Object>((int) count);
        for (long i = 0; i < count; i++) {
            numbers.add(from + i * step);
        }
        return numbers;
    }

    private Arguments arguments(String of, Expr.Inputs inputs) {
        var positional = new ArrayList<@Nullable Object>(inputs.positional().size());
        inputs.positional().forEach(it -> positional.add(value(it)));
        var named = new LinkedHashMap<String, @Nullable Object>();
        inputs.named().forEach((name, it) -> named.put(name, value(it)));
        return new Arguments(of, positional, named, run.budget());
    }

    /** The items to go through: of a list, the keys of an object, the characters of a text. */
    List<@Nullable Object> items(@Nullable Object value, int at) {
        return switch (value) {
            case Undefined(var name) -> {
                run.missing(name);
                yield List.of();
            }
            case List<?> list -> {
                run.budget().step(list.size());
                yield new ArrayList<@Nullable Object>(list);
            }
            case Map<?, ?> map -> {
                run.budget().step(map.size());
                yield new ArrayList<@Nullable Object>(map.keySet());
            }
            case String text -> {
                run.budget().step(text.length());
                var characters = new ArrayList<@Nullable Object>();
                text.codePoints().forEach(it -> characters.add(Character.toString(it)));
                yield characters;
            }
            case null, default -> throw new Fault(Values.kind(value) + " cannot be gone through", at);
        };
    }
}
