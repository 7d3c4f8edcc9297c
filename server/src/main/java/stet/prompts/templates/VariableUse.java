package stet.prompts.templates;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A variable that a template uses.
 *
 * @param optional whether the template itself says what to do without it
 * @param within the variable whose items or fields it may also be found in; such a name need not be given by itself
 */
public record VariableUse(
        String name, As as, boolean optional, @Nullable String within, Place place) {
    /** What it is used for first. */
    public enum As {
        TEXT,
        CONDITION,
        LIST;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether rendering must be given it, as far as the template's text alone says. */
    public boolean required() {
        return !optional && within == null;
    }
}
