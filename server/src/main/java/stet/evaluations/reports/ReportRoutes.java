package stet.evaluations.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.evaluations.RunItem;
import stet.evaluations.criteria.Criteria;
import stet.evaluations.criteria.Criterion;
import stet.evaluations.reports.Report.NamedRun;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/evaluations}. */
record ReportRoutes(Callers callers) {
    static final int MOST_ITEMS = 100_000;
    private static final int LARGEST_BODY = 64 * 1024 * 1024;
    private static final int LONGEST_NAME = 200;

    /** Results that were made elsewhere. */
    record SuppliedResults(@Nullable String name, @Nullable List<SuppliedItem> items) {
        NamedRun read(String field, String otherwise) {
            if (items == null || items.isEmpty() || items.size() > MOST_ITEMS) {
                throw Problem.Invalid.field(field + ".items", "is no list of 1 to " + MOST_ITEMS + " items");
            }
            var all = new ArrayList<RunItem>();
            var seen = new HashSet<String>();
            for (int i = 0; i < items.size(); i++) {
                var item = items.get(i).read(field + ".items[" + i + "]");
                if (!seen.add(ReportedCase.key(item))) {
                    throw Problem.Invalid.field(
                            field + ".items[" + i + "]",
                            "repetition " + item.repetition() + " of case '" + item.caseId() + "' is there twice");
                }
                all.add(item);
            }
            return new NamedRun(named(name, field + ".name", otherwise), all);
        }
    }

    /** @param criteria as a suite's; without any, nothing may have become worse, or without a baseline everything has to pass */
    record ReportRequest(
            @Nullable String title,
            @Nullable SuppliedResults candidate,
            @Nullable SuppliedResults baseline,
            @Nullable JsonNode criteria) {}

    void declare(Api api) {
        api.post(
                        "/api/v1/projects/{project}/evaluations/report",
                        "Judge and compare results of evaluations that ran elsewhere; nothing is kept")
                .tag("evaluations")
                .query("format", String.class, "json, table, html, junit or markdown; json unless said")
                .bodyLimit(LARGEST_BODY)
                .takes(ReportRequest.class)
                .answers(200, Report.class)
                .by(this::report);
    }

    private Answer report(Call call) {
        callers.of(call).may(Permission.READ_ARTIFACTS, call.path("project"));
        var format = ReportFormat.of(call.query("format").orElse("json"));
        var asked = call.body(ReportRequest.class);
        var candidate = asked.candidate();
        if (candidate == null) {
            throw Problem.Invalid.field("candidate", "is missing: the results to judge");
        }
        var baseline = asked.baseline();
        var report = Report.of(
                named(asked.title(), "title", "evaluation"),
                candidate.read("candidate", "candidate"),
                baseline == null ? null : baseline.read("baseline", "baseline"),
                new Criteria(Criterion.readAll(asked.criteria(), "criteria")));
        return format == ReportFormat.JSON
                ? Answer.ok(report)
                : Answer.raw(200, format.contentType(), format.write(report).getBytes(UTF_8));
    }

    private static String named(@Nullable String given, String field, String otherwise) {
        if (given != null && (given.isBlank() || given.length() > LONGEST_NAME)) {
            throw Problem.Invalid.field(field, "is no text of 1 to " + LONGEST_NAME + " characters");
        }
        return given == null ? otherwise : given;
    }
}
