package stet.registry.drafts;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;
import stet.registry.ArtifactName;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.diff.Merge;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/artifacts/{kind}/{name}/drafts}. */
record DraftRoutes(Drafts drafts, Callers callers) {
    private static final String DRAFTS = "/api/v1/projects/{project}/artifacts/{kind}/{name}/drafts";
    private static final int BODY_LIMIT = 4 * 1024 * 1024;

    record DraftList(List<Draft> items) {}

    /** @param detail the conflict in a sentence, when it is stale; {@code draft} is how it is now */
    record DraftSaving(
            @OneOf({"saved", "stale"}) String outcome,
            Draft draft,
            @Nullable String detail) {}

    /**
     * What to merge into the draft.
     *
     * @param version a number, label, digest or {@code latest}, which it is unless said
     * @param draft another draft instead
     */
    record MergeWith(@Nullable String version, @Nullable UUID draft) {}

    /**
     * A merge that is not saved yet.
     *
     * @param base what to save as the draft's base with it
     * @param content both changes, and at conflicts the draft's own
     */
    record Merging(
            @OneOf({"clean", "conflicts"}) String outcome,
            int base,
            JsonNode content,
            List<Merge.Conflict> conflicts) {}

    void declare(Api api) {
        api.get(DRAFTS, "An artifact's drafts, most recently changed first, without their contents")
                .tag("registry")
                .answers(200, DraftList.class)
                .by(call -> Answer.ok(new DraftList(drafts.all(callers.of(call), of(call)))));
        api.post(DRAFTS, "Begin a draft, from a version or as a branch of another draft")
                .tag("registry")
                .takes(Drafts.NewDraft.class)
                .bodyLimit(BODY_LIMIT)
                .answers(201, Draft.class)
                .by(call -> {
                    var caller = callers.of(call);
                    var asked = call.body().length == 0
                            ? new Drafts.NewDraft(null, null, null, null)
                            : call.body(Drafts.NewDraft.class);
                    return Answer.created(drafts.add(caller, of(call), asked));
                });
        api.get(DRAFTS + "/{id}", "One draft")
                .tag("registry")
                .answers(200, Draft.class)
                .by(call -> Answer.ok(drafts.get(callers.of(call), of(call), id(call))));
        api.put(DRAFTS + "/{id}", "Change a draft, if nobody has since the revision named")
                .tag("registry")
                .takes(Drafts.DraftChange.class)
                .bodyLimit(BODY_LIMIT)
                .answers(200, DraftSaving.class)
                .answers(409, DraftSaving.class)
                .by(this::change);
        api.delete(DRAFTS + "/{id}", "Throw a draft away")
                .tag("registry")
                .answers(204, Void.class)
                .by(call -> {
                    drafts.remove(callers.of(call), of(call), id(call));
                    return Answer.none();
                });
        api.post(DRAFTS + "/{id}/merge", "Merge a version or another draft into a draft, without saving it")
                .tag("registry")
                .takes(MergeWith.class)
                .answers(200, Merging.class)
                .by(this::merge);
    }

    private Answer change(Call call) {
        var caller = callers.of(call);
        var asked = call.body(Drafts.DraftChange.class);
        if (asked.revision() == null) {
            throw Problem.Invalid.field("revision", "is missing; it is the revision that was changed");
        }
        return switch (drafts.change(caller, of(call), id(call), asked)) {
            case Drafts.Saving.Saved(var draft) -> Answer.ok(new DraftSaving("saved", draft, null));
            case Drafts.Saving.Stale(var draft) ->
                Answer.of(
                        409,
                        new DraftSaving(
                                "stale",
                                draft,
                                draft.updatedBy() + " changed this draft: it is at revision " + draft.revision()
                                        + ", the change is of revision " + asked.revision()));
        };
    }

    private Answer merge(Call call) {
        var caller = callers.of(call);
        var asked = call.body().length == 0 ? new MergeWith(null, null) : call.body(MergeWith.class);
        var merged = asked.draft() != null
                ? drafts.merge(caller, of(call), id(call), asked.draft())
                : drafts.merge(
                        caller,
                        of(call),
                        id(call),
                        Reference.parse(asked.version() == null ? "latest" : asked.version()));
        return Answer.ok(new Merging(
                merged.merge().isClean() ? "clean" : "conflicts",
                merged.base(),
                merged.merge().content(),
                merged.merge().conflicts()));
    }

    private static Drafts.Of of(Call call) {
        return new Drafts.Of(
                call.path("project"), Kind.of(call.path("kind")), new ArtifactName(call.path("name")).text());
    }

    private static UUID id(Call call) {
        try {
            return UUID.fromString(call.path("id"));
        } catch (IllegalArgumentException e) {
            throw new Problem.NotFound("draft", call.path("id"));
        }
    }
}
