package stet.prompts.templates.jinja;

/** A word of an expression or tag. */
record Token(Kind kind, String text, int at) {
    enum Kind {
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        SIGN,
        END
    }

    boolean is(Kind other, String words) {
        return kind == other && text.equals(words);
    }

    boolean isSign(String words) {
        return is(Kind.SIGN, words);
    }

    boolean isName(String words) {
        return is(Kind.NAME, words);
    }

    /** As a message names it. */
    String words() {
        return kind == Kind.END ? "the end of the tag" : "'" + text + "'";
    }
}
