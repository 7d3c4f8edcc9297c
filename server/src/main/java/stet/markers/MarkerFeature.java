package stet.markers;

import java.time.InstantSource;
import java.util.List;
import stet.access.Callers;
import stet.platform.db.Records;
import stet.platform.http.Api;

/** What happened when, to be seen on time axes. */
public final class MarkerFeature {
    private final MarkerRoutes routes;

    private MarkerFeature(MarkerRoutes routes) {
        this.routes = routes;
    }

    /** @param sources others that know what happened */
    public static MarkerFeature create(
            Records records, Callers callers, List<MarkerSource> sources, InstantSource clock) {
        return new MarkerFeature(
                new MarkerRoutes(new Markers(records.inProject(MarkerStore::new), sources), callers, clock));
    }

    public void declare(Api api) {
        routes.declare(api);
    }
}
