package stet.registry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Moves the labels that make versions live, and remembers every move. */
public final class Labels {
    private static final int MOST = 200;

    private final Transactions<RegistryStore> data;
    private final InstantSource clock;

    /** A label of an artifact. */
    public record Target(Kind kind, String name, String label) {
        public Target {
            label = new Reference.Label(label).label();
        }

        @Override
        public String toString() {
            return kind + " " + name + " " + label;
        }
    }

    Labels(Transactions<RegistryStore> data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    /** Points a label at a version, unless it moved since the caller saw it at {@code expected} (0: nowhere). */
    public LabelMove move(
            Caller caller, String project, Target target, int expected, int version, @Nullable String reason) {
        var scope = caller.may(Permission.MOVE_LABELS, project);
        if (version < 1) {
            throw Problem.Invalid.field("version", version + " is not a version's number; they start at 1");
        }
        return data.write(scope, store -> point(store, caller, target, expected, version, checked(reason)));
    }

    /** Takes a label away, unless it moved since the caller saw it. */
    public LabelMove remove(Caller caller, String project, Target target, int expected, @Nullable String reason) {
        var scope = caller.may(Permission.MOVE_LABELS, project);
        return data.write(scope, store -> point(store, caller, target, expected, 0, checked(reason)));
    }

    List<LabelStore.Pointed> all(Caller caller, String project, Kind kind, String name) {
        return data.read(
                caller.may(Permission.READ_ARTIFACTS, project),
                store -> store.labels().all(Registry.found(store, kind, name).id()));
    }

    /** Every move of a label, newest first, those before one. */
    List<LabelChange> history(Caller caller, String project, Target target, Optional<UUID> before, int limit) {
        return data.read(caller.may(Permission.READ_ARTIFACTS, project), store -> {
            var artifact = Registry.found(store, target.kind(), target.name());
            return store.labels().history(artifact.id(), target.label(), before.orElse(null), limit);
        });
    }

    private LabelMove point(
            RegistryStore store, Caller caller, Target target, int expected, int version, @Nullable String reason) {
        var artifact = Registry.found(store, target.kind(), target.name());
        if (version != 0 && !store.versions().has(artifact.id(), version)) {
            throw Registry.noVersion(artifact, new Reference.Number(version));
        }
        var pointed = store.labels().find(artifact.id(), target.label());
        int actual = pointed.map(LabelStore.Pointed::number).orElse(0);
        if (actual == version) {
            return new LabelMove.Unchanged(target.label(), version);
        }
        if (actual != expected) {
            return new LabelMove.Stale(
                    target.label(),
                    expected,
                    actual,
                    pointed.map(LabelStore.Pointed::movedBy).orElse(null));
        }
        if (actual == 0 && store.labels().all(artifact.id()).size() >= MOST) {
            throw new Problem.Conflict(
                    target.kind() + " '" + target.name() + "' has " + MOST + " labels, the most there can be");
        }
        var change =
                new LabelChange(Ids.next(), target.label(), actual, version, now(), caller.name(), reason, false, null);
        store.labels().point(artifact.id(), change);
        store.artifacts().changed(artifact.id(), change.at());
        announce(store, target, change);
        return new LabelMove.Moved(target.label(), actual, version);
    }

    private static void announce(RegistryStore store, Target target, LabelChange change) {
        boolean gone = change.to() == 0;
        var event = RegistryStore.about(target.kind(), target.name())
                .put("label", change.label())
                .put("from", change.from())
                .put("to", change.to())
                .put("reason", change.reason())
                .put("breakGlass", change.breakGlass());
        store.announce(change.at(), change.actor(), gone ? "label.deleted" : "label.moved", event);
        store.audit(
                change.at(),
                change.actor(),
                gone ? "label removed" : change.breakGlass() ? "label moved, breaking glass" : "label moved",
                target + ": " + change.from() + " to " + change.to()
                        + (change.reason() == null ? "" : " because " + change.reason()));
    }

    private static @Nullable String checked(@Nullable String reason) {
        return ArtifactText.optional("reason", reason, ArtifactText.LONGEST_REASON);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
