package stet.releases;

import java.util.List;
import stet.registry.Kind;

/**
 * A version that the prompts of a release reach.
 *
 * @param references how they name it: {@code latest}, a label, a number or a digest
 */
public record Include(Pin pin, List<String> references) {
    public Include {
        references = List.copyOf(references);
    }

    /** Whether a prompt that names it so means this one. */
    public boolean answers(Kind kind, String name, String reference) {
        return pin.kind() == kind && pin.name().equals(name) && references.contains(reference);
    }
}
