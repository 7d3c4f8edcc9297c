package stet.prompts.templates.jinja;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of a Jinja2 template. */
sealed interface Statement {
    record Data(String text) implements Statement {}

    record Print(Expr value) implements Statement {}

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Branch(Expr condition, List<Statement> body) {}

    /** @param only the condition after the list */
    record For(
            List<String> names, Expr list, @Nullable Expr only, List<Statement> body, List<Statement> otherwise, int at)
            implements Statement {}

    record Assign(List<String> names, Expr value, int at) implements Statement {}

    /** {@code set space.field = value}. */
    record AssignField(String space, String field, Expr value, int at) implements Statement {}

    record AssignBlock(String name, List<Statement> body) implements Statement {}

    record With(Map<String, Expr> values, List<Statement> body) implements Statement {}

    /** Its body, with the result of the filters applied to it in place of {@link FilterBlock#BODY}. */
    record FilterBlock(Expr filtered, List<Statement> body) implements Statement {
        static final String BODY = " body";
    }

    record Macro(String name, List<Parameter> parameters, List<Statement> body, int at) implements Statement {}

    record Parameter(String name, @Nullable Expr otherwise) {}

    record Include(String reference, int at) implements Statement {}
}
