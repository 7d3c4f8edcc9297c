package stet.releases.deployments;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/**
 * A time in which nothing is deployed; rolling back is always possible.
 *
 * @param app the only one it holds for; absent: all apps
 * @param environment the only one it holds for; absent: all environments
 */
public record Freeze(
        UUID id,
        @Nullable String app,
        @Nullable String environment,
        Instant from,
        Instant to,
        String reason,
        Instant createdAt,
        String createdBy) {
    static final Duration LONGEST = Duration.ofDays(366);

    public Freeze {
        if (!from.isBefore(to)) {
            throw Problem.Invalid.field("to", to + " is not after 'from', " + from);
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw Problem.Invalid.field("to", "a freeze lasts at most " + LONGEST.toDays() + " days");
        }
    }

    String words() {
        return "nothing is deployed" + (app == null ? "" : " of " + app) + " to "
                + (environment == null ? "any environment" : environment) + " until " + to + ", by " + createdBy + ": "
                + reason + ". Rolling back is possible";
    }

    boolean holdsAt(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    boolean isFor(String anApp, String anEnvironment) {
        return (app == null || app.equals(anApp)) && (environment == null || environment.equals(anEnvironment));
    }
}
