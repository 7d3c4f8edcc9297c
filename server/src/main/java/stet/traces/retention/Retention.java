package stet.traces.retention;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import stet.access.AuditTrail;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.traces.Sampling;

/** How long the data of projects is kept, as people decide it. */
final class Retention {
    private final Transactions<RetentionStore> data;
    private final AuditTrail trail;
    private final InstantSource clock;

    Retention(Transactions<RetentionStore> data, AuditTrail trail, InstantSource clock) {
        this.data = data;
        this.trail = trail;
        this.clock = clock;
    }

    /** A policy with what has come of it. */
    record Standing(SavedPolicy saved, Sweep sweep) {}

    Standing of(Caller caller, String project) {
        return data.read(
                caller.may(Permission.READ_TRACES, project), store -> new Standing(store.policy(), store.sweep()));
    }

    /** @param version the one that was changed; a conflict when someone changed it since */
    Standing decide(
            Caller caller,
            String project,
            int version,
            @Nullable Integer contentDays,
            @Nullable Integer metadataDays,
            @Nullable Sampling sampling,
            String address) {
        var scope = caller.may(Permission.KEEP_DATA, project);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var standing = data.write(scope, store -> {
            var old = store.policy();
            if (old.version() != version) {
                throw new Problem.Conflict("the policy was changed by " + old.updatedBy() + " since: it is at version "
                        + old.version() + ", the change is of version " + version + "; look at it and change it again");
            }
            var policy = new RetentionPolicy(contentDays, metadataDays, sampling, since(old, sampling, now));
            var saved = new SavedPolicy(version + 1, policy, now, caller.name());
            store.save(saved);
            return new Standing(saved, store.sweep());
        });
        trail.add(caller, project, "retention changed", words(standing.saved().policy()), address);
        return standing;
    }

    private static @Nullable Instant since(SavedPolicy old, @Nullable Sampling sampling, Instant now) {
        return sampling == null ? null : Objects.requireNonNullElse(old.policy().samplingSince(), now);
    }

    private static String words(RetentionPolicy policy) {
        var sampling = policy.sampling();
        return "content " + days(policy.contentDays()) + ", metadata " + days(policy.metadataDays())
                + (sampling == null ? "" : ", content of " + sampling.keepPercent() + " % of ordinary traces");
    }

    private static String days(@Nullable Integer days) {
        return days == null ? "for ever" : days + " days";
    }
}
