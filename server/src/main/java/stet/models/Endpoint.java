package stet.models;

import static stet.models.Dialect.ANTHROPIC;
import static stet.models.Dialect.OPENAI;

/** A model operation of the wire, with the path that providers and the gateway share below {@code /v1}. */
public enum Endpoint {
    CHAT_COMPLETIONS(OPENAI, "/chat/completions"),
    RESPONSES(OPENAI, "/responses"),
    COMPLETIONS(OPENAI, "/completions"),
    EMBEDDINGS(OPENAI, "/embeddings"),
    MESSAGES(ANTHROPIC, "/messages");

    private final Dialect dialect;
    private final String path;

    Endpoint(Dialect dialect, String path) {
        this.dialect = dialect;
        this.path = path;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** The path after {@code /v1}. */
    public String path() {
        return path;
    }
}
