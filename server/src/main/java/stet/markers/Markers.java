package stet.markers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;

/** Keeps what people and pipelines say happened. */
record Markers(Transactions<MarkerStore> data, List<MarkerSource> sources) {
    Markers {
        sources = List.copyOf(sources);
    }

    static final int MOST = 10_000;

    Marker add(Caller caller, String project, Marker marker) {
        data.change(caller.may(Permission.MARK, project), store -> {
            if (store.count() >= MOST) {
                throw new Problem.Conflict("there are already " + MOST + " markers, the most a project can have");
            }
            store.add(marker);
        });
        return marker;
    }

    List<Marker> list(Caller caller, String project, Instant from, Instant to, String app, String environment) {
        var scope = caller.may(Permission.READ_TRACES, project);
        var all = new ArrayList<>(
                data.read(scope, store -> store.newest(from, to, app, environment, MarkerRoutes.MOST_LISTED)));
        sources.forEach(it -> all.addAll(it.between(scope, from, to, app, environment, MarkerRoutes.MOST_LISTED)));
        all.sort(Comparator.comparing(Marker::at).reversed());
        return all.subList(0, Math.min(all.size(), MarkerRoutes.MOST_LISTED));
    }

    void remove(Caller caller, String project, UUID id) {
        if (!data.<Boolean>write(caller.may(Permission.MARK, project), store -> store.remove(id))) {
            throw new Problem.NotFound("marker", id);
        }
    }
}
