package stet.traces;

import java.util.Locale;

/** Who reported a span. */
public enum SpanSource {
    GATEWAY,
    OTLP;

    /** The word used in JSON, SQL and URLs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
