package stet.registry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Moves the labels that make versions live, under their protections, and remembers every move. */
public final class Labels {
    private static final int MOST = 200;
    private static final int MOST_OPEN = 100;

    private final Transactions<RegistryStore> data;
    private final Gates gates;
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

    /**
     * A move that someone asks for.
     *
     * @param expected where they saw the label; 0 for nowhere
     * @param version where it shall point; 0 for nowhere
     */
    record Asked(
            Target target,
            int expected,
            int version,
            @Nullable String reason,
            boolean breakGlass) {}

    /** What the gates of a protection said, asked before the transaction. */
    private record Answers(List<String> asked, List<String> unmet) {}

    Labels(Transactions<RegistryStore> data, Gates gates, InstantSource clock) {
        this.data = data;
        this.gates = gates;
        this.clock = clock;
    }

    /** Points a label at a version, unless it moved since the caller saw it at {@code expected} (0: nowhere). */
    public LabelMove move(
            Caller caller, String project, Target target, int expected, int version, @Nullable String reason) {
        return move(caller, project, new Asked(target, expected, requireVersion(version), reason, false));
    }

    LabelMove move(Caller caller, String project, Asked asked) {
        var scope = caller.may(Permission.MOVE_LABELS, project);
        var reason = ArtifactText.optional("reason", asked.reason(), ArtifactText.LONGEST_REASON);
        if (asked.breakGlass()) {
            caller.may(Permission.BREAK_GLASS, project);
            if (reason == null) {
                throw Problem.Invalid.field(
                        "reason", "is missing; breaking glass needs one, which is kept with the move");
            }
        }
        var target = asked.target();
        var protections = data.read(scope, store -> {
            var artifact = Registry.found(store, target.kind(), target.name());
            return store.protections()
                    .find(target.kind(), target.label())
                    .map(it -> new Guarded(
                            it,
                            Registry.version(store, artifact, new Reference.Number(asked.version())),
                            Registry.version(store, artifact, new Reference.Label(target.label()))));
        });
        var answers = protections
                .flatMap(it -> it.version()
                        .map(version -> new Answers(
                                it.protection().gates(),
                                gates.unmet(
                                        scope,
                                        it.protection().gates(),
                                        new VersionGate.Candidate(
                                                version, it.live().orElse(null), !asked.breakGlass())))))
                .orElse(new Answers(List.of(), List.of()));
        return data.write(scope, store -> {
            var artifact = Registry.found(store, target.kind(), target.name());
            if (asked.version() != 0 && !store.versions().has(artifact.id(), asked.version())) {
                throw Registry.noVersion(artifact, new Reference.Number(asked.version()));
            }
            var pointed = store.labels().find(artifact.id(), target.label());
            int actual = pointed.map(LabelStore.Pointed::number).orElse(0);
            if (actual == asked.version()) {
                return new LabelMove.Unchanged(target.label(), actual);
            }
            if (actual != asked.expected()) {
                return new LabelMove.Stale(
                        target.label(),
                        asked.expected(),
                        actual,
                        pointed.map(LabelStore.Pointed::movedBy).orElse(null));
            }
            var requests = store.requests().open(artifact.id(), target.label(), MOST_OPEN).stream()
                    .filter(it -> it.version() == asked.version() && it.from() == actual)
                    .toList();
            var unmet = store.protections()
                    .find(target.kind(), target.label())
                    .map(it -> unmet(it, caller, asked, requests, answers))
                    .orElse(List.of());
            var request = requests.isEmpty() ? null : requests.getFirst().id();
            if (!unmet.isEmpty() && !asked.breakGlass()) {
                return new LabelMove.Held(target.label(), unmet, request);
            }
            boolean broke = !unmet.isEmpty();
            var change = new LabelChange(
                    Ids.next(),
                    target.label(),
                    actual,
                    asked.version(),
                    now(),
                    caller.name(),
                    reason,
                    broke,
                    broke ? null : request);
            carryOut(store, artifact, change);
            return new LabelMove.Moved(target.label(), actual, asked.version());
        });
    }

    private record Guarded(Protection protection, Optional<Version> version, Optional<Version> live) {}

    /** Makes a move that is allowed, and closes the requests it answers or overtakes. */
    static void carryOut(RegistryStore store, Artifact artifact, LabelChange change) {
        if (artifact.archivedAt() != null && change.to() != 0) {
            throw new Problem.Conflict(artifact.kind() + " '" + artifact.name() + "' is archived: take it back first");
        }
        if (change.from() == 0 && store.labels().all(artifact.id()).size() >= MOST) {
            throw new Problem.Conflict(
                    artifact.kind() + " '" + artifact.name() + "' has " + MOST + " labels, the most there can be");
        }
        store.labels().point(artifact.id(), change);
        store.artifacts().changed(artifact.id(), change.at());
        var request = change.request();
        if (request != null) {
            store.requests().close(request, LabelRequest.State.MOVED, change.at(), change.actor());
        }
        store.requests().overtake(artifact.id(), change);
        boolean gone = change.to() == 0;
        var event = RegistryStore.about(artifact.kind(), artifact.name())
                .put("label", change.label())
                .put("from", change.from())
                .put("to", change.to())
                .put("reason", change.reason())
                .put("breakGlass", change.breakGlass());
        if (request != null) {
            event.put("request", request.toString());
        }
        store.announce(change.at(), change.actor(), gone ? "label.deleted" : "label.moved", event);
        store.audit(
                change.at(),
                change.actor(),
                (gone ? "label removed" : "label moved") + (change.breakGlass() ? ", breaking glass" : ""),
                artifact.kind() + " " + artifact.name() + " " + change.label() + ": " + change.from() + " to "
                        + change.to() + (change.reason() == null ? "" : " because " + change.reason()));
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

    private static List<String> unmet(
            Protection protection, Caller caller, Asked asked, List<LabelRequest> requests, Answers answers) {
        if (asked.version() == 0) {
            return List.of("a protected label is taken away by breaking glass, or when it is protected no more");
        }
        var unmet = new ArrayList<String>();
        var permission = protection.permission();
        if (permission != null && !Permission.of(permission).map(caller::holds).orElse(false)) {
            unmet.add("it needs someone with the permission '" + permission + "'");
        }
        int approvals =
                requests.stream().mapToInt(it -> it.approvedBy().size()).max().orElse(0);
        if (approvals < protection.approvals()) {
            unmet.add("it needs " + protection.approvals() + " approvals and has " + approvals + ": "
                    + (requests.isEmpty() ? "make a request" : "there is a request"));
        }
        unmet.addAll(answers.unmet());
        if (!answers.asked().containsAll(protection.gates())) {
            unmet.add("its gates were changed just now: try again");
        }
        return unmet;
    }

    private static int requireVersion(int version) {
        if (version < 1) {
            throw Problem.Invalid.field("version", version + " is not a version's number; they start at 1");
        }
        return version;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
