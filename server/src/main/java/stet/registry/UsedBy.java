package stet.registry;

import org.jspecify.annotations.Nullable;

/**
 * A version that uses an artifact.
 *
 * @param reference how it names the artifact
 * @param newest whether it is the newest version of what uses the artifact
 * @param label one that points at it
 */
public record UsedBy(
        Kind kind,
        String name,
        int version,
        String reference,
        boolean newest,
        @Nullable String label) {
    /** As a refusal lists it. */
    String words() {
        return kind + " " + name + " version " + version + (label == null ? "" : " (" + label + ")");
    }
}
