package stet.models;

import com.fasterxml.jackson.annotation.JsonValue;

/** A family of wire formats that model providers speak. */
public enum Dialect {
    OPENAI("openai"),
    ANTHROPIC("anthropic");

    private final String word;

    Dialect(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** The dialect of that name; the message of the refusal is fit to show. */
    public static Dialect named(String word) {
        for (var dialect : values()) {
            if (dialect.word.equals(word)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException("there is no dialect '" + word + "': use openai or anthropic");
    }
}
