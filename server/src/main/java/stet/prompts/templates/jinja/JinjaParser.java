package stet.prompts.templates.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stet.prompts.templates.Fault;
import stet.prompts.templates.Names;
import stet.prompts.templates.Template;

/** Reads Jinja2: the tags that prompts need; others are refused in words. */
public final class JinjaParser {
    private static final int MAX_NESTING = 64;
    private static final Map<String, String> REFUSED = Map.of(
            "import", "a prompt cannot import another one: take it in with {% include \"name@ref\" %}",
            "from", "a prompt cannot import from another one: take it in with {% include \"name@ref\" %}",
            "extends", "a prompt cannot extend another one: take it in with {% include \"name@ref\" %}",
            "block", "blocks belong to 'extends', which prompts do not have: use {% include \"name@ref\" %}",
            "do", "templates change nothing: use {% set %}",
            "call", "'call' is not supported: give the macro its text as an argument",
            "autoescape", "nothing is escaped in a prompt: use the filter 'escape' where you need it",
            "trans", "translations are not supported",
            "break", "'break' is not supported: put a condition after the list, as in {% for x in xs if x.open %}",
            "continue",
                    "'continue' is not supported: put a condition after the list, as in {% for x in xs if x.open %}");

    private final List<Segment> segments;
    private int next;
    private int nesting;
    /** The tag that ended a body, with its words still to be read. */
    private ExpressionParser ending = new ExpressionParser(List.of());

    private String endedBy = "";

    private JinjaParser(List<Segment> segments) {
        this.segments = segments;
    }

    public static Template parse(String source) {
        var parser = new JinjaParser(new JinjaLexer(source).segments());
        var statements = parser.body(Set.of(), "", 0);
        return new Jinja(source, statements);
    }

    /** Reads up to one of the tags that end it. */
    private List<Statement> body(Set<String> ends, String openedBy, int openedAt) {
        if (++nesting > MAX_NESTING) {
            throw new Fault("tags nest more than " + MAX_NESTING + " deep", openedAt);
        }
        var statements = new ArrayList<Statement>();
        while (next < segments.size()) {
            switch (segments.get(next++)) {
                case Segment.Data(var text) -> statements.add(new Statement.Data(text));
                case Segment.Print(var tokens, var at) -> {
                    var words = new ExpressionParser(tokens);
                    if (words.peek().kind() == Token.Kind.END) {
                        throw new Fault("there is no expression between '{{' and '}}'", at);
                    }
                    var value = words.expressions();
                    words.requireEnd();
                    statements.add(new Statement.Print(value));
                }
                case Segment.Tag(var tokens, var at) -> {
                    var words = new ExpressionParser(tokens);
                    var name = words.take();
                    if (name.kind() != Token.Kind.NAME) {
                        throw new Fault("the name of a tag is expected instead of " + name.words(), at);
                    }
                    String tag = name.text();
                    if (ends.contains(tag)) {
                        endedBy = tag;
                        ending = words;
                        nesting--;
                        return statements;
                    }
                    statements.add(statement(tag, words, at));
                }
            }
        }
        if (!ends.isEmpty()) {
            throw new Fault("'{% " + openedBy + " %}' is never closed by '{% end" + openedBy + " %}'", openedAt);
        }
        nesting--;
        return statements;
    }

    private Statement statement(String tag, ExpressionParser words, int at) {
        return switch (tag) {
            case "if" -> condition(words, at);
            case "for" -> loop(words, at);
            case "set" -> assignment(words, at);
            case "with" -> with(words, at);
            case "filter" -> filter(words, at);
            case "macro" -> macro(words, at);
            case "include" -> include(words, at);
            case "elif", "else", "endif", "endfor", "endset", "endwith", "endfilter", "endmacro", "endraw" ->
                throw new Fault("'{% " + tag + " %}' belongs to no open tag", at);
            default -> throw new Fault(REFUSED.getOrDefault(tag, "there is no tag '" + Names.cut(tag) + "'"), at);
        };
    }

    private Statement condition(ExpressionParser words, int at) {
        var branches = new ArrayList<Statement.Branch>();
        var current = words;
        while (true) {
            var condition = current.expressions();
            current.requireEnd();
            branches.add(new Statement.Branch(condition, body(Set.of("elif", "else", "endif"), "if", at)));
            current = ending;
            if (!endedBy.equals("elif")) {
                break;
            }
        }
        List<Statement> otherwise = List.of();
        if (endedBy.equals("else")) {
            ending.requireEnd();
            otherwise = body(Set.of("endif"), "if", at);
        }
        ending.requireEnd();
        return new Statement.If(branches, otherwise);
    }

    private Statement loop(ExpressionParser words, int at) {
        var names = names(words);
        if (!words.takeName("in")) {
            throw new Fault(
                    "'in' is expected instead of " + words.peek().words(),
                    words.peek().at());
        }
        var list = words.either();
        if (words.peek().isSign(",")) {
            var items = new ArrayList<Expr>(List.of(list));
            while (words.takeSign(",")) {
                items.add(words.either());
            }
            list = new Expr.ListOf(items, list.at());
        }
        var only = words.takeName("if") ? words.expression() : null;
        if (words.peek().isName("recursive")) {
            throw new Fault(
                    "recursive loops are not supported: use a macro",
                    words.peek().at());
        }
        words.requireEnd();
        var body = body(Set.of("else", "endfor"), "for", at);
        List<Statement> otherwise = List.of();
        if (endedBy.equals("else")) {
            ending.requireEnd();
            otherwise = body(Set.of("endfor"), "for", at);
        }
        ending.requireEnd();
        return new Statement.For(names, list, only, body, otherwise, at);
    }

    private static List<String> names(ExpressionParser words) {
        boolean bracketed = words.takeSign("(");
        var names = new ArrayList<String>();
        do {
            names.add(words.requireName("a name"));
        } while (words.takeSign(","));
        if (bracketed) {
            words.requireSign(")");
        }
        return names;
    }

    private Statement assignment(ExpressionParser words, int at) {
        var names = names(words);
        if (names.size() == 1 && words.takeSign(".")) {
            String field = words.requireName("the name of a field");
            words.requireSign("=");
            var value = words.expressions();
            words.requireEnd();
            return new Statement.AssignField(names.getFirst(), field, value, at);
        }
        if (words.takeSign("=")) {
            var value = words.expressions();
            words.requireEnd();
            return new Statement.Assign(names, value, at);
        }
        words.requireEnd();
        if (names.size() > 1) {
            throw new Fault("a block can be kept under one name only", at);
        }
        var body = body(Set.of("endset"), "set", at);
        ending.requireEnd();
        return new Statement.AssignBlock(names.getFirst(), body);
    }

    private Statement with(ExpressionParser words, int at) {
        var values = new LinkedHashMap<String, Expr>();
        while (words.peek().kind() != Token.Kind.END) {
            String name = words.requireName("a name");
            words.requireSign("=");
            values.put(name, words.expression());
            if (!words.takeSign(",")) {
                break;
            }
        }
        words.requireEnd();
        var body = body(Set.of("endwith"), "with", at);
        ending.requireEnd();
        return new Statement.With(values, body);
    }

    private Statement filter(ExpressionParser words, int at) {
        var filtered = words.filterChain(new Expr.Name(Statement.FilterBlock.BODY, at));
        words.requireEnd();
        var body = body(Set.of("endfilter"), "filter", at);
        ending.requireEnd();
        return new Statement.FilterBlock(filtered, body);
    }

    private Statement macro(ExpressionParser words, int at) {
        String name = words.requireName("the name of the macro");
        words.requireSign("(");
        var parameters = new ArrayList<Statement.Parameter>();
        while (!words.peek().isSign(")")) {
            String parameter = words.requireName("the name of a parameter");
            parameters.add(new Statement.Parameter(parameter, words.takeSign("=") ? words.expression() : null));
            if (!words.takeSign(",")) {
                break;
            }
        }
        words.requireSign(")");
        words.requireEnd();
        var body = body(Set.of("endmacro"), "macro", at);
        ending.requireEnd();
        return new Statement.Macro(name, parameters, body, at);
    }

    private static Statement include(ExpressionParser words, int at) {
        var name = words.take();
        if (name.kind() != Token.Kind.STRING) {
            throw new Fault(
                    "an include names its prompt in quotes, so that it is known before rendering: {% include \"name@ref\" %}",
                    name.at());
        }
        if (words.takeName("with") && !words.takeName("context")) {
            throw new Fault(
                    "'context' is expected instead of " + words.peek().words(),
                    words.peek().at());
        }
        if (words.peek().isName("ignore") || words.peek().isName("without")) {
            throw new Fault(
                    "an include can neither be missing nor be without context",
                    words.peek().at());
        }
        words.requireEnd();
        return new Statement.Include(Names.reference(name.text(), name.at()), at);
    }
}
