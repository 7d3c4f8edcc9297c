package stet.registry.drafts;

import java.time.InstantSource;
import stet.access.Callers;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.registry.Registry;

/** Versions in the making: saved as people type, branched, merged. */
public final class DraftFeature {
    private final DraftRoutes routes;

    private DraftFeature(DraftRoutes routes) {
        this.routes = routes;
    }

    public static DraftFeature create(Records records, Callers callers, Registry registry, InstantSource clock) {
        return new DraftFeature(
                new DraftRoutes(new Drafts(records.inProject(DraftStore::new), registry, clock), callers));
    }

    public void declare(Api api) {
        routes.declare(api);
    }
}
