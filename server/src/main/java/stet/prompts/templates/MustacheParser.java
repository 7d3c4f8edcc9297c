package stet.prompts.templates;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import stet.prompts.templates.MustacheNode.Include;
import stet.prompts.templates.MustacheNode.Name;
import stet.prompts.templates.MustacheNode.Section;
import stet.prompts.templates.MustacheNode.Text;

/** Reads Mustache. A tag that prints nothing and stands alone on its line takes the line with it. */
final class MustacheParser {
    private static final int MAX_NESTING = 64;
    private static final int MAX_DELIMITER = 16;

    private final String source;
    private final Deque<Open> open = new ArrayDeque<>();
    private List<MustacheNode> nodes = new ArrayList<>();
    private String opening = "{{";
    private String closing = "}}";
    private int at;

    /** A section whose end has not come, with what stands before it. */
    private record Open(Name name, boolean inverted, List<MustacheNode> before) {}

    MustacheParser(String source) {
        this.source = source;
    }

    Mustache parse() {
        while (true) {
            int tag = source.indexOf(opening, at);
            if (tag < 0) {
                text(at, source.length());
                break;
            }
            int from = at;
            at = tag;
            tag(from, tag);
        }
        var unclosed = open.peek();
        if (unclosed != null) {
            throw new Fault(
                    "the section '" + unclosed.name().words() + "' is never closed: write '{{/"
                            + unclosed.name().words() + "}}' at its end",
                    unclosed.name().offset());
        }
        return new Mustache(source, nodes);
    }

    private void tag(int textFrom, int tag) {
        int inside = tag + opening.length();
        char kind = inside < source.length() ? source.charAt(inside) : ' ';
        boolean triple = kind == '{' && opening.equals("{{");
        String end = triple ? "}}}" : kind == '=' ? "=" + closing : closing;
        int close = source.indexOf(end, kind == '=' ? inside + 1 : inside);
        if (close < 0) {
            throw new Fault("the tag '" + opening + "' is never closed by '" + end + "'", tag);
        }
        int after = close + end.length();
        boolean marked = "#^/>!=&".indexOf(kind) >= 0 || triple;
        String content = source.substring(marked ? inside + 1 : inside, close).strip();
        if (triple || kind == '&' || !marked) {
            text(textFrom, tag);
            nodes.add(name(content, tag));
            at = after;
            return;
        }
        int lineStart = lineStart(tag);
        int nextLine = nextLine(after);
        boolean alone = lineStart >= textFrom && lineStart >= 0 && nextLine >= 0;
        text(textFrom, alone ? lineStart : tag);
        at = alone ? nextLine : after;
        switch (kind) {
            case '#', '^' -> openSection(name(content, tag), kind == '^');
            case '/' -> closeSection(content, tag);
            case '>' ->
                nodes.add(
                        new Include(Names.reference(content, tag), alone ? source.substring(lineStart, tag) : "", tag));
            case '=' -> delimiters(content, tag);
            default -> {} // a comment
        }
    }

    private void openSection(Name name, boolean inverted) {
        if (open.size() >= MAX_NESTING) {
            throw new Fault("sections nest more than " + MAX_NESTING + " deep", name.offset());
        }
        open.push(new Open(name, inverted, nodes));
        nodes = new ArrayList<>();
    }

    private void closeSection(String content, int tag) {
        var section = open.peek();
        if (section == null) {
            throw new Fault("'{{/" + Names.cut(content) + "}}' closes a section that was not opened", tag);
        }
        if (!section.name().words().equals(content)) {
            throw new Fault(
                    "'{{/" + Names.cut(content) + "}}' comes where the section '"
                            + section.name().words() + "' is open",
                    tag);
        }
        open.pop();
        var body = nodes;
        nodes = section.before();
        nodes.add(new Section(section.name(), section.inverted(), List.copyOf(body)));
    }

    private void delimiters(String content, int tag) {
        var both = content.split("\\s+", -1);
        if (both.length != 2
                || both[0].isEmpty()
                || both[1].isEmpty()
                || content.contains("=")
                || content.length() > 2 * MAX_DELIMITER) {
            throw new Fault("delimiters are changed by two of them with a space between, such as '{{=<% %>=}}'", tag);
        }
        opening = both[0];
        closing = both[1];
    }

    private Name name(String content, int tag) {
        if (content.equals(".")) {
            return new Name(List.of(), tag);
        }
        if (content.isEmpty()) {
            throw new Fault("the tag names no variable", tag);
        }
        var path = List.of(content.split("\\.", -1));
        for (int i = 0; i < path.size(); i++) {
            if (i == 0 ? !Names.isVariable(path.get(i)) : !isField(path.get(i))) {
                throw new Fault(
                        "'" + Names.cut(content)
                                + "' is not a name: letters, digits, '_' and '-', with '.' before the name of a field",
                        tag);
            }
        }
        return new Name(path, tag);
    }

    private static boolean isField(String name) {
        return Names.isVariable(name)
                || (!name.isEmpty() && name.length() < 10 && name.chars().allMatch(Character::isDigit));
    }

    private void text(int from, int to) {
        if (to > from) {
            nodes.add(new Text(source.substring(from, to)));
        }
    }

    /** Where the line starts that holds nothing but space before the tag; -1 if it holds more. */
    private int lineStart(int tag) {
        int i = tag;
        while (i > 0 && isSpace(source.charAt(i - 1))) {
            i--;
        }
        return i == 0 || source.charAt(i - 1) == '\n' ? i : -1;
    }

    /** Where the next line starts, if nothing but space follows the tag on its own; else -1. */
    private int nextLine(int after) {
        int i = after;
        while (i < source.length() && isSpace(source.charAt(i))) {
            i++;
        }
        if (i == source.length()) {
            return i;
        }
        if (source.charAt(i) == '\r' && i + 1 < source.length() && source.charAt(i + 1) == '\n') {
            return i + 2;
        }
        return source.charAt(i) == '\n' ? i + 1 : -1;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
