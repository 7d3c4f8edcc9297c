package stet.prompts.templates;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Another prompt that a template takes in.
 *
 * @param reference its name, or its name and which version of it: {@code name@ref}
 * @param bound the names that the template itself gives it, if it is of the same language
 * @param within the section it stands in, whose items or fields it may use
 */
public record IncludeUse(
        String reference, Set<String> bound, @Nullable String within, Place place) {
    public IncludeUse {
        bound = Set.copyOf(bound);
    }
}
