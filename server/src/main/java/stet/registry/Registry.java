package stet.registry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Saves and finds versions. */
public final class Registry {
    /** The most artifacts a project can have. */
    public static final int MOST_ARTIFACTS = 100_000;

    static final int MOST_USERS = 500;
    private static final int PAGE = 500;

    private final Transactions<RegistryStore> data;
    private final ContentCheck contents;
    private final Labels labels;
    private final InstantSource clock;

    Registry(Transactions<RegistryStore> data, ContentCheck contents, Labels labels, InstantSource clock) {
        this.data = data;
        this.contents = contents;
        this.labels = labels;
        this.clock = clock;
    }

    /** A new artifact without versions. */
    public Artifact create(
            Caller caller, String project, Kind kind, String name, @Nullable String description, List<String> tags) {
        return create(caller, project, kind, name, description, tags, Optional.empty());
    }

    /** A new artifact with its first version, if there is one: both or neither. */
    Artifact create(
            Caller caller,
            String project,
            Kind kind,
            String name,
            @Nullable String description,
            List<String> tags,
            Optional<NewVersion> first) {
        var scope = caller.may(Permission.SAVE_VERSIONS, project);
        var checkedName = new ArtifactName(name);
        var checkedDescription = ArtifactText.description(description);
        var checkedTags = ArtifactText.tags(tags);
        var save = first.map(it -> prepare(scope, caller, kind, checkedName, it));
        var now = now();
        return data.write(scope, store -> {
            if (store.artifacts().find(kind, checkedName.text()).isPresent()) {
                throw new Problem.Conflict("there is already a " + kind + " '" + checkedName + "'");
            }
            var made = add(store, caller, kind, checkedName, checkedDescription, checkedTags, now);
            save.ifPresent(it -> it.into(store, made));
            return store.artifacts().complete(found(store, kind, checkedName.text()), caller.name());
        });
    }

    /** Saves a version, unless the newest says the same or the author did not know it. */
    public SaveOutcome save(Caller caller, String project, Kind kind, String name, NewVersion version) {
        var scope = caller.may(Permission.SAVE_VERSIONS, project);
        var checkedName = new ArtifactName(name);
        var save = prepare(scope, caller, kind, checkedName, version);
        return data.write(scope, store -> {
            var artifact = store.artifacts().find(kind, checkedName.text()).orElseGet(() -> {
                if (!version.createMissing()) {
                    throw new Problem.NotFound(kind.word(), name);
                }
                return add(store, caller, kind, checkedName, null, List.of(), save.now());
            });
            return save.into(store, artifact);
        });
    }

    /** Those of a kind that are not archived, by name; with a label, only those that have it. */
    public List<Artifact> artifacts(Caller caller, String project, Kind kind, Optional<String> label) {
        var wanted = new Wanted(
                Optional.of(kind),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                label,
                false,
                false,
                Wanted.Sort.NAME);
        var catalogue = new Catalogue(data);
        var found = new ArrayList<Artifact>();
        for (var page = catalogue.page(caller, project, wanted, null, PAGE);
                ;
                page = catalogue.page(caller, project, wanted, page.next(), PAGE)) {
            found.addAll(page.items());
            if (page.next() == null) {
                return found;
            }
        }
    }

    /** One artifact, also an archived one. */
    public Artifact artifact(Caller caller, String project, Kind kind, String name) {
        return data.read(
                caller.may(Permission.READ_ARTIFACTS, project),
                store -> store.artifacts().complete(found(store, kind, name), caller.name()));
    }

    /** For other features, which asked for permission already. */
    public Optional<Version> find(Scope.InProject scope, Kind kind, String name, Reference reference) {
        return data.read(
                scope, store -> store.artifacts().find(kind, name).flatMap(it -> version(store, it, reference)));
    }

    /** What is named without a number, of every artifact of a kind. For other features, as {@link #find}. */
    public List<Standing> standing(Scope.InProject scope, Kind kind) {
        return data.read(scope, store -> store.standing().all(kind, ""));
    }

    /** The same of one artifact. */
    public Optional<Standing> standing(Scope.InProject scope, Kind kind, String name) {
        return data.read(
                scope, store -> store.standing().all(kind, name).stream().findFirst());
    }

    public Version version(Caller caller, String project, Kind kind, String name, Reference reference) {
        return data.read(caller.may(Permission.READ_ARTIFACTS, project), store -> {
            var artifact = found(store, kind, name);
            return version(store, artifact, reference).orElseThrow(() -> noVersion(artifact, reference));
        });
    }

    /** Newest first, those below a number. */
    public List<VersionSummary> versions(Caller caller, String project, Kind kind, String name, int below, int limit) {
        return data.read(caller.may(Permission.READ_ARTIFACTS, project), store -> {
            var artifact = found(store, kind, name);
            Map<Integer, List<String>> pointing = new HashMap<>();
            store.labels()
                    .all(artifact.id())
                    .forEach(it -> pointing.merge(
                            it.number(),
                            List.of(it.label()),
                            (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
            return store.versions().page(artifact.id(), below, limit).stream()
                    .map(it -> it.with(pointing.getOrDefault(it.number(), List.of())))
                    .toList();
        });
    }

    /** Points a label at a version, unless it moved since the caller saw it at {@code expected} (0: nowhere). */
    public LabelMove moveLabel(
            Caller caller,
            String project,
            Kind kind,
            String name,
            String label,
            int expected,
            int version,
            @Nullable String reason) {
        return labels.move(caller, project, new Labels.Target(kind, name, label), expected, version, reason);
    }

    /** Takes a label away, unless it moved since the caller saw it at {@code expected}. */
    public LabelMove removeLabel(
            Caller caller,
            String project,
            Kind kind,
            String name,
            String label,
            int expected,
            @Nullable String reason) {
        return labels.move(
                caller, project, new Labels.Asked(new Labels.Target(kind, name, label), expected, 0, reason, false));
    }

    /** The versions that name an artifact: the newest and labelled ones, or all; at most {@value #MOST_USERS}. */
    public List<UsedBy> usedBy(Caller caller, String project, Kind kind, String name, boolean all) {
        return data.read(caller.may(Permission.READ_ARTIFACTS, project), store -> {
            var artifact = found(store, kind, name);
            return store.versions().usedBy(kind, artifact.name(), all, MOST_USERS);
        });
    }

    static Artifact found(RegistryStore store, Kind kind, String name) {
        return store.artifacts().find(kind, name).orElseThrow(() -> new Problem.NotFound(kind.word(), name));
    }

    static Optional<Version> version(RegistryStore store, Artifact artifact, Reference reference) {
        Optional<Integer> number = switch (reference) {
            case Reference.Number(int asked) -> Optional.of(asked);
            case Reference.Latest() -> Optional.of(artifact.latest());
            case Reference.Label(String label) ->
                store.labels().find(artifact.id(), label).map(LabelStore.Pointed::number);
            case Reference.Digest(String digest) -> store.versions().withDigest(artifact.id(), digest);
        };
        return number.flatMap(it -> store.versions().find(artifact.id(), it))
                .map(it -> it.of(
                        artifact, store.labels().at(artifact.id(), it.summary().number())));
    }

    static Problem noVersion(Artifact artifact, Reference reference) {
        return new Problem.NotFound("version of " + artifact.kind() + " '" + artifact.name() + "'", reference);
    }

    static Artifact add(
            RegistryStore store,
            Caller caller,
            Kind kind,
            ArtifactName name,
            @Nullable String description,
            List<String> tags,
            Instant now) {
        if (store.artifacts().count() >= MOST_ARTIFACTS) {
            throw new Problem.Conflict("the project has " + MOST_ARTIFACTS + " artifacts, the most there can be");
        }
        var artifact = new Artifact(
                Ids.next(),
                kind,
                name.text(),
                description,
                tags,
                0,
                new TreeMap<>(),
                false,
                null,
                now,
                caller.name(),
                now);
        store.artifacts().add(artifact, name.folder(), ArtifactText.search(name.text(), description, tags));
        store.audit(now, caller.name(), "artifact created", kind + " " + name);
        return artifact;
    }

    private Save prepare(Scope.InProject scope, Caller caller, Kind kind, ArtifactName name, NewVersion version) {
        return new Save(
                version,
                ArtifactText.optional("message", version.message(), ArtifactText.LONGEST_MESSAGE),
                contents.check(scope, kind, name.text(), version.content()),
                caller.name(),
                now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
