package stet.releases.deployments;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a release must meet before it is deployed to an environment of an app.
 *
 * @param gates names of conditions, such as {@code suite billing/answers}
 * @param available those that there are to choose from
 */
public record DeployGates(
        String app,
        String environment,
        List<String> gates,
        List<String> available,
        @Nullable Instant updatedAt,
        @Nullable String updatedBy) {}
