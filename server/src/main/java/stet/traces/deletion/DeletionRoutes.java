package stet.traces.deletion;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;
import stet.traces.Upkeep.Removed;

/** {@code /api/v1/projects/{project}/deletions}. */
record DeletionRoutes(Deletions deletions, Callers callers) {
    private static final String DELETIONS = "/api/v1/projects/{project}/deletions";

    /**
     * What is to be deleted; one of {@code user}, {@code session}, {@code traceIds} and {@code where}.
     *
     * @param where a filter of traces, with {@code from} and {@code to}
     * @param files whether traces are taken out of the files too, which takes long in a large store; a person's data always is
     * @param reason for the record; without the person's name
     */
    record NewDeletion(
            @Nullable String user,
            @Nullable String session,
            @Nullable List<String> traceIds,
            @Nullable String where,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Boolean files,
            @Nullable String reason) {
        Target target() {
            return new Target(user, session, traceIds, where, from, to);
        }
    }

    /**
     * How much of each kind.
     *
     * @param contents spans with their content
     * @param rejected rejected records
     */
    record DeletionCounts(long traces, long spans, long contents, long amendments, long scores, long rejected) {
        static DeletionCounts of(Removed removed, long rejected) {
            return new DeletionCounts(
                    removed.traces(),
                    removed.spans(),
                    removed.contents(),
                    removed.amendments(),
                    removed.scores(),
                    rejected);
        }
    }

    /**
     * What was looked for afterwards.
     *
     * @param rowsLeft rows of any table that are still found
     * @param filesSearched files that were searched for the name, byte by byte; 0 when that was not done
     * @param foundIn files that hold the name
     */
    record DeletionCheck(long rowsLeft, int filesSearched, List<String> foundIn) {}

    /**
     * Data that someone asked to delete, and what became of that.
     *
     * @param subject a fingerprint of whose data it is; of traces, how many
     * @param step what is being done, in words
     * @param late what came later, of a time before it was asked, and was removed when it came
     * @param watchedUntil until when what comes late is removed
     */
    record DeletionDetail(
            UUID id,
            @OneOf({"user", "session", "traces", "filter"}) String kind,
            String subject,
            @Nullable String reason,
            boolean files,
            Instant requestedAt,
            String requestedBy,
            @OneOf({"waiting", "running", "done", "failed"}) String state,
            String step,
            @Nullable Instant endedAt,
            DeletionCounts removed,
            @Nullable DeletionCounts late,
            @Nullable Instant watchedUntil,
            @Nullable DeletionCheck check,
            @Nullable String problem) {
        static DeletionDetail of(Deletion it) {
            var asked = it.asked();
            var done = it.done();
            var check = it.check();
            return new DeletionDetail(
                    it.id(),
                    asked.kind().word(),
                    asked.subject(),
                    asked.reason(),
                    asked.files(),
                    asked.at(),
                    asked.by(),
                    it.state().word(),
                    it.step(),
                    it.endedAt(),
                    DeletionCounts.of(done.removed(), done.rejected()),
                    done.late().isNothing() ? null : DeletionCounts.of(done.late(), 0),
                    it.watchedUntil(),
                    check == null ? null : new DeletionCheck(check.rowsLeft(), check.filesSearched(), check.foundIn()),
                    it.problem());
        }
    }

    record DeletionList(List<DeletionDetail> items) {}

    void declare(Api api) {
        api.post(DELETIONS + "/dry-run", "How much a deletion would remove; nothing is removed")
                .tag("retention")
                .takes(NewDeletion.class)
                .answers(200, DeletionCounts.class)
                .by(this::preview);
        api.post(DELETIONS, "Deletes a person's data or traces, for good")
                .tag("retention")
                .takes(NewDeletion.class)
                .answers(201, DeletionDetail.class)
                .by(this::ask);
        api.get(DELETIONS, "Deletions, newest first, up to 200")
                .tag("retention")
                .answers(200, DeletionList.class)
                .by(call -> Answer.ok(new DeletionList(deletions.list(callers.of(call), call.path("project")).stream()
                        .map(DeletionDetail::of)
                        .toList())));
        api.get(DELETIONS + "/{id}", "One deletion")
                .tag("retention")
                .answers(200, DeletionDetail.class)
                .by(call -> Answer.ok(
                        DeletionDetail.of(deletions.get(callers.of(call), call.path("project"), id(call.path("id"))))));
    }

    private Answer preview(Call call) {
        var caller = callers.of(call);
        var found = deletions.preview(
                caller, call.path("project"), call.body(NewDeletion.class).target());
        return Answer.ok(DeletionCounts.of(found.removed(), found.rejected()));
    }

    private Answer ask(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewDeletion.class);
        boolean files = asked.files() != null && asked.files();
        return Answer.created(DeletionDetail.of(
                deletions.ask(caller, call.path("project"), asked.target(), files, asked.reason(), call.peer())));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("deletion", text);
        }
    }
}
