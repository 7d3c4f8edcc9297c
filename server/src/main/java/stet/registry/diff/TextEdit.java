package stet.registry.diff;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A piece of a text that stayed, went or came. */
public record TextEdit(Op op, String text) {
    /** What happened to a piece. */
    public enum Op {
        EQUAL,
        DELETE,
        INSERT;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
