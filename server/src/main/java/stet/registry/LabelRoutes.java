package stet.registry;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;

/** {@code /api/v1/projects/{project}/artifacts/{kind}/{name}/labels}. */
record LabelRoutes(Labels labels, Callers callers) {
    private static final String LABELS = ArtifactRoutes.ARTIFACT + "/labels";
    private static final int MOST_LISTED = 500;

    record LabelList(List<LabelStore.Pointed> items) {}

    record LabelHistory(List<LabelChange> items, @Nullable String nextCursor) {}

    /**
     * Where a label is to point.
     *
     * @param expected where the caller saw it; 0 for nowhere
     * @param breakGlass whether to move it whatever protects it, for a reason that is kept
     */
    record LabelToMove(
            @Nullable Integer version,
            @Nullable Integer expected,
            @Nullable String reason,
            @Nullable Boolean breakGlass) {}

    /**
     * What became of it: {@code from} and {@code to} when moved, {@code actual} when stale, {@code unmet} when held.
     *
     * @param detail the outcome in a sentence, when the label stayed
     */
    record Moving(
            @OneOf({"moved", "unchanged", "stale", "held"}) String outcome,
            String label,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable Integer expected,
            @Nullable Integer actual,
            @Nullable List<String> unmet,
            @Nullable UUID request,
            @Nullable String detail) {}

    void declare(Api api) {
        api.get(LABELS, "An artifact's labels and the versions they point at")
                .tag("registry")
                .answers(200, LabelList.class)
                .by(call -> Answer.ok(new LabelList(labels.all(
                        callers.of(call),
                        call.path("project"),
                        ArtifactRoutes.kind(call),
                        ArtifactRoutes.name(call)))));
        api.put(LABELS + "/{label}", "Point a label at a version, unless it moved since the caller looked")
                .tag("registry")
                .takes(LabelToMove.class)
                .answers(200, Moving.class)
                .answers(409, Moving.class)
                .answers(422, Moving.class)
                .by(this::move);
        api.delete(LABELS + "/{label}", "Take a label away")
                .tag("registry")
                .query("expected", Integer.class, "where the caller saw it")
                .query("reason", String.class, "why, for its history")
                .query("breakGlass", Boolean.class, "whether to take it away although it is protected")
                .answers(200, Moving.class)
                .answers(409, Moving.class)
                .answers(422, Moving.class)
                .by(this::remove);
        api.get(LABELS + "/{label}/history", "Every move of a label, newest first")
                .tag("registry")
                .query("limit", Integer.class, "1 to 500; 100 unless said")
                .query("cursor", String.class, "the 'nextCursor' of the page before")
                .answers(200, LabelHistory.class)
                .by(this::history);
    }

    static Answer answer(LabelMove move) {
        return switch (move) {
            case LabelMove.Moved(var label, int from, int to) ->
                Answer.ok(new Moving("moved", label, from, to, null, null, null, null, null));
            case LabelMove.Unchanged(var label, int version) ->
                Answer.ok(new Moving("unchanged", label, version, version, null, null, null, null, null));
            case LabelMove.Stale(var label, int expected, int actual, var by) ->
                Answer.of(
                        409,
                        new Moving(
                                "stale",
                                label,
                                null,
                                null,
                                expected,
                                actual,
                                null,
                                null,
                                label + " " + (actual == 0 ? "points nowhere" : "points at version " + actual)
                                        + (by == null ? "" : " since " + by + " moved it") + ", not at " + expected
                                        + ": look again, then move it"));
            case LabelMove.Held(var label, var unmet, var request) ->
                Answer.of(
                        422,
                        new Moving(
                                "held",
                                label,
                                null,
                                null,
                                null,
                                null,
                                unmet,
                                request,
                                label + " is protected: " + String.join("; ", unmet)));
        };
    }

    static Labels.Target target(Call call) {
        return new Labels.Target(ArtifactRoutes.kind(call), ArtifactRoutes.name(call), call.path("label"));
    }

    private Answer move(Call call) {
        var caller = callers.of(call);
        var asked = call.body(LabelToMove.class);
        if (asked.version() == null) {
            throw Problem.Invalid.field("version", "is missing; it is the number of a version");
        }
        if (asked.expected() == null) {
            throw Problem.Invalid.field(
                    "expected", "is missing; it is the version the label points at now, 0 for none");
        }
        if (asked.version() < 1) {
            throw Problem.Invalid.field("version", asked.version() + " is not a version's number; they start at 1");
        }
        return answer(labels.move(
                caller,
                call.path("project"),
                new Labels.Asked(
                        target(call),
                        asked.expected(),
                        asked.version(),
                        asked.reason(),
                        Boolean.TRUE.equals(asked.breakGlass()))));
    }

    private Answer remove(Call call) {
        var caller = callers.of(call);
        if (call.query("expected").isEmpty()) {
            throw Problem.Invalid.field("expected", "is missing; it is the version the label points at now");
        }
        return answer(labels.move(
                caller,
                call.path("project"),
                new Labels.Asked(
                        target(call),
                        call.queryInt("expected", 0, 0, Integer.MAX_VALUE),
                        0,
                        call.query("reason").orElse(null),
                        call.queryFlag("breakGlass"))));
    }

    private Answer history(Call call) {
        int limit = call.queryInt("limit", 100, 1, MOST_LISTED);
        var found = labels.history(
                callers.of(call),
                call.path("project"),
                target(call),
                call.query("cursor").map(LabelRoutes::place),
                limit + 1);
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return Answer.ok(new LabelHistory(items, more ? items.getLast().id().toString() : null));
    }

    private static UUID place(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw Problem.Invalid.field("cursor", "is not the 'nextCursor' of this list");
        }
    }
}
