package stet.views;

import java.time.InstantSource;
import stet.access.Callers;
import stet.platform.db.Records;
import stet.platform.http.Api;

/** What people keep to look at again: filtered lists and dashboards. */
public final class ViewFeature {
    private final ViewRoutes routes;

    private ViewFeature(ViewRoutes routes) {
        this.routes = routes;
    }

    public static ViewFeature create(Records records, Callers callers, InstantSource clock) {
        return new ViewFeature(new ViewRoutes(new Views(records.inProject(ViewStore::new), clock), callers));
    }

    public void declare(Api api) {
        routes.declare(api);
    }
}
