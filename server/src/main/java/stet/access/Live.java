package stet.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import stet.platform.db.Transactions;

/**
 * What every request needs and none may wait for: the projects, and the keys that work. It is read again after each change
 * here, and every few seconds for the changes of other processes.
 */
final class Live {
    private static final Duration BETWEEN_USES = Duration.ofMinutes(1);

    private record Snapshot(List<Project> projects, Map<String, KeyHolder> keysByHash, Map<UUID, String> hashes) {
        Snapshot(List<Project> projects, Map<String, KeyHolder> keysByHash) {
            this(
                    projects,
                    keysByHash,
                    keysByHash.entrySet().stream()
                            .collect(Collectors.toUnmodifiableMap(
                                    it -> it.getValue().keyId(), Map.Entry::getKey)));
        }
    }

    private final Transactions<ProjectStore> data;
    private final InstantSource clock;
    private final Map<UUID, Instant> used = new ConcurrentHashMap<>();
    private final Map<UUID, Instant> written = new HashMap<>();
    private volatile Snapshot now = new Snapshot(List.of(), Map.of());

    Live(Transactions<ProjectStore> data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    List<Project> projects() {
        return now.projects();
    }

    /** The application that holds a key; empty for a key that never was or no longer is. Asks no database. */
    Optional<KeyHolder> keyHolder(String presented) {
        if (presented.startsWith(RunKey.START)) {
            return RunKey.parse(presented).flatMap(this::holder);
        }
        if (!Tokens.isWhole(ApiKey.START, presented)) {
            return Optional.empty();
        }
        var holder = now.keysByHash().get(Tokens.hash(presented));
        if (holder == null) {
            return Optional.empty();
        }
        used.put(holder.keyId(), clock.instant());
        return Optional.of(holder);
    }

    private Optional<KeyHolder> holder(RunKey key) {
        var snapshot = now;
        String hash = snapshot.hashes().get(key.keyId());
        return hash == null || !key.holds(hash, clock.instant())
                ? Optional.empty()
                : Optional.ofNullable(snapshot.keysByHash().get(hash)).map(KeyHolder::running);
    }

    /** A key that calls models for a short while in the name of this one. */
    Optional<String> runKey(UUID keyId) {
        String hash = now.hashes().get(keyId);
        return hash == null ? Optional.empty() : Optional.of(RunKey.make(keyId, hash, clock.instant()));
    }

    /** Synchronised, so that a state read before a change never replaces the one read after it. */
    synchronized void reload() {
        now = data.read(Caller.InInstallation.SCOPE, store -> {
            var projects = store.all();
            var byId = new HashMap<UUID, Project>();
            projects.forEach(project -> byId.put(project.id(), project));
            return new Snapshot(List.copyOf(projects), Map.copyOf(store.liveKeys(byId)));
        });
    }

    /** Writes down when keys were last used, each at most once a minute. */
    synchronized void writeUses() {
        var due = new HashMap<UUID, Instant>();
        used.forEach((key, at) -> {
            var before = written.get(key);
            if (before == null || !at.isBefore(before.plus(BETWEEN_USES))) {
                due.put(key, at);
            }
        });
        if (due.isEmpty()) {
            return;
        }
        data.change(Caller.InInstallation.SCOPE, store -> due.forEach(store::keyUsed));
        written.putAll(due);
        due.forEach(used::remove);
    }
}
