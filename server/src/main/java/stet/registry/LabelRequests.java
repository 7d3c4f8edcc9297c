package stet.registry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import tools.jackson.databind.node.ObjectNode;

/** People asking for the move of a protected label, and others answering. */
record LabelRequests(Transactions<RegistryStore> data, Gates gates, InstantSource clock) {
    static final int MOST_COMMENTS = 500;
    static final int LONGEST_COMMENT = 5_000;
    private static final int MOST_OPEN = 100;

    /** What someone says to a request. */
    enum Answer {
        APPROVE,
        DENY,
        WITHDRAW;

        String word() {
            return switch (this) {
                case APPROVE -> "approve";
                case DENY -> "deny";
                case WITHDRAW -> "withdraw";
            };
        }

        static Answer of(String word) {
            return switch (word) {
                case "approve" -> APPROVE;
                case "deny" -> DENY;
                case "withdraw" -> WITHDRAW;
                default ->
                    throw Problem.Invalid.field("answer", "'" + word + "' is neither 'approve', 'deny' nor 'withdraw'");
            };
        }
    }

    /**
     * A request after an answer.
     *
     * @param unmet what keeps an approved request from moving its label; empty otherwise
     */
    record Answered(LabelRequest request, List<String> unmet) {}

    LabelRequest add(Caller caller, String project, Labels.Target target, int version, @Nullable String reason) {
        var scope = caller.may(Permission.MOVE_LABELS, project);
        var checked = ArtifactText.optional("reason", reason, ArtifactText.LONGEST_REASON);
        var now = now();
        return data.write(scope, store -> {
            var artifact = Registry.found(store, target.kind(), target.name());
            var wanted = store.versions()
                    .find(artifact.id(), version)
                    .orElseThrow(() -> Registry.noVersion(artifact, new Reference.Number(version)));
            var protection = store.protections()
                    .find(target.kind(), target.label())
                    .orElseThrow(() -> new Problem.Conflict(
                            "the label '" + target.label() + "' of a " + target.kind() + " is not protected: move it"));
            int from = store.labels()
                    .find(artifact.id(), target.label())
                    .map(LabelStore.Pointed::number)
                    .orElse(0);
            if (from == version) {
                throw new Problem.Conflict("'" + target.label() + "' points at version " + version + " already");
            }
            var open = store.requests().open(artifact.id(), target.label(), MOST_OPEN);
            open.stream().filter(it -> it.version() == version).findFirst().ifPresent(it -> {
                throw new Problem.Conflict(
                        "this was asked already by " + it.requestedBy() + ": see request " + it.id());
            });
            if (open.size() >= MOST_OPEN) {
                throw new Problem.Conflict(
                        "there are " + MOST_OPEN + " open requests for this label: answer some first");
            }
            var request = new LabelRequest(
                    Ids.next(),
                    target.kind(),
                    target.name(),
                    target.label(),
                    from,
                    version,
                    wanted.summary().author(),
                    checked,
                    caller.name(),
                    now,
                    LabelRequest.State.OPEN,
                    null,
                    null,
                    List.of(),
                    protection.approvals(),
                    List.of());
            store.requests().add(request, artifact.id());
            store.announce(now, caller.name(), "approval.requested", event(request));
            store.audit(now, caller.name(), "label move requested", words(request));
            return request;
        });
    }

    List<LabelRequest> page(
            Caller caller,
            String project,
            Optional<LabelRequest.State> state,
            Optional<Kind> kind,
            Optional<String> name,
            Optional<UUID> before,
            int limit) {
        return data.read(
                caller.may(Permission.READ_ARTIFACTS, project),
                store -> store.requests().page(state, kind, name, before, limit));
    }

    LabelRequest get(Caller caller, String project, UUID id) {
        return data.read(caller.may(Permission.READ_ARTIFACTS, project), store -> found(store, id));
    }

    LabelRequest comment(Caller caller, String project, UUID id, String text) {
        var scope = caller.may(Permission.SAVE_VERSIONS, project);
        var comment = comment(caller, null, text);
        return data.write(scope, store -> {
            add(store, found(store, id), comment);
            return found(store, id);
        });
    }

    /** Answers a request. The last approval needed moves the label, if it is where the request saw it and the gates hold. */
    Answered answer(Caller caller, String project, UUID id, Answer answer, @Nullable String text) {
        var scope = answer == Answer.WITHDRAW
                ? caller.may(Permission.MOVE_LABELS, project)
                : caller.may(Permission.APPROVE_LABELS, project);
        if (answer == Answer.APPROVE && !(caller.who() instanceof Caller.Who.Someone)) {
            throw new Problem.Forbidden(
                    "only people approve: sign in; a key or the command line is nobody in particular");
        }
        var asked = data.read(scope, store -> {
            var request = found(store, id);
            var artifact = Registry.found(store, request.kind(), request.name());
            return new Asked(
                    store.protections().find(request.kind(), request.label()),
                    new VersionGate.Candidate(
                            Registry.version(store, artifact, new Reference.Number(request.version()))
                                    .orElseThrow(),
                            Registry.version(store, artifact, new Reference.Label(request.label()))
                                    .orElse(null),
                            true));
        });
        var named = asked.protection().map(Protection::gates).orElse(List.of());
        var unmet = answer == Answer.APPROVE ? gates.unmet(scope, named, asked.candidate()) : List.<String>of();
        return data.write(scope, store -> {
            var request = found(store, id);
            requireOpen(request);
            if (text != null && !text.isBlank()) {
                add(store, request, comment(caller, answer.word(), text));
            }
            var done = switch (answer) {
                case APPROVE -> approve(store, caller, request, named, unmet);
                case DENY -> close(store, caller, request, LabelRequest.State.DENIED);
                case WITHDRAW -> withdraw(store, caller, request);
            };
            var event = event(done.request())
                    .put("answer", answer.word())
                    .put("state", done.request().state().word());
            store.announce(now(), caller.name(), "approval.answered", event);
            store.audit(now(), caller.name(), "label move " + past(answer), words(request));
            return done;
        });
    }

    private record Asked(Optional<Protection> protection, VersionGate.Candidate candidate) {}

    private Answered approve(
            RegistryStore store, Caller caller, LabelRequest request, List<String> asked, List<String> unmet) {
        var protection = store.protections().find(request.kind(), request.label());
        requireIndependent(caller, request);
        var permission = protection.map(Protection::permission).orElse(null);
        if (permission != null && !Permission.of(permission).map(caller::holds).orElse(false)) {
            throw new Problem.Forbidden(
                    caller.name() + " may not approve this: it needs the permission '" + permission + "'");
        }
        store.requests().approve(request.id(), caller.name(), now());
        var approved = found(store, request.id());
        if (approved.approvedBy().size() < approved.needed()) {
            return new Answered(approved, List.of());
        }
        if (!new HashSet<>(asked).containsAll(protection.map(Protection::gates).orElse(List.of()))) {
            return new Answered(approved, List.of("its gates were changed just now: try again"));
        }
        if (!unmet.isEmpty()) {
            return new Answered(approved, unmet);
        }
        var artifact = Registry.found(store, request.kind(), request.name());
        int actual = store.labels()
                .find(artifact.id(), request.label())
                .map(LabelStore.Pointed::number)
                .orElse(0);
        if (actual != request.from()) {
            return close(store, caller, request, LabelRequest.State.STALE);
        }
        Labels.carryOut(
                store,
                artifact,
                new LabelChange(
                        Ids.next(),
                        request.label(),
                        actual,
                        request.version(),
                        now(),
                        caller.name(),
                        request.reason(),
                        false,
                        request.id()));
        return new Answered(found(store, request.id()), List.of());
    }

    private Answered withdraw(RegistryStore store, Caller caller, LabelRequest request) {
        if (!request.requestedBy().equals(caller.name()) && !caller.holds(Permission.PROTECT_LABELS)) {
            throw new Problem.Forbidden("only " + request.requestedBy() + " or an administrator can withdraw this");
        }
        return close(store, caller, request, LabelRequest.State.WITHDRAWN);
    }

    private Answered close(RegistryStore store, Caller caller, LabelRequest request, LabelRequest.State state) {
        store.requests().close(request.id(), state, now(), caller.name());
        return new Answered(found(store, request.id()), List.of());
    }

    private static void requireIndependent(Caller caller, LabelRequest request) {
        if (request.requestedBy().equals(caller.name())) {
            throw new Problem.Forbidden("who asked for a move cannot approve it: someone else has to");
        }
        if (request.author().equals(caller.name())) {
            throw new Problem.Forbidden(
                    "who wrote version " + request.version() + " cannot approve it: someone else has to");
        }
    }

    private static void requireOpen(LabelRequest request) {
        if (request.state() != LabelRequest.State.OPEN) {
            throw new Problem.Conflict("this request is no longer open: it was "
                    + switch (request.state()) {
                        case OPEN, MOVED -> "carried out";
                        case DENIED -> "denied";
                        case WITHDRAWN -> "withdrawn";
                        case STALE -> "overtaken by another move of the label";
                    }
                    + " by " + request.closedBy());
        }
    }

    private static LabelRequest found(RegistryStore store, UUID id) {
        return store.requests().find(id).orElseThrow(() -> new Problem.NotFound("request", id));
    }

    private LabelRequest.Comment comment(Caller caller, @Nullable String answer, String text) {
        var checked = ArtifactText.optional("text", text, LONGEST_COMMENT);
        if (checked == null) {
            throw Problem.Invalid.field("text", "is missing");
        }
        return new LabelRequest.Comment(Ids.next(), now(), caller.name(), answer, checked);
    }

    private static void add(RegistryStore store, LabelRequest request, LabelRequest.Comment comment) {
        if (request.comments().size() >= MOST_COMMENTS) {
            throw new Problem.Conflict("this request has " + MOST_COMMENTS + " comments, the most there can be");
        }
        store.requests().comment(request.id(), comment);
    }

    private static ObjectNode event(LabelRequest request) {
        return RegistryStore.about(request.kind(), request.name())
                .put("request", request.id().toString())
                .put("label", request.label())
                .put("from", request.from())
                .put("version", request.version())
                .put("requestedBy", request.requestedBy())
                .put("reason", request.reason());
    }

    private static String words(LabelRequest request) {
        return request.kind() + " " + request.name() + " " + request.label() + ": " + request.from() + " to "
                + request.version() + ", request " + request.id();
    }

    private static String past(Answer answer) {
        return switch (answer) {
            case APPROVE -> "approved";
            case DENY -> "denied";
            case WITHDRAW -> "withdrawn";
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
