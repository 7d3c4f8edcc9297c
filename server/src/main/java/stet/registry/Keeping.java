package stet.registry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Renames, describes, archives and removes artifacts, as far as nothing relies on them. */
final class Keeping {
    private static final int SHOWN_USERS = 10;

    private final Transactions<RegistryStore> data;
    private final InstantSource clock;
    private final List<Users> users = new CopyOnWriteArrayList<>();

    Keeping(Transactions<RegistryStore> data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    void add(Users more) {
        users.add(more);
    }

    /**
     * Who relies on an artifact.
     *
     * @param items versions that name it; newest or labelled ones, or all
     * @param others what else relies on it now, in words
     */
    record Reliance(List<UsedBy> items, List<String> others) {}

    Reliance usedBy(Caller caller, String project, Kind kind, String name, boolean all) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        var items = data.read(scope, store -> {
            var artifact = Registry.found(store, kind, name);
            return store.versions().usedBy(kind, artifact.name(), all, Registry.MOST_USERS);
        });
        return new Reliance(items, others(scope, kind, name));
    }

    Artifact change(Caller caller, String project, Kind kind, String name, ArtifactChange change) {
        var scope = change.isAboutFavouritesOnly()
                ? caller.may(Permission.READ_ARTIFACTS, project)
                : caller.may(Permission.SAVE_VERSIONS, project);
        var renamed = change.name() == null ? null : new ArtifactName(change.name());
        var description = ArtifactText.description(change.description());
        var tags = change.tags() == null ? null : ArtifactText.tags(change.tags());
        boolean leaves = Boolean.TRUE.equals(change.archived())
                || (renamed != null && !renamed.text().equals(name));
        var others = leaves ? others(scope, kind, name) : List.<String>of();
        var now = now();
        return data.write(scope, store -> {
            var old = store.artifacts().complete(Registry.found(store, kind, name), caller.name());
            var favourite = change.favourite();
            if (favourite != null) {
                store.artifacts().favourite(old.id(), caller.name(), favourite);
            }
            if (!change.isAboutFavouritesOnly()) {
                boolean archived = change.archived() == null ? old.archivedAt() != null : change.archived();
                var changed = new Artifact(
                        old.id(),
                        kind,
                        renamed == null ? old.name() : renamed.text(),
                        change.description() == null ? old.description() : description,
                        tags == null ? old.tags() : tags,
                        old.latest(),
                        old.labels(),
                        old.favourite(),
                        archived ? old.archivedAt() == null ? now : old.archivedAt() : null,
                        old.createdAt(),
                        old.createdBy(),
                        now);
                if (!changed.name().equals(old.name())) {
                    requireUnused(store, old, others, "renamed");
                    requireFree(store, changed);
                }
                if (archived && old.archivedAt() == null) {
                    requireUnused(store, old, others, "archived");
                }
                save(store, caller, old, changed);
            }
            return store.artifacts()
                    .complete(
                            Registry.found(store, kind, renamed == null ? old.name() : renamed.text()), caller.name());
        });
    }

    /** Removes an artifact that never was in use: no label ever pointed at it, and nothing names it. */
    void remove(Caller caller, String project, Kind kind, String name) {
        var scope = caller.may(Permission.SAVE_VERSIONS, project);
        var others = others(scope, kind, name);
        data.change(scope, store -> {
            var artifact = Registry.found(store, kind, name);
            if (store.labels().everMoved(artifact.id())) {
                throw new Problem.Conflict(kind + " '" + name
                        + "' was labelled before, so what it said when must stay known: archive it instead");
            }
            var using = words(store.versions().usedBy(kind, artifact.name(), true, Registry.MOST_USERS), others);
            if (!using.isEmpty()) {
                throw new Problem.Conflict(kind + " '" + name + "' cannot be removed, it is used by " + listed(using));
            }
            store.artifacts().remove(artifact.id());
            store.announce(now(), caller.name(), "artifact.removed", RegistryStore.about(kind, artifact.name()));
            store.audit(now(), caller.name(), "artifact removed", kind + " " + artifact.name());
        });
    }

    private static void save(RegistryStore store, Caller caller, Artifact old, Artifact changed) {
        store.artifacts()
                .change(
                        changed,
                        new ArtifactName(changed.name()).folder(),
                        ArtifactText.search(changed.name(), changed.description(), changed.tags()));
        boolean archived = changed.archivedAt() != null;
        if (archived != (old.archivedAt() != null)) {
            store.announce(
                    changed.updatedAt(),
                    caller.name(),
                    archived ? "artifact.archived" : "artifact.restored",
                    RegistryStore.about(old.kind(), changed.name()));
        }
        if (!changed.name().equals(old.name())) {
            store.announce(
                    changed.updatedAt(),
                    caller.name(),
                    "artifact.renamed",
                    RegistryStore.about(old.kind(), changed.name()).put("before", old.name()));
        }
        store.audit(
                changed.updatedAt(),
                caller.name(),
                "artifact changed",
                old.kind() + " " + old.name()
                        + (changed.name().equals(old.name()) ? "" : ", now " + changed.name())
                        + (archived ? ", archived" : ""));
    }

    private static void requireFree(RegistryStore store, Artifact changed) {
        if (store.artifacts().find(changed.kind(), changed.name()).isPresent()) {
            throw new Problem.Conflict("there is already a " + changed.kind() + " '" + changed.name() + "'");
        }
    }

    private static void requireUnused(RegistryStore store, Artifact artifact, List<String> others, String what) {
        var using =
                words(store.versions().usedBy(artifact.kind(), artifact.name(), false, Registry.MOST_USERS), others);
        if (!using.isEmpty()) {
            throw new Problem.Conflict(artifact.kind() + " '" + artifact.name() + "' cannot be " + what
                    + " while it is used by " + listed(using));
        }
    }

    private static List<String> words(List<UsedBy> using, List<String> others) {
        var words = new ArrayList<>(others);
        using.stream().map(UsedBy::words).distinct().forEach(words::add);
        return words;
    }

    private static String listed(List<String> words) {
        return words.size() <= SHOWN_USERS
                ? String.join(", ", words)
                : String.join(", ", words.subList(0, SHOWN_USERS)) + " and " + (words.size() - SHOWN_USERS) + " more";
    }

    private List<String> others(Scope.InProject scope, Kind kind, String name) {
        return users.stream().flatMap(it -> it.of(scope, kind, name).stream()).toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
