package stet.releases.deployments;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the deploy log: from then on the environment had that release.
 *
 * @param number counts from 1 within an app's environment
 * @param replaced the release that was there before; absent for the first
 * @param previous the release that a rollback goes to from here; absent when there is none
 * @param brokeFreeze whether it happened although nothing was to be deployed
 * @param overrode the gates' objections that it was made in spite of
 */
public record Deployment(
        UUID id,
        String app,
        String environment,
        int number,
        Kind kind,
        int release,
        String digest,
        @Nullable Integer replaced,
        @Nullable Integer previous,
        @Nullable String reason,
        boolean brokeFreeze,
        List<String> overrode,
        Instant at,
        String actor) {
    public Deployment {
        overrode = List.copyOf(overrode);
    }

    /** Which way it went. */
    public enum Kind {
        DEPLOY,
        ROLLBACK;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
