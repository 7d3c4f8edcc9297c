package stet.releases.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Version;
import stet.releases.Pin;
import stet.releases.PinnedRelease;
import stet.releases.ReleaseManifest;
import stet.releases.ReleaseStep;
import stet.releases.live.ProjectState.ArtifactKey;

/** What is live in a project at one moment. Never changes; a change makes another. */
public final class LiveProject {
    private static final int MOST_MADE = 20_000;

    private final ProjectState state;
    private final Map<ArtifactKey, HeldArtifact> artifacts = new HashMap<>();
    private final Map<String, Map<String, LiveRelease>> releases = new HashMap<>();
    private final Map<Pin, Version> pinned = new HashMap<>();
    private final Map<Object, Object> made = new ConcurrentHashMap<>();

    LiveProject(ProjectState state) {
        this.state = state;
        var names = new HashMap<UUID, String>();
        for (HeldArtifact artifact : state.artifacts()) {
            artifacts.put(ArtifactKey.of(artifact), artifact);
            names.put(artifact.id(), artifact.name());
        }
        var byNumber = new HashMap<UUID, Map<Integer, Version>>();
        for (Version version : state.pinned()) {
            pinned.put(Pin.of(version), version);
            byNumber.computeIfAbsent(version.artifactId(), _ -> new HashMap<>()).put(version.number(), version);
        }
        for (var live : state.deployments()) {
            var release = byNumber.getOrDefault(live.appId(), Map.of())
                    .get(live.deployment().release());
            if (release != null) {
                var manifest = ReleaseManifest.of(release.content());
                var parts = new HashMap<>(pinned);
                parts.keySet().retainAll(manifest.pins());
                releases.computeIfAbsent(names.getOrDefault(live.appId(), release.name()), _ -> new TreeMap<>())
                        .put(
                                live.deployment().environment(),
                                new LiveRelease(live.deployment(), new PinnedRelease(release, manifest, parts)));
            }
        }
    }

    /** Something made of this state once, and forgotten with it. */
    @SuppressWarnings("unchecked") // a key is only ever used for one type
    public <T> T made(Object key, Supplier<T> how) {
        Object known = made.get(key);
        if (known != null) {
            return (T) known;
        }
        T value = how.get();
        if (made.size() < MOST_MADE) {
            made.put(key, value);
        }
        return value;
    }

    /** What was made of this state before, if it was. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> madeBefore(Object key) {
        return Optional.ofNullable((T) made.get(key));
    }

    ProjectState state() {
        return state;
    }

    public UUID id() {
        return state.project();
    }

    /** Which versions of an artifact are named without a number, for telling whether that changed. */
    Map<String, Integer> standing(Kind kind, String name) {
        var artifact = artifacts.get(new ArtifactKey(kind, name));
        if (artifact == null) {
            return Map.of();
        }
        var standing = new HashMap<>(artifact.labels());
        standing.put("latest", artifact.latest());
        return standing;
    }

    /** The release that an environment of an app has. */
    public Optional<LiveRelease> release(String app, String environment) {
        return Optional.ofNullable(releases.getOrDefault(app, Map.of()).get(environment));
    }

    /**
     * A step of a release, ready to be rendered.
     *
     * @param name absent: the one that answers when none is named
     */
    public ReleaseStep step(LiveRelease release, @Nullable String name) {
        var step = release.with().step(name);
        return made(
                new StepKey(release.app(), release.number(), step.name()), () -> ReleaseStep.of(release.with(), step));
    }

    private record StepKey(String app, int release, String step) {}

    /** The environments of an app that have a release, by name. */
    public Map<String, LiveRelease> releases(String app) {
        return releases.getOrDefault(app, Map.of());
    }

    /** The apps that are live somewhere. */
    public Set<String> liveApps() {
        return new HashSet<>(releases.keySet());
    }

    /** The live releases that pin an artifact, or are its versions, each in words. */
    public List<String> reliantOn(Kind kind, String name) {
        var reliant = new ArrayList<String>();
        for (String app : new TreeSet<>(releases.keySet())) {
            releases(app).values().stream()
                    .filter(it -> (kind == Kind.APP && app.equals(name))
                            || it.manifest().pins().stream()
                                    .anyMatch(pin ->
                                            pin.kind() == kind && pin.name().equals(name)))
                    .map(it -> "release " + it.number() + " of " + app + ", live in " + it.environment())
                    .forEach(reliant::add);
        }
        return reliant;
    }

    public boolean has(Kind kind, String name) {
        return artifacts.containsKey(new ArtifactKey(kind, name));
    }

    /** The names of all artifacts of a kind. */
    public Set<String> names(Kind kind) {
        var names = new HashSet<String>();
        artifacts.keySet().stream().filter(it -> it.kind() == kind).forEach(it -> names.add(it.name()));
        return names;
    }

    /** A version that is newest, has a label, or is pinned by a live release; others are not in memory. */
    public Optional<Version> find(Kind kind, String name, Reference reference) {
        var artifact = artifacts.get(new ArtifactKey(kind, name));
        if (artifact == null) {
            return Optional.empty();
        }
        var found = artifact.find(reference);
        if (found.isPresent()) {
            return found;
        }
        return pinned.values().stream()
                .filter(it -> it.artifactId().equals(artifact.id()))
                .filter(it -> switch (reference) {
                    case Reference.Number(int number) -> it.number() == number;
                    case Reference.Digest(String digest) -> it.digest().equals(digest);
                    case Reference.Label _, Reference.Latest _ -> false;
                })
                .findFirst();
    }
}
