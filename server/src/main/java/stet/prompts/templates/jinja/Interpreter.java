package stet.prompts.templates.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.prompts.templates.Budget;
import stet.prompts.templates.Composed;
import stet.prompts.templates.Fault;
import stet.prompts.templates.Rendering;

/** Carries statements out and appends what they print. */
record Interpreter(Map<String, Composed> includes, Rendering run, StringBuilder out) {
    private static final int MAX_LOOPS = 5;

    /** A macro with the place it was written at. */
    record Defined(Statement.Macro macro, Scope scope, Interpreter by) {}

    void run(List<Statement> statements, Scope scope) {
        var budget = run.budget();
        var evaluator = new Evaluator(run, scope);
        for (var statement : statements) {
            budget.step();
            switch (statement) {
                case Statement.Data(var text) -> budget.append(out, text);
                case Statement.Print(var expression) -> print(evaluator.value(expression));
                case Statement.If choice -> choose(choice, scope, evaluator);
                case Statement.For loop -> loop(loop, scope, evaluator);
                case Statement.Assign assign -> assign(assign, scope, evaluator);
                case Statement.AssignField assign -> assignField(assign, evaluator);
                case Statement.AssignBlock(var name, var body) -> scope.set(name, captured(body, new Scope(scope)));
                case Statement.With with -> {
                    var inner = new Scope(scope);
                    with.values().forEach((name, value) -> inner.set(name, evaluator.value(value)));
                    run(with.body(), inner);
                }
                case Statement.FilterBlock(var filtered, var body) -> {
                    var inner = new Scope(scope);
                    inner.set(Statement.FilterBlock.BODY, captured(body, new Scope(scope)));
                    print(new Evaluator(run, inner).value(filtered));
                }
                case Statement.Macro macro -> scope.set(macro.name(), new Defined(macro, scope, this));
                case Statement.Include(var reference, var at) -> include(reference, at, scope);
            }
        }
    }

    private void print(@Nullable Object value) {
        if (value instanceof Undefined(var name)) {
            run.missing(name);
        } else {
            run.budget().append(out, Values.text(value, run.budget()));
        }
    }

    private void choose(Statement.If choice, Scope scope, Evaluator evaluator) {
        run.budget().enter();
        for (var branch : choice.branches()) {
            if (Values.isTrue(evaluator.value(branch.condition()))) {
                run(branch.body(), scope);
                run.budget().leave();
                return;
            }
        }
        run(choice.otherwise(), scope);
        run.budget().leave();
    }

    private void loop(Statement.For statement, Scope scope, Evaluator evaluator) {
        Budget budget = run.budget();
        var items = evaluator.items(evaluator.value(statement.list()), statement.at());
        var only = statement.only();
        if (only != null) {
            var kept = new ArrayList<@Nullable Object>();
            for (var item : items) {
                var inner = new Scope(scope);
                bind(statement.names(), item, inner, statement.at());
                if (Values.isTrue(new Evaluator(run, inner).value(only))) {
                    kept.add(item);
                }
            }
            items = kept;
        }
        if (items.isEmpty()) {
            run(statement.otherwise(), new Scope(scope));
            return;
        }
        int depth = scope.get("loop") instanceof Loop around ? around.depth() + 1 : 1;
        if (depth > MAX_LOOPS) {
            throw new Fault("loops nest more than " + MAX_LOOPS + " deep", statement.at());
        }
        var loop = new Loop(items, depth);
        budget.enter();
        for (int i = 0; i < items.size(); i++) {
            budget.step();
            loop.turn(i);
            var inner = new Scope(scope);
            inner.set("loop", loop);
            bind(statement.names(), items.get(i), inner, statement.at());
            run(statement.body(), inner);
        }
        budget.leave();
    }

    private void bind(List<String> names, @Nullable Object value, Scope scope, int at) {
        if (names.size() == 1) {
            scope.set(names.getFirst(), value);
            return;
        }
        if (!(value instanceof List<?> parts) || parts.size() != names.size()) {
            throw new Fault(
                    Values.kind(value) + " cannot be given to the " + names.size() + " names "
                            + String.join(", ", names),
                    at);
        }
        for (int i = 0; i < names.size(); i++) {
            scope.set(names.get(i), parts.get(i));
        }
    }

    private void assign(Statement.Assign assign, Scope scope, Evaluator evaluator) {
        bind(assign.names(), evaluator.value(assign.value()), scope, assign.at());
    }

    private static void assignField(Statement.AssignField assign, Evaluator evaluator) {
        var space = evaluator.value(new Expr.Name(assign.space(), assign.at()));
        if (!(space instanceof Namespace(var fields))) {
            throw new Fault(
                    "only the fields of a namespace() can be set, and '" + assign.space() + "' is none", assign.at());
        }
        fields.put(assign.field(), evaluator.value(assign.value()));
    }

    String captured(List<Statement> body, Scope scope) {
        var text = new StringBuilder();
        new Interpreter(includes, run, text).run(body, scope);
        return text.toString();
    }

    private void include(String reference, int at, Scope scope) {
        var found = Composed.find(includes, reference, at);
        try {
            if (found.template() instanceof Jinja same) {
                same.render(found.includes(), new Scope(scope), run, out);
            } else {
                found.template().render(found.includes(), run, out);
            }
        } catch (Fault fault) {
            throw fault.inside(reference, at);
        }
    }

    /** What a macro says with these arguments. */
    String call(Defined defined, Arguments arguments, int at) {
        var macro = defined.macro();
        var scope = new Scope(defined.scope());
        var named = new LinkedHashMap<>(arguments.named());
        if (arguments.positional().size() > macro.parameters().size()) {
            throw new Fault(
                    "the macro '" + macro.name() + "' takes "
                            + macro.parameters().size() + " values at most",
                    at);
        }
        for (int i = 0; i < macro.parameters().size(); i++) {
            var parameter = macro.parameters().get(i);
            var otherwise = parameter.otherwise();
            boolean given = named.containsKey(parameter.name());
            Object byName = named.remove(parameter.name());
            if (i < arguments.positional().size()) {
                scope.set(parameter.name(), arguments.positional().get(i));
            } else if (given) {
                scope.set(parameter.name(), byName);
            } else if (otherwise != null) {
                scope.set(parameter.name(), new Evaluator(run, scope).value(otherwise));
            } else {
                scope.set(parameter.name(), new Undefined(parameter.name()));
            }
        }
        if (!named.isEmpty()) {
            throw new Fault(
                    "the macro '" + macro.name() + "' has no parameter '"
                            + named.firstEntry().getKey() + "'",
                    at);
        }
        return captured(macro.body(), scope);
    }
}
