package stet.traces;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a part of a call's cost was paid for. */
public enum CostKind {
    /** Input that was neither cached nor audio. */
    INPUT,
    /** Output that was neither reasoning nor audio. */
    OUTPUT,
    CACHE_READ,
    CACHE_WRITE,
    REASONING,
    AUDIO_INPUT,
    AUDIO_OUTPUT,
    OTHER;

    /** The word used in JSON, SQL and URLs. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
