package stet.evaluations;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;
import stet.registry.Reference;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/runs}. */
record RunRoutes(Runs runs, Callers callers) {
    static final String RUNS = "/api/v1/projects/{project}/runs";
    static final String RUN = RUNS + "/{id}";
    private static final int LARGEST = 64 * 1024 * 1024;
    private static final int MOST_OUTPUTS = 10_000;
    private static final int MOST_LISTED = 500;

    /**
     * A run to begin.
     *
     * @param version of the saved suite: a number, label or digest; the newest unless said
     * @param content a suite that is not saved
     */
    record NewRun(
            @Nullable String suite,
            @Nullable String version,
            @Nullable JsonNode content,
            @Nullable JsonNode target,
            @Nullable Integer datasetVersion,
            @Nullable Integer repetitions,
            @Nullable String name) {}

    /**
     * A run, and how far it is.
     *
     * @param remainingMs how long the rest takes, judged by what is done; absent when that says nothing
     * @param remainingUsd what the rest costs, likewise
     */
    record RunDetail(
            String id,
            @Nullable String suite,
            @Nullable Integer suiteVersion,
            @Nullable String name,

            @OneOf({"running", "waiting", "finished", "cancelled", "stopped"})
            String state,

            @Nullable String stopped,
            Run.Pins pins,
            JsonNode content,
            int items,
            RunCounts counts,
            @Nullable Double passShare,
            @Nullable Double remainingMs,
            @Nullable Double remainingUsd,
            Instant createdAt,
            String createdBy,
            @Nullable Instant finishedAt) {
        static RunDetail of(Runs.Seen seen, Instant now) {
            var run = seen.run();
            var counts = seen.counts();
            int judged = counts.pass() + counts.fail();
            int over = counts.done() + counts.failed();
            boolean goesOn = run.state() == Run.State.RUNNING && over > 0;
            double took = now.toEpochMilli() - run.createdAt().toEpochMilli();
            return new RunDetail(
                    run.id().toString(),
                    run.suite(),
                    run.suiteVersion(),
                    run.name(),
                    run.state().word(),
                    run.stopped(),
                    run.pins(),
                    run.content(),
                    run.items(),
                    counts,
                    judged == 0 ? null : (Double) ((double) counts.pass() / judged),
                    goesOn ? (Double) (took / over * counts.pending()) : null,
                    goesOn ? (Double) (counts.costUsd() / over * counts.pending()) : null,
                    run.createdAt(),
                    run.createdBy(),
                    run.finishedAt());
        }
    }

    record RunList(List<RunDetail> items, @Nullable String nextCursor) {}

    /** @param verdict over all evaluators that count; absent while it is pending and where nothing counts */
    record RunItemDetail(
            RunItem item,
            @OneOf({"pass", "fail", "error"}) @Nullable String verdict) {}

    record RunItemList(List<RunItemDetail> items, @Nullable String nextCursor) {}

    record SuppliedOutputs(@Nullable List<SuppliedOutput> outputs) {}

    void declare(Api api) {
        api.post(RUNS, "Begin a run of a suite, saved or not, with everything it depends on pinned")
                .tag("evaluations")
                .bodyLimit(LARGEST)
                .takes(NewRun.class)
                .answers(201, RunDetail.class)
                .by(this::begin);
        api.get(RUNS, "Runs, newest first")
                .tag("evaluations")
                .query("suite", String.class, "the name of a suite")
                .query("state", String.class, "running, waiting, finished, cancelled or stopped")
                .query("limit", Integer.class, "1 to 100; 50 unless said")
                .query("cursor", String.class, "the 'nextCursor' of the page before")
                .answers(200, RunList.class)
                .by(this::list);
        api.get(RUN, "A run, and how far it is")
                .tag("evaluations")
                .answers(200, RunDetail.class)
                .by(call -> answer(200, runs.run(callers.of(call), call.path("project"), id(call))));
        api.get(RUN + "/items", "What a run has of its cases, in order")
                .tag("evaluations")
                .query("verdict", String.class, "pass, fail or error")
                .query("q", String.class, "text in the case, the output or a reason")
                .query("limit", Integer.class, "1 to " + MOST_LISTED + "; 100 unless said")
                .query("cursor", String.class, "the 'nextCursor' of the page before")
                .answers(200, RunItemList.class)
                .by(this::items);
        api.post(RUN + "/outputs", "Outputs for a run that waits for them; those that are there stay")
                .tag("evaluations")
                .bodyLimit(LARGEST)
                .takes(SuppliedOutputs.class)
                .answers(200, RunCounts.class)
                .by(this::take);
        api.post(RUN + "/cancel", "Call a run off; what is done stays")
                .tag("evaluations")
                .answers(200, RunDetail.class)
                .by(call -> changed(call, runs.cancel(callers.of(call), call.path("project"), id(call))));
        api.post(RUN + "/resume", "Go on with what is pending of a run that was cancelled or stopped")
                .tag("evaluations")
                .answers(200, RunDetail.class)
                .by(call -> changed(call, runs.resume(callers.of(call), call.path("project"), id(call))));
        api.delete(RUN, "Remove a run with its outputs; its traces stay")
                .tag("evaluations")
                .answers(204, Void.class)
                .by(call -> {
                    runs.remove(callers.of(call), call.path("project"), id(call));
                    return Answer.none();
                });
    }

    private Answer begin(Call call) {
        var asked = call.body(NewRun.class);
        var caller = callers.of(call);
        var run = runs.begin(
                caller,
                call.path("project"),
                new Runs.Begin(
                        asked.suite(),
                        asked.version() == null ? new Reference.Latest() : Reference.parse(asked.version()),
                        asked.content(),
                        asked.target(),
                        asked.datasetVersion(),
                        asked.repetitions(),
                        asked.name()));
        return answer(201, runs.run(caller, call.path("project"), run.id()));
    }

    private Answer list(Call call) {
        int limit = call.queryInt("limit", 50, 1, 100);
        var found = runs.page(
                callers.of(call),
                call.path("project"),
                call.query("suite").orElse(""),
                call.query("state").orElse(""),
                call.query("cursor").map(it -> uuid("cursor", it)),
                limit + 1);
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return Answer.ok(new RunList(
                items.stream().map(it -> RunDetail.of(it, runs.now())).toList(),
                more ? items.getLast().run().id().toString() : null));
    }

    private Answer items(Call call) {
        var verdict = call.query("verdict").orElse("").toLowerCase(Locale.ROOT);
        if (!List.of("", "pass", "fail", "error").contains(verdict)) {
            throw Problem.Invalid.field("verdict", "is none of pass, fail, error");
        }
        int limit = call.queryInt("limit", 100, 1, MOST_LISTED);
        var cursor = call.query("cursor").map(RunRoutes::place).orElse(new int[] {0, 0});
        var found = runs.items(
                callers.of(call),
                call.path("project"),
                id(call),
                new RunStore.Selection(verdict, call.query("q").orElse("")),
                cursor[0],
                cursor[1],
                limit + 1);
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return Answer.ok(new RunItemList(
                items.stream()
                        .map(it -> new RunItemDetail(
                                it.item(),
                                Optional.ofNullable(it.item().verdict())
                                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                                        .orElse(null)))
                        .toList(),
                more ? items.getLast().position() + "-" + items.getLast().item().repetition() : null));
    }

    private Answer take(Call call) {
        var outputs = call.body(SuppliedOutputs.class).outputs();
        if (outputs == null || outputs.isEmpty() || outputs.size() > MOST_OUTPUTS) {
            throw Problem.Invalid.field("outputs", "is no list of 1 to " + MOST_OUTPUTS + " outputs");
        }
        return Answer.ok(runs.take(callers.of(call), call.path("project"), id(call), outputs));
    }

    private Answer changed(Call call, Run run) {
        return answer(200, runs.run(callers.of(call), call.path("project"), run.id()));
    }

    private Answer answer(int status, Runs.Seen seen) {
        return Answer.of(status, RunDetail.of(seen, runs.now()));
    }

    static UUID id(Call call) {
        return uuid("id", call.path("id"));
    }

    static UUID uuid(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field(field, "'" + text + "' is no id of a run");
        }
    }

    private static int[] place(String cursor) {
        if (!cursor.matches("[0-9]{1,9}-[0-9]{1,9}")) {
            throw Problem.Invalid.field("cursor", "is none that was answered");
        }
        int dash = cursor.indexOf('-');
        return new int[] {Integer.parseInt(cursor.substring(0, dash)), Integer.parseInt(cursor.substring(dash + 1))};
    }
}
