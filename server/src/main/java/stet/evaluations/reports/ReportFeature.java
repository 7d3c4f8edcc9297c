package stet.evaluations.reports;

import stet.access.Callers;
import stet.evaluations.Runs;
import stet.platform.http.Api;
import stet.registry.Registry;

/** Reports of evaluations, also of those that ran elsewhere. */
public final class ReportFeature {
    private final RunReports reports;
    private final ReportRoutes supplied;
    private final RunReportRoutes ofRuns;

    private ReportFeature(RunReports reports, ReportRoutes supplied, RunReportRoutes ofRuns) {
        this.reports = reports;
        this.supplied = supplied;
        this.ofRuns = ofRuns;
    }

    public static ReportFeature create(Runs runs, Registry registry, Callers callers) {
        var reports = new RunReports(runs, registry);
        return new ReportFeature(reports, new ReportRoutes(callers), new RunReportRoutes(reports, callers));
    }

    public RunReports reports() {
        return reports;
    }

    public void declare(Api api) {
        supplied.declare(api);
        ofRuns.declare(api);
    }
}
