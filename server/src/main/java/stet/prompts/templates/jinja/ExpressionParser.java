package stet.prompts.templates.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stet.prompts.templates.Fault;
import stet.prompts.templates.Names;

/** Reads the words of one expression or tag, one after the other. */
final class ExpressionParser {
    private static final int MAX_NESTING = 64;
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "is", "if", "else");

    private final List<Token> tokens;
    private int next;
    private int nesting;

    ExpressionParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        var token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    boolean takeSign(String sign) {
        return takeIf(peek().isSign(sign));
    }

    boolean takeName(String name) {
        return takeIf(peek().isName(name));
    }

    private boolean takeIf(boolean fits) {
        if (fits) {
            next++;
        }
        return fits;
    }

    void requireSign(String sign) {
        if (!takeSign(sign)) {
            throw new Fault("'" + sign + "' is expected instead of " + peek().words(), peek().at());
        }
    }

    /** A name that a value may be kept under. */
    String requireName(String what) {
        var token = take();
        if (token.kind() != Token.Kind.NAME || RESERVED.contains(token.text())) {
            throw new Fault(what + " is expected instead of " + token.words(), token.at());
        }
        if (token.text().length() > Names.MAX_LENGTH) {
            throw new Fault("the name has more than " + Names.MAX_LENGTH + " characters", token.at());
        }
        return token.text();
    }

    void requireEnd() {
        if (peek().kind() != Token.Kind.END) {
            throw new Fault(peek().words() + " is not expected here", peek().at());
        }
    }

    /** A whole expression; several with commas between them are a list. */
    Expr expressions() {
        var first = expression();
        if (!peek().isSign(",")) {
            return first;
        }
        var items = new ArrayList<Expr>(List.of(first));
        while (takeSign(",") && peek().kind() != Token.Kind.END) {
            items.add(expression());
        }
        return new Expr.ListOf(items, first.at());
    }

    Expr expression() {
        enter();
        var then = either();
        if (peek().isName("if")) {
            int at = take().at();
            var condition = either();
            var otherwise = takeName("else") ? expression() : null;
            then = new Expr.Choice(condition, then, otherwise, at);
        }
        nesting--;
        return then;
    }

    Expr either() {
        var left = both();
        for (int i = 0; peek().isName("or"); i++) {
            chain(i);
            int at = take().at();
            left = new Expr.Either(left, both(), at);
        }
        return left;
    }

    private Expr both() {
        var left = not();
        for (int i = 0; peek().isName("and"); i++) {
            chain(i);
            int at = take().at();
            left = new Expr.Both(left, not(), at);
        }
        return left;
    }

    private Expr not() {
        if (!peek().isName("not")) {
            return compared();
        }
        enter();
        int at = take().at();
        var result = new Expr.Not(not(), at);
        nesting--;
        return result;
    }

    private Expr compared() {
        var first = sum();
        var rest = new ArrayList<Expr.Comparison>();
        while (true) {
            if (peek().kind() == Token.Kind.SIGN && COMPARISONS.contains(peek().text())) {
                rest.add(new Expr.Comparison(take().text(), sum()));
            } else if (takeName("in")) {
                rest.add(new Expr.Comparison("in", sum()));
            } else if (peek().isName("not") && tokens.get(next + 1).isName("in")) {
                next += 2;
                rest.add(new Expr.Comparison("not in", sum()));
            } else {
                return rest.isEmpty() ? first : new Expr.Compared(first, rest, first.at());
            }
        }
    }

    private Expr sum() {
        var left = joined();
        for (int i = 0; peek().isSign("+") || peek().isSign("-"); i++) {
            chain(i);
            var sign = take();
            left = new Expr.Binary(sign.text(), left, joined(), sign.at());
        }
        return left;
    }

    private Expr joined() {
        var left = product();
        for (int i = 0; peek().isSign("~"); i++) {
            chain(i);
            int at = take().at();
            left = new Expr.Binary("~", left, product(), at);
        }
        return left;
    }

    private Expr product() {
        var left = power();
        for (int i = 0;
                peek().kind() == Token.Kind.SIGN && Set.of("*", "/", "//", "%").contains(peek().text());
                i++) {
            chain(i);
            var sign = take();
            left = new Expr.Binary(sign.text(), left, power(), sign.at());
        }
        return left;
    }

    private Expr power() {
        var left = signed(true);
        for (int i = 0; peek().isSign("**"); i++) {
            chain(i);
            int at = take().at();
            left = new Expr.Binary("**", left, signed(true), at);
        }
        return left;
    }

    private Expr signed(boolean filters) {
        if (!peek().isSign("-") && !peek().isSign("+")) {
            return filters ? filtered(value()) : value();
        }
        enter();
        var sign = take();
        var result = new Expr.Unary(sign.text(), signed(false), sign.at());
        nesting--;
        return filters ? filtered(result) : result;
    }

    /** Filters and tests, one after the other. */
    Expr filtered(Expr of) {
        var result = of;
        for (int i = 0; ; i++) {
            chain(i);
            if (takeSign("|")) {
                int at = peek().at();
                String name = filterName();
                result = new Expr.Filtered(result, name, peek().isSign("(") ? inputs() : Expr.Inputs.NONE, at);
            } else if (peek().isName("is")) {
                result = tested(result);
            } else {
                return result;
            }
        }
    }

    /** The filters of a {@code filter} tag, which start without a bar. */
    Expr filterChain(Expr of) {
        int at = peek().at();
        String name = filterName();
        return filtered(new Expr.Filtered(of, name, peek().isSign("(") ? inputs() : Expr.Inputs.NONE, at));
    }

    private String filterName() {
        var token = take();
        if (token.kind() != Token.Kind.NAME) {
            throw new Fault("the name of a filter is expected instead of " + token.words(), token.at());
        }
        if (!Filters.has(token.text())) {
            throw new Fault("there is no filter '" + token.text() + "'; there are: " + Filters.names(), token.at());
        }
        return token.text();
    }

    private Expr tested(Expr of) {
        int at = take().at();
        boolean negated = takeName("not");
        var name = take();
        if (name.kind() != Token.Kind.NAME || !Tests.has(name.text())) {
            throw new Fault("there is no test " + name.words() + "; there are: " + Tests.names(), name.at());
        }
        var inputs = Expr.Inputs.NONE;
        if (peek().isSign("(")) {
            inputs = inputs();
        } else if (Tests.takesInput(name.text())) {
            inputs = new Expr.Inputs(List.of(value()), Map.of());
        }
        return new Expr.Tested(of, name.text(), inputs, negated, at);
    }

    private Expr value() {
        enter();
        var result = primary();
        for (int i = 0; ; i++) {
            chain(i);
            if (peek().isSign(".")) {
                result = field(result);
            } else if (peek().isSign("[")) {
                result = item(result);
            } else if (peek().isSign("(")) {
                result = call(result);
            } else {
                nesting--;
                return result;
            }
        }
    }

    private Expr field(Expr of) {
        take();
        var name = take();
        if (name.kind() == Token.Kind.INTEGER) {
            return new Expr.Item(of, new Expr.Literal(Long.valueOf(name.text()), name.at()), name.at());
        }
        if (name.kind() != Token.Kind.NAME) {
            throw new Fault("the name of a field is expected instead of " + name.words(), name.at());
        }
        if (name.text().startsWith("__")) {
            throw new Fault("'" + name.text() + "' cannot be reached from a template", name.at());
        }
        return new Expr.Attribute(of, name.text(), name.at());
    }

    private Expr item(Expr of) {
        int at = take().at();
        var from = peek().isSign(":") ? null : expression();
        if (from != null && takeSign("]")) {
            return new Expr.Item(of, from, at);
        }
        requireSign(":");
        var to = endsSlice() ? null : expression();
        var step = takeSign(":") && !peek().isSign("]") ? expression() : null;
        requireSign("]");
        return new Expr.Slice(of, from, to, step, at);
    }

    private boolean endsSlice() {
        return peek().isSign("]") || peek().isSign(":");
    }

    private Expr call(Expr of) {
        int at = peek().at();
        var inputs = inputs();
        return switch (of) {
            case Expr.Name(var name, var nameAt) -> new Expr.Call(name, inputs, nameAt);
            case Expr.Attribute(var owner, var name, var nameAt) -> {
                if (!Methods.has(name)) {
                    throw new Fault(
                            "'" + name + "()' cannot be called from a template; there are: " + Methods.names()
                                    + ", and filters such as '|upper'",
                            nameAt);
                }
                yield new Expr.Method(owner, name, inputs, nameAt);
            }
            default -> throw new Fault("only functions, macros and methods can be called", at);
        };
    }

    private Expr.Inputs inputs() {
        requireSign("(");
        var positional = new ArrayList<Expr>();
        var named = new LinkedHashMap<String, Expr>();
        while (!peek().isSign(")")) {
            if (peek().kind() == Token.Kind.NAME && tokens.get(next + 1).isSign("=")) {
                var name = take();
                take();
                if (named.put(name.text(), expression()) != null) {
                    throw new Fault("'" + name.text() + "' is given twice", name.at());
                }
            } else if (named.isEmpty()) {
                positional.add(expression());
            } else {
                throw new Fault("a value without a name cannot follow one with a name", peek().at());
            }
            if (!takeSign(",")) {
                break;
            }
        }
        requireSign(")");
        return new Expr.Inputs(positional, named);
    }

    private Expr primary() {
        var token = take();
        int at = token.at();
        return switch (token.kind()) {
            case STRING -> {
                var text = new StringBuilder(token.text());
                while (peek().kind() == Token.Kind.STRING) {
                    text.append(take().text());
                }
                yield new Expr.Literal(text.toString(), at);
            }
            case INTEGER -> new Expr.Literal(Long.valueOf(token.text()), at);
            case FLOAT -> new Expr.Literal(Double.valueOf(token.text()), at);
            case NAME ->
                switch (token.text()) {
                    case "true", "True" -> new Expr.Literal(true, at);
                    case "false", "False" -> new Expr.Literal(false, at);
                    case "none", "None" -> new Expr.Literal(null, at);
                    default -> {
                        next--;
                        yield new Expr.Name(requireName("a value"), at);
                    }
                };
            case SIGN ->
                switch (token.text()) {
                    case "(" -> bracketed(at);
                    case "[" -> new Expr.ListOf(items("]"), at);
                    case "{" -> dict(at);
                    default -> throw new Fault("a value is expected instead of " + token.words(), at);
                };
            case END -> throw new Fault("a value is expected at the end of the tag", at);
        };
    }

    private Expr bracketed(int at) {
        if (takeSign(")")) {
            return new Expr.ListOf(List.of(), at);
        }
        var first = expression();
        if (takeSign(")")) {
            return first;
        }
        requireSign(",");
        var items = new ArrayList<Expr>(List.of(first));
        items.addAll(items(")"));
        return new Expr.ListOf(items, at);
    }

    private List<Expr> items(String end) {
        var items = new ArrayList<Expr>();
        while (!peek().isSign(end)) {
            items.add(expression());
            if (!takeSign(",")) {
                break;
            }
        }
        requireSign(end);
        return items;
    }

    private Expr dict(int at) {
        var entries = new ArrayList<Expr.Entry>();
        while (!peek().isSign("}")) {
            var key = expression();
            requireSign(":");
            entries.add(new Expr.Entry(key, expression()));
            if (!takeSign(",")) {
                break;
            }
        }
        requireSign("}");
        return new Expr.DictOf(entries, at);
    }

    private void enter() {
        if (++nesting > MAX_NESTING) {
            throw new Fault("the expression nests more than " + MAX_NESTING + " deep", peek().at());
        }
    }

    /** A chain of operators becomes a tree as deep as it is long. */
    private void chain(int length) {
        if (length > MAX_NESTING) {
            throw new Fault("the expression has more than " + MAX_NESTING + " parts in a row", peek().at());
        }
    }
}
