package stet.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/artifacts/{kind}/{name}/versions}. */
record VersionRoutes(Registry registry, Callers callers) {
    private static final String VERSIONS = ArtifactRoutes.ARTIFACT + "/versions";
    private static final int MOST_LISTED = 500;

    record VersionList(List<VersionSummary> items, @Nullable String nextCursor) {}

    /**
     * A version to be saved.
     *
     * @param expectedLatest the newest version its author knew, 0 for none; without, it is saved whatever came meanwhile
     * @param parent what it was made from; the newest unless said
     */
    record VersionToSave(
            @Nullable JsonNode content,
            @Nullable String message,
            @Nullable Integer expectedLatest,
            @Nullable Integer parent,
            @Nullable Boolean createMissing) {}

    /** @param detail the conflict in a sentence, when it is stale */
    record Saving(
            @OneOf({"saved", "unchanged", "stale"}) String outcome,
            @Nullable Version version,
            SaveOutcome.@Nullable Stale stale,
            @Nullable String detail) {}

    void declare(Api api) {
        api.get(VERSIONS, "An artifact's versions, newest first, without their contents")
                .tag("registry")
                .query("limit", Integer.class, "1 to 500; 100 unless said")
                .query("cursor", Integer.class, "the 'nextCursor' of the page before")
                .answers(200, VersionList.class)
                .by(this::list);
        api.post(VERSIONS, "Save a version, unless the newest says the same or another came first")
                .tag("registry")
                .takes(VersionToSave.class)
                .bodyLimit(ArtifactRoutes.BODY_LIMIT)
                .answers(201, Saving.class)
                .answers(200, Saving.class)
                .answers(409, Saving.class)
                .by(this::save);
        api.get(VERSIONS + "/{ref}", "One version: by its number, a label, 'latest' or its digest")
                .tag("registry")
                .answers(200, Version.class)
                .by(call -> Answer.ok(registry.version(
                        callers.of(call),
                        call.path("project"),
                        ArtifactRoutes.kind(call),
                        ArtifactRoutes.name(call),
                        Reference.parse(call.path("ref")))));
    }

    private Answer list(Call call) {
        int limit = call.queryInt("limit", 100, 1, MOST_LISTED);
        int below = call.queryInt("cursor", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        var found = registry.versions(
                callers.of(call),
                call.path("project"),
                ArtifactRoutes.kind(call),
                ArtifactRoutes.name(call),
                below,
                limit + 1);
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return Answer.ok(
                new VersionList(items, more ? Integer.toString(items.getLast().number()) : null));
    }

    private Answer save(Call call) {
        var caller = callers.of(call);
        var asked = call.body(VersionToSave.class);
        if (asked.content() == null) {
            throw Problem.Invalid.field("content", "is missing; it is a JSON object");
        }
        var version = new NewVersion(
                asked.content(),
                asked.message(),
                asked.expectedLatest(),
                asked.parent(),
                null,
                Boolean.TRUE.equals(asked.createMissing()));
        return answer(registry.save(
                caller, call.path("project"), ArtifactRoutes.kind(call), ArtifactRoutes.name(call), version));
    }

    private static Answer answer(SaveOutcome outcome) {
        return switch (outcome) {
            case SaveOutcome.Saved(var version) -> Answer.created(new Saving("saved", version, null, null));
            case SaveOutcome.Unchanged(var version) -> Answer.ok(new Saving("unchanged", version, null, null));
            case SaveOutcome.Stale stale -> Answer.of(409, new Saving("stale", null, stale, stale.words()));
        };
    }
}
