package stet.evaluations;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A suite applied to something, with everything that it depends on pinned.
 *
 * @param suite the name of a saved one, with its version
 * @param name what its author calls it
 * @param content the suite as it was, with the target that was asked
 * @param pins the versions and digests of what the suite names
 * @param items cases times repetitions
 * @param stopped why it ended before all of them were done
 */
public record Run(
        UUID id,
        @Nullable String suite,
        @Nullable Integer suiteVersion,
        @Nullable String name,
        State state,
        JsonNode content,
        Pins pins,
        int items,
        @Nullable String stopped,
        Instant createdAt,
        String createdBy,
        @Nullable Instant finishedAt) {
    /** How far a run is. */
    public enum State {
        /** Outputs are being asked for. */
        RUNNING,
        /** Outputs are to be sent. */
        WAITING,
        FINISHED,
        CANCELLED,
        /** It could not go on; {@code stopped} says why. */
        STOPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a run depends on, as it was.
     *
     * @param target in a few words
     * @param targetDigest of the prompt's version
     */
    public record Pins(
            String target,
            @Nullable String targetDigest,
            @Nullable Integer targetVersion,
            @Nullable String dataset,
            @Nullable Integer datasetVersion,
            @Nullable String datasetDigest,
            Map<String, PinnedEvaluator> evaluators) {}

    /** @param version {@code name@number} of a saved one */
    public record PinnedEvaluator(@Nullable String version, JsonNode definition) {}

    boolean isOver() {
        return state != State.RUNNING && state != State.WAITING;
    }
}
