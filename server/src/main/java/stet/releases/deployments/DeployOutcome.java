package stet.releases.deployments;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking for an environment to have another release. */
public sealed interface DeployOutcome {
    record Deployed(Deployment deployment) implements DeployOutcome {}

    /** It has that release already. */
    record Unchanged(int release) implements DeployOutcome {}

    /**
     * It has another release than the caller thought.
     *
     * @param expected 0 for none
     * @param release the one it has; 0 for none
     */
    record Stale(
            int expected,
            int release,
            @Nullable String actor,
            @Nullable Instant at) implements DeployOutcome {
        String words() {
            return release == 0
                    ? "nothing is deployed there, not release " + expected
                    : "release " + release + " is live there since " + at + ", by " + actor + ", not "
                            + (expected == 0 ? "none" : "release " + expected) + ": look at it and decide again";
        }
    }

    /**
     * The environment asks for conditions that do not hold.
     *
     * @param unmet in words
     */
    record Held(List<String> unmet) implements DeployOutcome {}

    /** Nothing is deployed there now. */
    record Frozen(Freeze freeze) implements DeployOutcome {}
}
