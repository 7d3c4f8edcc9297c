package stet.releases.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.access.Callers;
import stet.access.Permission;
import stet.access.Project;
import stet.platform.Threads;
import stet.platform.db.Event;
import stet.platform.db.Events;
import stet.platform.db.Scope;
import stet.platform.http.Problem;
import stet.registry.Kind;
import stet.registry.Registry;
import stet.releases.deployments.Deployments;
import stet.releases.live.ProjectState.ArtifactKey;

/**
 * What is live in every project, in memory. Read at the start, brought up to date by what stores announce: at once after a change of
 * this process, and within a second after one of another. Keeps a copy on the disk, to serve from while the record store is away.
 */
public final class LiveReleases implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveReleases.class);
    private static final long TICK_MILLIS = 1_000;
    private static final int TICKS_BETWEEN_LOOKS = 30;
    private static final int MOST_EVENTS = 1_000;
    private static final int MOST_AT_ONCE = 500;
    private static final List<Kind> HELD = List.of(Kind.PROMPT, Kind.TOOL, Kind.APP);
    private static final Set<String> OF_ONE_ARTIFACT =
            Set.of("version.created", "release.created", "label.moved", "label.deleted");
    private static final Set<String> WITHOUT_EFFECT =
            Set.of("approval.requested", "approval.answered", "freeze.changed");

    private final Needs needs;
    private final LiveCopy copy;
    private final List<LiveListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<UUID> unwritten = new HashSet<>();
    private final Set<UUID> unread = new HashSet<>();
    private final ScheduledExecutorService timer = Threads.timer("live-releases");
    private final Runnable stopListening;
    private volatile Map<UUID, LiveProject> projects = Map.of();
    private long known = -1;
    private int ticks;

    /** Where what is live comes from. */
    public record Needs(Registry registry, Deployments deployments, Callers callers, Events events) {}

    private LiveReleases(Needs needs, Path folder) {
        this.needs = needs;
        copy = new LiveCopy(folder);
        readFirst();
        stopListening = needs.events().listen(this::catchUp);
        var _ = timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param folder where the copy is kept */
    public static LiveReleases start(Needs needs, Path folder) {
        var live = new LiveReleases(needs, folder);
        needs.events().listenAtOnce(live::catchUp);
        return live;
    }

    /** What is live in a project; asks no store. */
    public Optional<LiveProject> project(UUID project) {
        return Optional.ofNullable(projects.get(project));
    }

    /**
     * Tells {@code listener} what becomes live from now on.
     *
     * @return stops it
     */
    public Runnable listen(LiveListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Takes in what was announced since the last time. When it returns, everything announced before it was called is live here; if the
     * store does not answer, it is tried again.
     */
    public synchronized void catchUp() {
        try {
            if (known < 0) {
                readAll();
                return;
            }
            List<Event> events;
            do {
                events = needs.events().after(known, MOST_EVENTS);
                if (!events.isEmpty()) {
                    takeIn(events);
                    known = events.getLast().sequence();
                }
            } while (events.size() == MOST_EVENTS);
        } catch (Problem.Unavailable away) {
            LOG.warn("what is live cannot be read again; what was read before still serves: {}", away.detail());
        } catch (RuntimeException bug) {
            LOG.error("what is live cannot be read again; what was read before still serves", bug);
        }
    }

    private void readFirst() {
        try {
            readAll();
        } catch (RuntimeException e) {
            var states = copy.read();
            var all = new HashMap<UUID, LiveProject>();
            states.forEach(it -> all.put(it.project(), new LiveProject(it)));
            projects = Map.copyOf(all);
            LOG.error(
                    "what is live cannot be read from the record store; serving the copy of {} projects",
                    all.size(),
                    e);
        }
    }

    private synchronized void readAll() {
        long last = needs.events().last();
        var all = new HashMap<UUID, LiveProject>();
        for (Project project : needs.callers().server().projects()) {
            all.put(project.id(), new LiveProject(read(scope(project.name()))));
            unwritten.add(project.id());
        }
        var before = projects;
        projects = Map.copyOf(all);
        known = last;
        all.forEach((id, project) -> tell(before.get(id), project));
    }

    private void takeIn(List<Event> events) {
        var whole = new HashSet<UUID>();
        var artifacts = new HashMap<UUID, Set<ArtifactKey>>();
        var deployed = new HashSet<UUID>();
        for (Event event : events) {
            if (event.type().equals("deployment.changed")) {
                deployed.add(event.projectId());
            } else if (OF_ONE_ARTIFACT.contains(event.type())) {
                artifacts
                        .computeIfAbsent(event.projectId(), _ -> new HashSet<>())
                        .add(keyOf(event));
            } else if (!WITHOUT_EFFECT.contains(event.type())) {
                whole.add(event.projectId());
            }
        }
        var touched = new HashSet<UUID>(whole);
        touched.addAll(artifacts.keySet());
        touched.addAll(deployed);
        for (UUID id : touched) {
            var keys = artifacts.getOrDefault(id, Set.of());
            if (whole.contains(id) || !projects.containsKey(id) || keys.size() > MOST_AT_ONCE) {
                readWhole(id);
            } else {
                var scope = scope(id);
                if (scope == null) {
                    unread.add(id);
                    continue;
                }
                replace(refreshed(scope, keys, deployed.contains(id)));
            }
        }
    }

    private ProjectState refreshed(Scope.InProject scope, Set<ArtifactKey> keys, boolean deployed) {
        var old = Objects.requireNonNull(projects.get(scope.projectId())).state();
        var changed = new HashMap<ArtifactKey, @Nullable HeldArtifact>();
        for (ArtifactKey key : keys) {
            if (HELD.contains(key.kind())) {
                changed.put(
                        key,
                        needs.registry()
                                .standing(scope, key.kind(), key.name())
                                .map(LiveReads::held)
                                .orElse(null));
            }
        }
        var state = old.with(changed);
        return deployed ? LiveReads.withDeployments(needs, scope, state) : state;
    }

    private void readWhole(UUID id) {
        var scope = scope(id);
        if (scope == null) {
            unread.add(id);
        } else {
            unread.remove(id);
            replace(read(scope));
        }
    }

    private ProjectState read(Scope.InProject scope) {
        var artifacts = new ArrayList<HeldArtifact>();
        for (Kind kind : HELD) {
            needs.registry().standing(scope, kind).forEach(it -> artifacts.add(LiveReads.held(it)));
        }
        return LiveReads.withDeployments(
                needs, scope, new ProjectState(scope.projectId(), artifacts, List.of(), List.of()));
    }

    private void replace(ProjectState state) {
        var all = new HashMap<>(projects);
        var after = new LiveProject(state);
        var before = all.put(state.project(), after);
        projects = Map.copyOf(all);
        unwritten.add(state.project());
        tell(before, after);
    }

    private void tell(@Nullable LiveProject before, LiveProject after) {
        for (var listener : listeners) {
            try {
                listener.changed(before, after);
            } catch (RuntimeException e) {
                LOG.warn("one who follows what is live failed", e);
            }
        }
    }

    private static ArtifactKey keyOf(Event event) {
        return new ArtifactKey(
                Kind.of(event.data().path("kind").asString("app")),
                event.data().path("name").asString(""));
    }

    private Scope.InProject scope(String project) {
        return needs.callers().server().may(Permission.READ_ARTIFACTS, project);
    }

    /** A project that was made by another process may be known a moment later. */
    private Scope.@Nullable InProject scope(UUID id) {
        return needs.callers().server().projects().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .map(it -> scope(it.name()))
                .orElse(null);
    }

    private void tick() {
        try {
            synchronized (this) {
                if (known < 0 || ++ticks % TICKS_BETWEEN_LOOKS == 0) {
                    catchUp();
                }
                List.copyOf(unread).forEach(this::readWhole);
            }
            write();
        } catch (RuntimeException e) {
            LOG.warn("what is live was not brought up to date; it is tried again", e);
        }
    }

    private void write() {
        List<UUID> due;
        synchronized (this) {
            due = List.copyOf(unwritten);
            unwritten.clear();
        }
        for (UUID id : due) {
            project(id).ifPresent(it -> copy.write(it.state()));
        }
    }

    @Override
    public void close() {
        stopListening.run();
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("what is live was still being written after 5 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
    }
}
