package stet.releases.fetch;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import stet.platform.http.EventStream;
import stet.platform.http.ServerEvent;
import stet.releases.live.LiveChange;
import stet.releases.live.LiveProject;
import stet.releases.live.LiveReleases;

/** Tells open streams what becomes live. */
final class FetchEvents {
    private final LiveReleases live;
    private final Map<UUID, Set<EventStream>> open = new ConcurrentHashMap<>();

    FetchEvents(LiveReleases live) {
        this.live = live;
    }

    /** Begins with everything that is live, so that whoever was away misses nothing. */
    void begin(UUID project, EventStream stream) {
        open.computeIfAbsent(project, _ -> ConcurrentHashMap.newKeySet()).add(stream);
        stream.onEnd(() -> open.getOrDefault(project, Set.of()).remove(stream));
        live.project(project)
                .ifPresent(it -> stream.offer(ServerEvent.json(null, "live", LiveChange.between(null, it))));
    }

    void changed(@Nullable LiveProject before, LiveProject after) {
        var streams = open.getOrDefault(after.id(), Set.of());
        if (streams.isEmpty()) {
            return;
        }
        var change = LiveChange.between(before, after);
        if (!change.isNothing()) {
            var event = ServerEvent.json(null, "changed", change);
            streams.forEach(it -> it.offer(event));
        }
    }
}
