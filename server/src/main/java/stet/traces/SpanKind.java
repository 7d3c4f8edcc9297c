package stet.traces;

import java.util.Locale;

/** What sort of work a span was. */
public enum SpanKind {
    GENERATION,
    EMBEDDING,
    TOOL,
    RETRIEVAL,
    AGENT,
    CHAIN,
    GUARDRAIL,
    SPAN;

    /** Whether a model was called, so that tokens and money may have been spent. */
    public boolean callsModel() {
        return this == GENERATION || this == EMBEDDING;
    }

    /** The word used in JSON, SQL and URLs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
