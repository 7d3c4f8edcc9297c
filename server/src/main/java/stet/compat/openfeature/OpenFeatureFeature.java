package stet.compat.openfeature;

import stet.access.Callers;
import stet.platform.http.Api;
import stet.releases.live.LiveReleases;

/** Serves what is live to OpenFeature SDKs. */
public final class OpenFeatureFeature {
    private final FlagRoutes routes;

    private OpenFeatureFeature(FlagRoutes routes) {
        this.routes = routes;
    }

    public static OpenFeatureFeature create(LiveReleases live, Callers callers) {
        return new OpenFeatureFeature(new FlagRoutes(new Flags(live), callers));
    }

    public void declare(Api api) {
        routes.declare(api);
    }
}
