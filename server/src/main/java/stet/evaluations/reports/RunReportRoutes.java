package stet.evaluations.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;
import stet.access.Callers;
import stet.evaluations.comparison.Comparison;
import stet.evaluations.comparison.HeatMap;
import stet.evaluations.criteria.RunVerdict;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Operation;
import stet.platform.http.Problem;

/** {@code /api/v1/projects/{project}/runs/{id}/comparison} and what else is said about runs. */
record RunReportRoutes(RunReports reports, Callers callers) {
    private static final String RUN = "/api/v1/projects/{project}/runs/{id}";
    private static final String SUITE = "/api/v1/projects/{project}/suites/{name}";
    private static final String TAG = "evaluations";
    private static final String LIMIT = "1 to " + RunReports.MOST_RUNS + " runs; 20 unless said";

    record SuiteHistory(List<SuiteHistoryRow> items) {}

    void declare(Api api) {
        compared(api.get(RUN + "/comparison", "A run beside another, paired by case"))
                .answers(200, Comparison.class)
                .by(this::comparison);
        compared(api.get(RUN + "/verdict", "Whether a run meets its suite's criteria"))
                .answers(200, RunVerdict.class)
                .by(call -> Answer.ok(report(call).verdict()));
        compared(api.get(RUN + "/report", "What came of a run, for people and machines"))
                .query("format", String.class, "json, table, html, junit or markdown; json unless said")
                .answers(200, Report.class)
                .by(this::written);
        api.get(SUITE + "/history", "The figures of a suite's finished runs, newest first")
                .tag(TAG)
                .query("limit", Integer.class, LIMIT)
                .answers(200, SuiteHistory.class)
                .by(call -> Answer.ok(new SuiteHistory(
                        reports.history(callers.of(call), call.path("project"), call.path("name"), limit(call)))));
        api.get(SUITE + "/heat-map", "How often each case passes in a suite's finished runs, oldest first")
                .tag(TAG)
                .query("limit", Integer.class, LIMIT)
                .answers(200, HeatMap.class)
                .by(call -> Answer.ok(
                        reports.heatMap(callers.of(call), call.path("project"), call.path("name"), limit(call))));
    }

    private static Operation compared(Operation operation) {
        return operation
                .tag(TAG)
                .query(
                        "baseline",
                        String.class,
                        "the id of a run, 'previous', or a label of the prompt, for the newest finished run of what it points at");
    }

    private Answer comparison(Call call) {
        if (call.query("baseline").isEmpty()) {
            throw Problem.Invalid.field("baseline", "is missing: the run to compare with");
        }
        var comparison = report(call).comparison();
        return comparison == null ? Answer.none() : Answer.ok(comparison);
    }

    private Answer written(Call call) {
        var format = ReportFormat.of(call.query("format").orElse("json"));
        var report = report(call);
        return format == ReportFormat.JSON
                ? Answer.ok(report)
                : Answer.raw(200, format.contentType(), format.write(report).getBytes(UTF_8));
    }

    private Report report(Call call) {
        return reports.report(callers.of(call), call.path("project"), id(call), call.query("baseline"));
    }

    private static int limit(Call call) {
        return call.queryInt("limit", 20, 1, RunReports.MOST_RUNS);
    }

    private static UUID id(Call call) {
        try {
            return UUID.fromString(call.path("id"));
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field("id", "'" + call.path("id") + "' is no id of a run");
        }
    }
}
