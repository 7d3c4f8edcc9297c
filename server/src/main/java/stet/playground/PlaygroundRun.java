package stet.playground;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/**
 * What is to be tried.
 *
 * @param variables those of every variant that has none of its own of that name
 * @param toolReplies what tools answer, by name; a call of another tool ends its variant
 * @param maxTurns how often a variant's model may be called; 10 unless said, and at most
 */
record PlaygroundRun(
        @Nullable List<Variant> variants,
        @Nullable Map<String, JsonNode> variables,
        @Nullable Map<String, JsonNode> toolReplies,
        @Nullable Integer maxTurns) {
    static final int MAX_VARIANTS = 8;
    static final int MAX_TURNS = 10;

    PlaygroundRun {
        if (variants == null || variants.isEmpty() || variants.size() > MAX_VARIANTS) {
            throw Problem.Invalid.field(
                    "variants",
                    "1 to " + MAX_VARIANTS + " are tried at once, not " + (variants == null ? 0 : variants.size()));
        }
        if (maxTurns != null && (maxTurns < 1 || maxTurns > MAX_TURNS)) {
            throw Problem.Invalid.field("maxTurns", "is a whole number from 1 to " + MAX_TURNS);
        }
    }

    /**
     * One way to ask.
     *
     * @param id what its events call it; its place from 1 unless said
     * @param content a prompt that need not be saved
     * @param prompt a saved one instead
     * @param model another model than the prompt's, or other parameters
     */
    record Variant(
            @Nullable String id,
            @Nullable JsonNode content,
            @Nullable Saved prompt,
            @Nullable Model model,
            @Nullable Map<String, JsonNode> variables) {}

    /** A version of a saved prompt; the newest unless one is said. */
    record Saved(
            @Nullable String name,
            @Nullable Integer version,
            @Nullable String label,
            @Nullable String digest) {}

    /** @param parameters put over the prompt's own, unless another model is named */
    record Model(
            @Nullable String provider,
            @Nullable String name,
            @Nullable Map<String, JsonNode> parameters) {}
}
