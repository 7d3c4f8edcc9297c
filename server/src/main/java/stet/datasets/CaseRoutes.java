package stet.datasets;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** The cases of a dataset's versions: {@code …/datasets/{name}/versions/{version}/cases}, differences and files. */
record CaseRoutes(Datasets datasets, Callers callers, Path temporary) {
    private static final String VERSION = DatasetRoutes.DATASET + "/versions/{version}";
    private static final int MOST_LISTED = 500;

    record CaseList(List<DatasetCase> items, @Nullable String nextCursor) {}

    /** How a case differs; {@code before} or {@code after} is absent where it is not there. */
    record CaseDifference(
            String id, @Nullable JsonNode before, @Nullable JsonNode after) {}

    record CaseDifferenceList(
            List<CaseDifference> items, @Nullable String nextCursor) {}

    void declare(Api api) {
        api.get(VERSION + "/cases", "The cases of a version, in order")
                .tag("datasets")
                .query("tag", String.class, "only those with this tag")
                .query("split", String.class, "only those of this split")
                .query("q", String.class, "only those that hold this text, as JSON writes it")
                .query("limit", Integer.class, "1 to 500; 100 unless said")
                .query("cursor", Integer.class, "the 'nextCursor' of the page before")
                .answers(200, CaseList.class)
                .by(this::list);
        api.get(VERSION + "/cases/{case}", "One case")
                .tag("datasets")
                .answers(200, DatasetCase.class)
                .by(call -> Answer.ok(
                        datasets.findCase(callers.of(call), call.path("project"), pinned(call), call.path("case"))));
        api.get(VERSION + "/export", "The cases of a version as a file that can be imported again")
                .tag("datasets")
                .query("format", String.class, "'jsonl', 'csv' or 'parquet'; 'jsonl' unless said")
                .answersFile(200, CaseFileFormat.contentTypes())
                .by(this::export);
        api.get(DatasetRoutes.DATASET + "/diff", "The cases that differ between two versions, in order")
                .tag("datasets")
                .query("from", String.class, "a version's number; the one before 'to' unless said")
                .query("to", String.class, "a version's number; 'latest' unless said")
                .query("limit", Integer.class, "1 to 500; 100 unless said")
                .query("cursor", Integer.class, "the 'nextCursor' of the page before")
                .answers(200, CaseDifferenceList.class)
                .by(this::diff);
    }

    private Datasets.Pinned pinned(Call call) {
        return datasets.pinned(callers.of(call), call.path("project"), call.path("name"), call.path("version"));
    }

    private Answer list(Call call) {
        var scope = callers.of(call).may(Permission.READ_ARTIFACTS, call.path("project"));
        var pinned = pinned(call);
        int limit = call.queryInt("limit", 100, 1, MOST_LISTED);
        var wanted = new CaseStore.Selection(
                pinned.version().number(),
                call.query("tag").orElse(null),
                call.query("split").orElse(null),
                call.query("q").orElse(""));
        var found = datasets.cases(
                scope, pinned.dataset().id(), wanted, call.queryInt("cursor", 0, 0, Integer.MAX_VALUE), limit + 1);
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return Answer.ok(new CaseList(
                items.stream().map(CaseStore.Placed::item).toList(),
                more ? Integer.toString(items.getLast().position()) : null));
    }

    private Answer export(Call call) {
        var caller = callers.of(call);
        caller.may(Permission.EXPORT_TRACES, call.path("project"));
        var pinned = pinned(call);
        var format = CaseFileFormat.of(call.query("format").orElse("jsonl"));
        CaseFile.Source cases = taking -> datasets.eachCase(caller, call.path("project"), pinned, null, null, taking);
        return Answer.streamed(format.contentType, out -> format.write(cases, out, temporary))
                .with(
                        "content-disposition",
                        "attachment; filename=\"cases-" + pinned.version().number() + "." + format.word() + "\"");
    }

    private Answer diff(Call call) {
        var caller = callers.of(call);
        var project = call.path("project");
        var name = call.path("name");
        var to = call.query("to").orElse("latest");
        var from = call.query("from").orElseGet(() -> {
            int before = datasets.pinned(caller, project, name, to).version().number() - 1;
            if (before < 1) {
                throw Problem.Invalid.field("from", "is missing: there is no version before version 1");
            }
            return Integer.toString(before);
        });
        int limit = call.queryInt("limit", 100, 1, MOST_LISTED);
        int offset = call.queryInt("cursor", 0, 0, Integer.MAX_VALUE);
        var found = datasets.differences(caller, project, name, from, to, offset, limit + 1);
        boolean more = found.size() > limit;
        return Answer.ok(new CaseDifferenceList(
                found.stream()
                        .limit(limit)
                        .map(it -> new CaseDifference(it.id(), tree(it.before()), tree(it.after())))
                        .toList(),
                more ? Integer.toString(offset + limit) : null));
    }

    private static @Nullable JsonNode tree(@Nullable String content) {
        return content == null ? null : Json.MAPPER.readTree(content);
    }
}
