package stet.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.access.Permission;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.Problem;
import stet.traces.TraceFilters;
import stet.traces.TraceStore;
import stet.traces.query.Page;

/** Cases from files and from traces: {@code …/datasets/{name}/import} and {@code …/from-traces}. */
record CaseIntakeRoutes(Datasets datasets, TraceStore traces, Callers callers, Path temporary) {
    static final int FILE_LIMIT = 64 * 1024 * 1024;
    private static final int MOST_TRACES = Page.MAX;

    /**
     * What came of a file or of traces.
     *
     * @param rows how many were looked at
     * @param refused how many of them cannot be cases; the first 100 in {@code problems}
     * @param columns what each column became
     * @param preview the first five cases as they are, or would be
     * @param dryRun whether nothing was saved
     */
    record CasesTaken(
            int rows,
            int refused,
            int added,
            int changed,
            int unchanged,
            int removed,
            List<DatasetImport.RowProblem> problems,
            List<DatasetImport.MappedColumn> columns,
            List<DatasetCase> preview,
            boolean dryRun,
            DatasetRoutes.@Nullable DatasetSaving saving) {}

    /** A recorded trace, or one span of it. */
    record TraceToTake(@Nullable String traceId, @Nullable String spanId) {}

    /**
     * Traces to make cases of.
     *
     * @param traces which; without them, those that the parameters choose, newest first
     * @param expectOutput whether what was answered is what is expected
     */
    record TracesToTake(
            @Nullable List<TraceToTake> traces,
            @Nullable Boolean expectOutput,
            @Nullable List<String> tags,
            @Nullable String split,
            @Nullable String message,
            @Nullable Boolean dryRun) {}

    void declare(Api api) {
        api.post(
                        DatasetRoutes.DATASET + "/import",
                        "Make a version of a file's rows; rows that cannot be cases are reported, the rest is taken")
                .tag("datasets")
                .query("format", String.class, "'jsonl', 'csv' or 'parquet'; 'jsonl' unless said")
                .queries(
                        "map",
                        String.class,
                        "'column:target': a field of a case, 'variables.name', 'metadata.name' or '-'")
                .query(
                        "separator",
                        String.class,
                        "between the fields of a CSV file: one character or 'tab'; ',' unless said")
                .query("charset", String.class, "the file's encoding; UTF-8 unless a byte order mark says otherwise")
                .query("file", String.class, "the file's name, to be remembered with the cases")
                .query("replace", Boolean.class, "'true': cases that are not in the file are removed")
                .query("message", String.class, "what changed and why")
                .query("expectedLatest", Integer.class, "the newest version that the author knew, 0 for none")
                .query("dryRun", Boolean.class, "'true': only say what would come of it")
                .takesFile(CaseFileFormat.contentTypes())
                .bodyLimit(FILE_LIMIT)
                .answers(200, CasesTaken.class)
                .answers(201, CasesTaken.class)
                .answers(409, CasesTaken.class)
                .by(this::importFile);
        TraceFilters.on(api.post(
                        DatasetRoutes.DATASET + "/from-traces",
                        "Make cases of recorded traces: those in the body, or the newest that match"))
                .tag("datasets")
                .query("limit", Integer.class, "how many traces that match, 1 to " + MOST_TRACES + "; 100 unless said")
                .takes(TracesToTake.class)
                .answers(200, CasesTaken.class)
                .answers(201, CasesTaken.class)
                .by(this::fromTraces);
    }

    private Answer importFile(Call call) {
        var caller = callers.of(call);
        caller.may(Permission.SAVE_VERSIONS, call.path("project"));
        var dataset = datasets.dataset(caller, call.path("project"), call.path("name"));
        var format = CaseFileFormat.of(call.query("format").orElse("jsonl"));
        var taking = new DatasetImport(
                ColumnMapping.parse(call.queries("map")),
                new CaseSchema(dataset.schema()),
                call.query("file").orElse(null));
        format.rows(call.body(), call.query("charset"), separator(call), temporary)
                .each(taking::take);
        var expected = call.query("expectedLatest").isEmpty()
                ? null
                : (Integer) call.queryInt("expectedLatest", 0, 0, Integer.MAX_VALUE);
        var change = new DatasetChange(
                taking.cases(),
                List.of(),
                call.queryFlag("replace"),
                call.query("message").orElse(null),
                expected);
        var read = new Read(taking.rows(), taking.refused(), taking.problems(), taking.columns());
        return answer(call, change, read, call.queryFlag("dryRun"));
    }

    private Answer fromTraces(Call call) {
        var caller = callers.of(call);
        var scope = caller.may(Permission.READ_TRACES, call.path("project"));
        caller.may(Permission.SAVE_VERSIONS, call.path("project"));
        var asked = call.body(TracesToTake.class);
        var wanted = asked.traces() == null
                ? traces
                        .list(
                                scope.projectId(),
                                TraceFilters.of(call),
                                new Page.First(call.queryInt("limit", 100, 1, MOST_TRACES)))
                        .items()
                        .stream()
                        .map(it -> new TraceToTake(it.traceId(), null))
                        .toList()
                : asked.traces();
        if (wanted.size() > MOST_TRACES) {
            throw Problem.Invalid.field("traces", "are " + wanted.size() + "; at most " + MOST_TRACES);
        }
        var maker = new CaseOfTrace(
                Boolean.TRUE.equals(asked.expectOutput()),
                asked.tags() == null ? List.of() : asked.tags(),
                asked.split());
        var cases = new LinkedHashMap<String, DatasetCase>();
        var problems = new ArrayList<DatasetImport.RowProblem>();
        long place = 0;
        for (var one : wanted) {
            place++;
            if (one.traceId() == null) {
                throw Problem.Invalid.field("traces[" + (place - 1) + "].traceId", "is missing");
            }
            var made = traces.trace(scope.projectId(), one.traceId()).flatMap(it -> maker.of(it, one.spanId()));
            if (made.isEmpty()) {
                problems.add(new DatasetImport.RowProblem(
                        place, "trace '" + one.traceId() + "' is not there, or nothing of it says what went in"));
            } else if (cases.putIfAbsent(made.get().id(), made.get()) != null) {
                problems.add(
                        new DatasetImport.RowProblem(place, "trace '" + one.traceId() + "' has the input of another"));
            }
        }
        var change = new DatasetChange(List.copyOf(cases.values()), List.of(), false, asked.message(), null);
        var read = new Read(wanted.size(), problems.size(), problems, List.of());
        return answer(call, change, read, Boolean.TRUE.equals(asked.dryRun()));
    }

    /** What a file or a list of traces held. */
    private record Read(
            int rows, int refused, List<DatasetImport.RowProblem> problems, List<DatasetImport.MappedColumn> columns) {}

    private Answer answer(Call call, DatasetChange change, Read read, boolean dryRun) {
        var caller = callers.of(call);
        var tried = datasets.tried(caller, call.path("project"), call.path("name"), change);
        var saving = dryRun
                ? null
                : DatasetRoutes.DatasetSaving.of(
                        datasets.change(caller, call.path("project"), call.path("name"), change));
        var taken = new CasesTaken(
                read.rows(),
                read.refused(),
                tried.added(),
                tried.changed(),
                change.put().size() - tried.added() - tried.changed(),
                tried.removed(),
                read.problems(),
                read.columns(),
                change.put().stream().limit(5).toList(),
                dryRun,
                saving);
        return Answer.of(saving == null ? 200 : saving.status(), taken);
    }

    private static char separator(Call call) {
        var said = call.query("separator").orElse(",");
        if (said.equals("tab")) {
            return '\t';
        }
        if (said.length() != 1 || said.equals("\"")) {
            throw Problem.Invalid.field("separator", "'" + said + "' is neither one character nor 'tab'");
        }
        return said.charAt(0);
    }
}
