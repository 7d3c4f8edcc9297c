package stet.releases.deployments;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Keeps the times in which nothing is deployed. */
record Freezes(Transactions<DeploymentStore> data, InstantSource clock) {
    static final int MOST = 200;
    static final int LONGEST_REASON = 1_000;

    /** Those that hold or will. */
    List<Freeze> list(Caller caller, String project) {
        return data.read(
                caller.may(Permission.READ_ARTIFACTS, project),
                store -> store.freezes().notOver(clock.instant(), MOST));
    }

    /** @param from now unless said */
    Freeze add(
            Caller caller,
            String project,
            @Nullable String app,
            @Nullable String environment,
            @Nullable Instant from,
            Instant to,
            String reason) {
        var scope = caller.may(Permission.MANAGE_ENVIRONMENTS, project);
        var now = now();
        var freeze = new Freeze(
                Ids.next(),
                app,
                environment,
                from == null ? now : from.truncatedTo(ChronoUnit.MICROS),
                to.truncatedTo(ChronoUnit.MICROS),
                reason,
                now,
                caller.name());
        if (!freeze.to().isAfter(now)) {
            throw Problem.Invalid.field("to", freeze.to() + " is over already");
        }
        data.change(scope, store -> {
            if (environment != null) {
                Environments.named(store.environments(), environment);
            }
            if (store.freezes().notOver(now, MOST).size() >= MOST) {
                throw new Problem.Conflict("the project has " + MOST + " freezes already; remove one first");
            }
            store.freezes().add(freeze);
        });
        return freeze;
    }

    void remove(Caller caller, String project, UUID id) {
        var scope = caller.may(Permission.MANAGE_ENVIRONMENTS, project);
        data.change(scope, store -> {
            var freeze = store.freezes().find(id).orElseThrow(() -> new Problem.NotFound("freeze", id));
            store.freezes().remove(freeze, now(), caller.name());
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
