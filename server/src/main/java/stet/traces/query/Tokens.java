package stet.traces.query;

import java.util.ArrayList;
import java.util.List;
import stet.platform.http.Problem;

/** The words, quoted texts and signs of an expression, read one after the other. */
final class Tokens {
    static final int LONGEST = 8_000;
    private static final String SIGNS = "()[],=!<>~";

    /** @param at where it begins, from 0 */
    private record Token(Kind kind, String text, int at) {}

    private enum Kind {
        WORD,
        QUOTED,
        SIGN,
        END
    }

    private final String parameter;
    private final List<Token> tokens;
    private int next;

    /** @param parameter what a refusal calls the expression */
    Tokens(String parameter, String text) {
        this.parameter = parameter;
        if (text.length() > LONGEST) {
            throw Problem.Invalid.field(parameter, "has " + text.length() + " characters; at most " + LONGEST);
        }
        this.tokens = split(text);
    }

    boolean atEnd() {
        return peek().kind == Kind.END;
    }

    boolean atQuoted() {
        return peek().kind == Kind.QUOTED;
    }

    boolean atWord(String word) {
        return peek().kind == Kind.WORD && peek().text.equals(word);
    }

    boolean atSign(String sign) {
        return peek().kind == Kind.SIGN && peek().text.equals(sign);
    }

    /** Whether the word was next; it is read then. */
    boolean takeWord(String word) {
        boolean found = atWord(word);
        if (found) {
            next++;
        }
        return found;
    }

    /** Whether the sign was next; it is read then. */
    boolean takeSign(String sign) {
        boolean found = atSign(sign);
        if (found) {
            next++;
        }
        return found;
    }

    void expectSign(String sign, String after) {
        if (!takeSign(sign)) {
            throw wrong("expected '" + sign + "' after " + after);
        }
    }

    String word(String expected) {
        if (peek().kind != Kind.WORD) {
            throw wrong("expected " + expected);
        }
        return tokens.get(next++).text;
    }

    /** A word or a quoted text. */
    String value(String expected) {
        if (peek().kind != Kind.WORD && peek().kind != Kind.QUOTED) {
            throw wrong("expected " + expected);
        }
        return tokens.get(next++).text;
    }

    void expectEnd() {
        if (!atEnd()) {
            throw wrong("expected 'and', 'or' or the end");
        }
    }

    /** A refusal that shows the place. */
    Problem.Invalid wrong(String why) {
        var token = peek();
        var found = token.kind == Kind.END ? "the end" : "'" + token.text + "'";
        return Problem.Invalid.field(parameter, "at character " + (token.at + 1) + ", " + found + ": " + why);
    }

    /** A refusal about what was read last. */
    Problem.Invalid wrongBefore(String why) {
        next = Math.max(0, next - 1);
        return wrong(why);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private List<Token> split(String text) {
        var split = new ArrayList<Token>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"') {
                at = quoted(text, at, split);
            } else if (SIGNS.indexOf(c) >= 0) {
                boolean two =
                        (c == '!' || c == '<' || c == '>') && at + 1 < text.length() && text.charAt(at + 1) == '=';
                var sign = text.substring(at, two ? at + 2 : at + 1);
                split.add(new Token(Kind.SIGN, sign, at));
                at += sign.length();
            } else {
                int end = at;
                while (end < text.length() && isWord(text.charAt(end))) {
                    end++;
                }
                split.add(new Token(Kind.WORD, text.substring(at, end), at));
                at = end;
            }
        }
        split.add(new Token(Kind.END, "", text.length()));
        return split;
    }

    private int quoted(String text, int start, List<Token> split) {
        var read = new StringBuilder();
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                split.add(new Token(Kind.QUOTED, read.toString(), start));
                return at + 1;
            }
            if (c == '\\' && at + 1 < text.length()) {
                c = text.charAt(++at);
            }
            read.append(c);
        }
        throw Problem.Invalid.field(
                parameter, "at character " + (start + 1) + ": the quoted text does not end; close it with '\"'");
    }

    private static boolean isWord(char c) {
        return !Character.isWhitespace(c) && c != '"' && SIGNS.indexOf(c) < 0;
    }
}
