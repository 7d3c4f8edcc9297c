package stet.prompts.templates;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Python's replacement fields, names alone: <code>{name}</code>, and braces doubled to be themselves. */
record FString(String source, List<Piece> pieces, List<VariableUse> variables, List<IncludeUse> includes)
        implements Template {
    FString {
        pieces = List.copyOf(pieces);
        variables = List.copyOf(variables);
        includes = List.copyOf(includes);
    }

    sealed interface Piece {
        record Text(String text) implements Piece {}

        record Field(String name) implements Piece {}

        record Include(String reference, int offset) implements Piece {}
    }

    @Override
    public TemplateFormat format() {
        return TemplateFormat.F_STRING;
    }

    static FString parse(String source) {
        var pieces = new ArrayList<Piece>();
        var uses = new LinkedHashMap<String, VariableUse>();
        var includes = new ArrayList<IncludeUse>();
        var text = new StringBuilder();
        var lines = new Lines(source);
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            boolean doubled = at + 1 < source.length() && source.charAt(at + 1) == c;
            if (c != '{' && c != '}') {
                text.append(c);
                at++;
            } else if (doubled) {
                text.append(c);
                at += 2;
            } else if (c == '}') {
                throw new Fault("a single '}' ends nothing: write '}}' for a brace", at);
            } else {
                int end = source.indexOf('}', at);
                if (end < 0) {
                    throw new Fault("'{' is never closed: write '{{' for a brace", at);
                }
                if (!text.isEmpty()) {
                    pieces.add(new Piece.Text(text.toString()));
                    text.setLength(0);
                }
                var inner = source.substring(at + 1, end);
                if (inner.startsWith(">")) {
                    String reference = Names.reference(inner.substring(1), at);
                    pieces.add(new Piece.Include(reference, at));
                    includes.add(new IncludeUse(reference, Set.of(), null, lines.at(at)));
                } else {
                    String name = name(inner, at);
                    pieces.add(new Piece.Field(name));
                    int offset = at;
                    uses.computeIfAbsent(
                            name, it -> new VariableUse(it, VariableUse.As.TEXT, false, null, lines.at(offset)));
                }
                at = end + 1;
            }
        }
        if (!text.isEmpty()) {
            pieces.add(new Piece.Text(text.toString()));
        }
        return new FString(source, pieces, List.copyOf(uses.values()), includes);
    }

    private static String name(String inner, int at) {
        if (Names.isIdentifier(inner)) {
            return inner;
        }
        String quoted = "'{" + Names.cut(inner) + "}'";
        if (inner.isBlank() || inner.chars().allMatch(Character::isDigit)) {
            throw new Fault(quoted + " names no variable: give each field a name, such as {question}", at);
        }
        int colon = inner.indexOf(':');
        if (colon > 0 && Names.isIdentifier(inner.substring(0, colon))) {
            throw new Fault(
                    quoted + " has a format, which is not applied here: write '{" + inner.substring(0, colon) + "}'",
                    at);
        }
        int mark = inner.indexOf('!');
        if (mark > 0 && Names.isIdentifier(inner.substring(0, mark))) {
            throw new Fault(
                    quoted + " has a conversion, which is not applied here: write '{" + inner.substring(0, mark) + "}'",
                    at);
        }
        throw new Fault(
                quoted
                        + " is not the name of a variable (a letter or '_', then letters, digits and '_'): write '{{' and '}}' for braces",
                at);
    }

    @Override
    public void render(Map<String, Composed> includes, Rendering run, StringBuilder out) {
        var budget = run.budget();
        budget.enter();
        try {
            for (var piece : pieces) {
                budget.step();
                switch (piece) {
                    case Piece.Text(var text) -> budget.append(out, text);
                    case Piece.Include(var reference, var offset) ->
                        Composed.include(includes, reference, offset, run, out);
                    case Piece.Field(var name) -> {
                        var value = run.variable(name);
                        if (value == null) {
                            run.missing(name);
                        } else {
                            budget.append(out, Texts.of(value));
                        }
                    }
                }
            }
        } catch (Fault fault) {
            throw fault.in(source);
        }
        budget.leave();
    }
}
