package stet.evaluations.reports;

import stet.access.Callers;
import stet.platform.http.Api;

/** Reports of evaluations, also of those that ran elsewhere. */
public final class ReportFeature {
    private final ReportRoutes routes;

    private ReportFeature(ReportRoutes routes) {
        this.routes = routes;
    }

    public static ReportFeature create(Callers callers) {
        return new ReportFeature(new ReportRoutes(callers));
    }

    public void declare(Api api) {
        routes.declare(api);
    }
}
