package stet.prompts.templates.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import stet.prompts.templates.Fault;

/** Cuts a template into text, expressions and tags, with the space around them that they ask to be removed. */
final class JinjaLexer {
    private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");
    private static final List<String> SIGNS = List.of(
            "**", "//", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", "(", ")", "[", "]", "{",
            "}", ",", ":", ".", "|");
    private static final int MAX_BRACKETS = 64;

    private final String source;
    private final List<Segment> segments = new ArrayList<>();
    private int at;
    private boolean trimNext;

    JinjaLexer(String source) {
        this.source = source;
    }

    List<Segment> segments() {
        while (at < source.length()) {
            int open = nextOpening();
            if (open < 0) {
                data(source.substring(at), false);
                break;
            }
            char kind = source.charAt(open + 1);
            char mark = open + 2 < source.length() ? source.charAt(open + 2) : ' ';
            data(source.substring(at, open), mark == '-');
            at = open + (mark == '-' || mark == '+' ? 3 : 2);
            switch (kind) {
                case '{' -> segments.add(new Segment.Print(tokens(open, "}}"), open));
                case '%' -> tag(open);
                default -> comment(open);
            }
        }
        return segments;
    }

    private int nextOpening() {
        for (int i = source.indexOf('{', at); i >= 0 && i + 1 < source.length(); i = source.indexOf('{', i + 1)) {
            char next = source.charAt(i + 1);
            if (next == '{' || next == '%' || next == '#') {
                return i;
            }
        }
        return -1;
    }

    private void data(String text, boolean trimEnd) {
        String kept = trimNext ? text.stripLeading() : text;
        trimNext = false;
        if (trimEnd) {
            kept = kept.stripTrailing();
        }
        if (!kept.isEmpty()) {
            segments.add(new Segment.Data(kept));
        }
    }

    private void comment(int open) {
        int close = source.indexOf("#}", at);
        if (close < 0) {
            throw new Fault("the comment '{#' is never closed by '#}'", open);
        }
        trimNext = close > at - 1 && source.charAt(close - 1) == '-';
        at = close + 2;
    }

    private void tag(int open) {
        var tokens = tokens(open, "%}");
        if (tokens.size() == 2 && tokens.getFirst().isName("raw")) {
            var end = END_RAW.matcher(source);
            if (!end.find(at)) {
                throw new Fault("'{% raw %}' is never closed by '{% endraw %}'", open);
            }
            data(source.substring(at, end.start()), end.group(1).equals("-"));
            trimNext = end.group(2).equals("-");
            at = end.end();
        } else {
            segments.add(new Segment.Tag(tokens, open));
        }
    }

    private List<Token> tokens(int open, String close) {
        var tokens = new ArrayList<Token>();
        var brackets = new StringBuilder();
        while (true) {
            while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
                at++;
            }
            if (at >= source.length()) {
                throw new Fault("'" + source.substring(open, open + 2) + "' is never closed by '" + close + "'", open);
            }
            if (brackets.isEmpty() && closes(close)) {
                tokens.add(new Token(Token.Kind.END, "", at));
                trimNext = source.charAt(at) == '-';
                at += source.startsWith(close, at) ? 2 : 3;
                return tokens;
            }
            var token = token();
            tokens.add(token);
            if (token.kind() == Token.Kind.SIGN) {
                bracket(token, brackets);
            }
        }
    }

    private static void bracket(Token sign, StringBuilder open) {
        char c = sign.text().charAt(0);
        if ("([{".indexOf(c) >= 0) {
            if (open.length() >= MAX_BRACKETS) {
                throw new Fault("brackets nest more than " + MAX_BRACKETS + " deep", sign.at());
            }
            open.append(c);
            return;
        }
        int kind = ")]}".indexOf(c);
        if (kind < 0) {
            return;
        }
        if (open.isEmpty()) {
            throw new Fault("'" + c + "' closes nothing", sign.at());
        }
        char last = open.charAt(open.length() - 1);
        if (last != "([{".charAt(kind)) {
            throw new Fault("'" + c + "' comes where '" + last + "' is open", sign.at());
        }
        open.setLength(open.length() - 1);
    }

    private boolean closes(String close) {
        return source.startsWith(close, at)
                || ((source.charAt(at) == '-' || source.charAt(at) == '+') && source.startsWith(close, at + 1));
    }

    private Token token() {
        int start = at;
        char c = source.charAt(at);
        if (c == '"' || c == '\'') {
            return string(c);
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        if (Character.isLetter(c) || c == '_') {
            while (at < source.length() && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_')) {
                at++;
            }
            return new Token(Token.Kind.NAME, source.substring(start, at), start);
        }
        for (var sign : SIGNS) {
            if (source.startsWith(sign, at)) {
                at += sign.length();
                return new Token(Token.Kind.SIGN, sign, start);
            }
        }
        throw new Fault("'" + c + "' has no meaning in an expression", at);
    }

    private Token number() {
        int start = at;
        digits();
        boolean fraction = at + 1 < source.length() && source.charAt(at) == '.' && isDigit(source.charAt(at + 1));
        if (fraction) {
            at++;
            digits();
        }
        String text = source.substring(start, at).replace("_", "");
        if (text.length() > 18) {
            throw new Fault("the number has more than 18 digits", start);
        }
        return new Token(fraction ? Token.Kind.FLOAT : Token.Kind.INTEGER, text, start);
    }

    private void digits() {
        while (at < source.length() && (isDigit(source.charAt(at)) || source.charAt(at) == '_')) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Token string(char quote) {
        int start = at++;
        var text = new StringBuilder();
        while (at < source.length() && source.charAt(at) != quote) {
            char c = source.charAt(at++);
            if (c == '\\' && at < source.length()) {
                escaped(text);
            } else {
                text.append(c);
            }
        }
        if (at >= source.length()) {
            throw new Fault("the text in quotes is never closed", start);
        }
        at++;
        return new Token(Token.Kind.STRING, text.toString(), start);
    }

    private void escaped(StringBuilder into) {
        char c = source.charAt(at++);
        switch (c) {
            case 'n' -> into.append('\n');
            case 't' -> into.append('\t');
            case 'r' -> into.append('\r');
            case '\\', '\'', '"' -> into.append(c);
            case 'u' -> {
                try {
                    into.append((char) Integer.parseInt(source.substring(at, at + 4), 16));
                    at += 4;
                } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
                    throw new Fault("'\\u' is followed by four hexadecimal digits", at - 2);
                }
            }
            default -> into.append('\\').append(c);
        }
    }
}
