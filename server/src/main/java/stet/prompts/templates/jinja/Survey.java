package stet.prompts.templates.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Budget;
import stet.prompts.templates.Fault;
import stet.prompts.templates.IncludeUse;
import stet.prompts.templates.Lines;
import stet.prompts.templates.VariableUse;

/** Finds the names that a template expects from outside: those that nothing in it sets. */
final class Survey {
    private final Lines lines;
    private final Map<String, VariableUse> uses = new LinkedHashMap<>();
    private final List<IncludeUse> includes = new ArrayList<>();
    private final Deque<Set<String>> known = new ArrayDeque<>();
    private int depth;

    Survey(String source) {
        lines = new Lines(source);
        known.push(new HashSet<>());
    }

    List<VariableUse> variables() {
        return List.copyOf(uses.values());
    }

    List<IncludeUse> includes() {
        return List.copyOf(includes);
    }

    void look(List<Statement> statements) {
        for (var statement : statements) {
            switch (statement) {
                case Statement.Data _ -> {}
                case Statement.Print(var value) -> look(value, VariableUse.As.TEXT);
                case Statement.If(var branches, var otherwise) -> {
                    for (var branch : branches) {
                        look(branch.condition(), VariableUse.As.CONDITION);
                        look(branch.body());
                    }
                    look(otherwise);
                }
                case Statement.For loop -> {
                    look(loop.list(), VariableUse.As.LIST);
                    inside(loop.names(), () -> {
                        bind("loop");
                        look(loop.only(), VariableUse.As.CONDITION);
                        look(loop.body());
                    });
                    inside(List.of(), () -> look(loop.otherwise()));
                }
                case Statement.Assign assign -> {
                    look(assign.value(), VariableUse.As.TEXT);
                    assign.names().forEach(this::bind);
                }
                case Statement.AssignField assign -> look(assign.value(), VariableUse.As.TEXT);
                case Statement.AssignBlock(var name, var body) -> {
                    inside(List.of(), () -> look(body));
                    bind(name);
                }
                case Statement.With with -> {
                    with.values().values().forEach(it -> look(it, VariableUse.As.TEXT));
                    inside(List.copyOf(with.values().keySet()), () -> look(with.body()));
                }
                case Statement.FilterBlock(var filtered, var body) -> {
                    inside(List.of(Statement.FilterBlock.BODY), () -> look(filtered, VariableUse.As.TEXT));
                    inside(List.of(), () -> look(body));
                }
                case Statement.Macro macro -> {
                    bind(macro.name());
                    var names = macro.parameters().stream()
                            .map(Statement.Parameter::name)
                            .toList();
                    inside(names, () -> {
                        macro.parameters().forEach(it -> look(it.otherwise(), VariableUse.As.TEXT));
                        look(macro.body());
                    });
                }
                case Statement.Include(var reference, var at) ->
                    includes.add(new IncludeUse(
                            reference,
                            known.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()),
                            null,
                            lines.at(at)));
            }
        }
    }

    private void inside(List<String> names, Runnable look) {
        known.push(new HashSet<>(names));
        look.run();
        known.pop();
    }

    private void bind(String name) {
        known.getFirst().add(name);
    }

    private void look(@Nullable Expr expression, VariableUse.As as) {
        if (expression == null) {
            return;
        }
        if (++depth > Budget.MAX_DEPTH) {
            throw new Fault("the expression nests more than " + Budget.MAX_DEPTH + " deep", expression.at());
        }
        switch (expression) {
            case Expr.Literal _ -> {}
            case Expr.Name(var name, var at) -> use(name, as, false, at);
            case Expr.ListOf(var items, var _) -> items.forEach(it -> look(it, VariableUse.As.TEXT));
            case Expr.DictOf(var entries, var _) ->
                entries.forEach(it -> {
                    look(it.key(), VariableUse.As.TEXT);
                    look(it.value(), VariableUse.As.TEXT);
                });
            case Expr.Attribute(var of, var _, var _) -> look(of, as);
            case Expr.Item(var of, var key, var _) -> {
                look(of, as);
                look(key, VariableUse.As.TEXT);
            }
            case Expr.Slice(var of, var from, var to, var step, var _) -> {
                look(of, as);
                look(from, VariableUse.As.TEXT);
                look(to, VariableUse.As.TEXT);
                look(step, VariableUse.As.TEXT);
            }
            case Expr.Call(var _, var inputs, var _) -> look(inputs);
            case Expr.Method(var of, var _, var inputs, var _) -> {
                look(of, as);
                look(inputs);
            }
            case Expr.Filtered(var of, var filter, var inputs, var _) -> {
                asked(of, as, filter.equals("default") || filter.equals("d"));
                look(inputs);
            }
            case Expr.Tested(var of, var test, var inputs, var _, var _) -> {
                asked(of, VariableUse.As.CONDITION, Tests.asksForPresence(test));
                look(inputs);
            }
            case Expr.Unary(var _, var of, var _) -> look(of, as);
            case Expr.Binary(var _, var left, var right, var _) -> {
                look(left, as);
                look(right, as);
            }
            case Expr.Compared(var first, var rest, var _) -> {
                look(first, VariableUse.As.CONDITION);
                rest.forEach(it -> look(it.with(), VariableUse.As.CONDITION));
            }
            case Expr.Either(var left, var right, var _) -> {
                look(left, as);
                look(right, as);
            }
            case Expr.Both(var left, var right, var _) -> {
                look(left, as);
                look(right, as);
            }
            case Expr.Not(var of, var _) -> look(of, VariableUse.As.CONDITION);
            case Expr.Choice(var condition, var then, var otherwise, var _) -> {
                look(condition, VariableUse.As.CONDITION);
                look(then, as);
                look(otherwise, as);
            }
        }
        depth--;
    }

    private void look(Expr.Inputs inputs) {
        inputs.positional().forEach(it -> look(it, VariableUse.As.TEXT));
        inputs.named().values().forEach(it -> look(it, VariableUse.As.TEXT));
    }

    private void asked(Expr of, VariableUse.As as, boolean forPresence) {
        if (forPresence && of instanceof Expr.Name(var name, var at)) {
            use(name, as, true, at);
        } else {
            look(of, as);
        }
    }

    private void use(String name, VariableUse.As as, boolean optional, int at) {
        if (known.stream().anyMatch(it -> it.contains(name))) {
            return;
        }
        uses.merge(
                name,
                new VariableUse(name, as, optional, null, lines.at(at)),
                (before, now) -> new VariableUse(
                        name,
                        before.as() == VariableUse.As.CONDITION ? now.as() : before.as(),
                        before.optional() || now.optional(),
                        null,
                        before.place()));
    }
}
