package stet.prompts.templates.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An expression; {@code at} is where in the template. */
sealed interface Expr {
    int at();

    /** @param value null for none */
    record Literal(@Nullable Object value, int at) implements Expr {}

    record Name(String name, int at) implements Expr {}

    record ListOf(List<Expr> items, int at) implements Expr {}

    record DictOf(List<Entry> entries, int at) implements Expr {}

    record Entry(Expr key, Expr value) {}

    record Attribute(Expr of, String name, int at) implements Expr {}

    record Item(Expr of, Expr key, int at) implements Expr {}

    record Slice(
            Expr of,
            @Nullable Expr from,
            @Nullable Expr to,
            @Nullable Expr step,
            int at) implements Expr {}

    /** A function or macro by its name. */
    record Call(String function, Inputs inputs, int at) implements Expr {}

    record Method(Expr of, String name, Inputs inputs, int at) implements Expr {}

    record Filtered(Expr of, String filter, Inputs inputs, int at) implements Expr {}

    record Tested(Expr of, String test, Inputs inputs, boolean negated, int at) implements Expr {}

    record Unary(String sign, Expr of, int at) implements Expr {}

    record Binary(String sign, Expr left, Expr right, int at) implements Expr {}

    /** {@code first < next < last}: each pair must hold. */
    record Compared(Expr first, List<Comparison> rest, int at) implements Expr {}

    record Comparison(String sign, Expr with) {}

    record Either(Expr left, Expr right, int at) implements Expr {}

    record Both(Expr left, Expr right, int at) implements Expr {}

    record Not(Expr of, int at) implements Expr {}

    record Choice(Expr condition, Expr then, @Nullable Expr otherwise, int at) implements Expr {}

    /** What stands between the brackets of a call. */
    record Inputs(List<Expr> positional, Map<String, Expr> named) {
        static final Inputs NONE = new Inputs(List.of(), Map.of());
    }
}
