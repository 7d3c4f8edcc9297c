package stet.evaluations.reports;

import stet.access.Callers;
import stet.evaluations.Runs;
import stet.platform.http.Api;
import stet.registry.Registry;

/** Reports of evaluations, also of those that ran elsewhere. */
public final class ReportFeature {
    private final ReportRoutes supplied;
    private final RunReportRoutes ofRuns;

    private ReportFeature(ReportRoutes supplied, RunReportRoutes ofRuns) {
        this.supplied = supplied;
        this.ofRuns = ofRuns;
    }

    public static ReportFeature create(Runs runs, Registry registry, Callers callers) {
        return new ReportFeature(
                new ReportRoutes(callers), new RunReportRoutes(new RunReports(runs, registry), callers));
    }

    public void declare(Api api) {
        supplied.declare(api);
        ofRuns.declare(api);
    }
}
