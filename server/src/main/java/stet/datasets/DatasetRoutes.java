package stet.datasets;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.Call;
import stet.platform.http.OneOf;
import stet.platform.http.Problem;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/projects/{project}/datasets} and their versions. */
record DatasetRoutes(Datasets datasets, Callers callers) {
    static final String DATASETS = "/api/v1/projects/{project}/datasets";
    static final String DATASET = DATASETS + "/{name}";
    static final int BODY_LIMIT = 16 * 1024 * 1024;
    private static final int MOST_LISTED = 500;

    record DatasetList(List<Dataset> items, @Nullable String nextCursor) {}

    record DatasetVersionList(
            List<DatasetVersion> items, @Nullable String nextCursor) {}

    /** A dataset to be made, without cases. */
    record NewDataset(
            @Nullable String name,
            @Nullable String description,
            @Nullable List<String> tags,
            @Nullable JsonNode schema) {}

    /** What is absent stays. */
    record DatasetDescription(
            @Nullable String description,
            @Nullable List<String> tags,
            @Nullable JsonNode schema,
            @Nullable Boolean archived) {}

    /**
     * Cases to put and to remove.
     *
     * @param put cases that are added, or take the place of the one of their id
     * @param expectedLatest the newest version that the author knew, 0 for none
     */
    record DatasetEdit(
            @Nullable List<JsonNode> put,
            @Nullable List<String> remove,
            @Nullable Boolean replaceAll,
            @Nullable String message,
            @Nullable Integer expectedLatest) {}

    /** @param detail the conflict in a sentence, when it is stale */
    record DatasetSaving(
            @OneOf({"saved", "unchanged", "stale"}) String outcome,
            int latest,
            @Nullable DatasetVersion version,
            @Nullable String detail) {
        static DatasetSaving of(DatasetOutcome outcome) {
            return switch (outcome) {
                case DatasetOutcome.Saved(var version) -> new DatasetSaving("saved", version.number(), version, null);
                case DatasetOutcome.Unchanged(var latest) -> new DatasetSaving("unchanged", latest, null, null);
                case DatasetOutcome.Stale stale ->
                    new DatasetSaving("stale", stale.latest().number(), stale.latest(), stale.words());
            };
        }

        int status() {
            return switch (outcome) {
                case "saved" -> 201;
                case "stale" -> 409;
                default -> 200;
            };
        }
    }

    void declare(Api api) {
        api.get(DATASETS, "Datasets by name")
                .tag("datasets")
                .query("archived", Boolean.class, "the archived ones instead of the others")
                .query("limit", Integer.class, "1 to 500; 100 unless said")
                .query("cursor", String.class, "the 'nextCursor' of the page before")
                .answers(200, DatasetList.class)
                .by(this::list);
        api.post(DATASETS, "Make a dataset")
                .tag("datasets")
                .takes(NewDataset.class)
                .answers(201, Dataset.class)
                .by(this::create);
        api.get(DATASET, "One dataset; a name's '/' is written %2F")
                .tag("datasets")
                .answers(200, Dataset.class)
                .by(call -> Answer.ok(datasets.dataset(callers.of(call), call.path("project"), call.path("name"))));
        api.patch(DATASET, "Describe, tag, give a schema or archive a dataset; what is absent stays")
                .tag("datasets")
                .takes(DatasetDescription.class)
                .answers(200, Dataset.class)
                .by(this::describe);
        api.delete(DATASET, "Remove a dataset with all its versions")
                .tag("datasets")
                .answers(204, Void.class)
                .by(call -> {
                    datasets.remove(callers.of(call), call.path("project"), call.path("name"));
                    return Answer.none();
                });
        api.get(DATASET + "/versions", "A dataset's versions, newest first")
                .tag("datasets")
                .query("limit", Integer.class, "1 to 500; 100 unless said")
                .query("cursor", Integer.class, "the 'nextCursor' of the page before")
                .answers(200, DatasetVersionList.class)
                .by(this::versions);
        api.post(DATASET + "/versions", "Make a version by putting and removing cases")
                .tag("datasets")
                .takes(DatasetEdit.class)
                .bodyLimit(BODY_LIMIT)
                .answers(201, DatasetSaving.class)
                .answers(200, DatasetSaving.class)
                .answers(409, DatasetSaving.class)
                .by(this::change);
        api.get(DATASET + "/versions/{version}", "One version, by its number or 'latest'")
                .tag("datasets")
                .answers(200, DatasetVersion.class)
                .by(call -> Answer.ok(pinned(call).version()));
    }

    private Datasets.Pinned pinned(Call call) {
        return datasets.pinned(callers.of(call), call.path("project"), call.path("name"), call.path("version"));
    }

    private Answer list(Call call) {
        int limit = call.queryInt("limit", 100, 1, MOST_LISTED);
        var found = datasets.page(
                callers.of(call),
                call.path("project"),
                call.queryFlag("archived"),
                call.query("cursor").orElse(""),
                limit + 1);
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return Answer.ok(new DatasetList(items, more ? items.getLast().name() : null));
    }

    private Answer create(Call call) {
        var caller = callers.of(call);
        var asked = call.body(NewDataset.class);
        if (asked.name() == null) {
            throw Problem.Invalid.field("name", "is missing");
        }
        return Answer.created(datasets.create(
                caller,
                call.path("project"),
                asked.name(),
                new Datasets.Described(asked.description(), asked.tags(), asked.schema(), null)));
    }

    private Answer describe(Call call) {
        var caller = callers.of(call);
        var asked = call.body(DatasetDescription.class);
        return Answer.ok(datasets.describe(
                caller,
                call.path("project"),
                call.path("name"),
                new Datasets.Described(asked.description(), asked.tags(), asked.schema(), asked.archived())));
    }

    private Answer versions(Call call) {
        int limit = call.queryInt("limit", 100, 1, MOST_LISTED);
        var found = datasets.versions(
                callers.of(call),
                call.path("project"),
                call.path("name"),
                call.queryInt("cursor", Integer.MAX_VALUE, 1, Integer.MAX_VALUE),
                limit + 1);
        boolean more = found.size() > limit;
        var items = more ? found.subList(0, limit) : found;
        return Answer.ok(new DatasetVersionList(
                items, more ? Integer.toString(items.getLast().number()) : null));
    }

    private Answer change(Call call) {
        var caller = callers.of(call);
        var asked = call.body(DatasetEdit.class);
        var put = asked.put() == null ? List.<JsonNode>of() : asked.put();
        var cases = new ArrayList<DatasetCase>();
        for (var item : put) {
            try {
                cases.add(CaseFields.read(item));
            } catch (Problem.Invalid invalid) {
                throw new Problem.Invalid("put[" + cases.size() + "]: " + invalid.detail(), invalid.errors());
            }
        }
        var saving = DatasetSaving.of(datasets.change(
                caller,
                call.path("project"),
                call.path("name"),
                new DatasetChange(
                        cases,
                        asked.remove() == null ? List.of() : asked.remove(),
                        Boolean.TRUE.equals(asked.replaceAll()),
                        asked.message(),
                        asked.expectedLatest())));
        return Answer.of(saving.status(), saving);
    }
}
