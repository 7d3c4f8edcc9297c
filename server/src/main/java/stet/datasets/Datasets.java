package stet.datasets;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.Ids;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.registry.ArtifactName;
import stet.registry.ArtifactText;
import tools.jackson.databind.JsonNode;

/** Datasets and their versions. */
public final class Datasets {
    private static final int MOST = 1_000;
    private static final int MOST_VERSIONS = 1_000_000;
    private static final int PORTION = 500;

    private final Transactions<DatasetStore> data;
    private final InstantSource clock;

    Datasets(Transactions<DatasetStore> data, InstantSource clock) {
        this.data = data;
        this.clock = clock;
    }

    /** What a dataset is told by besides its cases; absent keeps what is there. */
    record Described(
            @Nullable String description,
            @Nullable List<String> tags,
            @Nullable JsonNode schema,
            @Nullable Boolean archived) {}

    /** A dataset as one version has it. */
    public record Pinned(Dataset dataset, DatasetVersion version) {}

    Dataset create(Caller caller, String project, String name, Described said) {
        var scope = caller.may(Permission.SAVE_VERSIONS, project);
        var checkedName = new ArtifactName(name).text();
        var now = now();
        var made = new Dataset(
                Ids.next(),
                checkedName,
                ArtifactText.description(said.description()),
                ArtifactText.tags(said.tags() == null ? List.of() : said.tags()),
                CaseSchema.checked(said.schema()),
                0,
                0,
                null,
                now,
                caller.name(),
                now);
        return data.write(scope, store -> {
            if (store.find(checkedName).isPresent()) {
                throw new Problem.Conflict("there is already a dataset '" + checkedName + "'");
            }
            if (store.count() >= MOST) {
                throw new Problem.Conflict("the project has " + MOST + " datasets, the most there can be");
            }
            store.add(made);
            store.audit(now, caller.name(), "dataset made", checkedName);
            return made;
        });
    }

    List<Dataset> page(Caller caller, String project, boolean archived, String after, int limit) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return data.read(scope, store -> store.page(archived, after, limit));
    }

    Dataset dataset(Caller caller, String project, String name) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return data.read(scope, store -> found(store, name));
    }

    Dataset describe(Caller caller, String project, String name, Described said) {
        var scope = caller.may(Permission.SAVE_VERSIONS, project);
        var now = now();
        return data.write(scope, store -> {
            var before = found(store, name);
            var archived = said.archived();
            var after = new Dataset(
                    before.id(),
                    before.name(),
                    said.description() == null ? before.description() : ArtifactText.description(said.description()),
                    said.tags() == null ? before.tags() : ArtifactText.tags(said.tags()),
                    said.schema() == null ? before.schema() : CaseSchema.checked(said.schema()),
                    before.latest(),
                    before.cases(),
                    archived == null
                            ? before.archivedAt()
                            : !archived ? null : before.archivedAt() == null ? now : before.archivedAt(),
                    before.createdAt(),
                    before.createdBy(),
                    now);
            store.change(after);
            store.audit(now, caller.name(), "dataset changed", before.name());
            return after;
        });
    }

    void remove(Caller caller, String project, String name) {
        var scope = caller.may(Permission.DELETE_DATA, project);
        data.change(scope, store -> {
            var dataset = found(store, name);
            store.remove(dataset.id());
            store.audit(now(), caller.name(), "dataset removed", dataset.name() + ", " + dataset.cases() + " cases");
        });
    }

    /** Makes a version, unless nothing changes or another came first. */
    DatasetOutcome change(Caller caller, String project, String name, DatasetChange change) {
        var scope = caller.may(Permission.SAVE_VERSIONS, project);
        var message = ArtifactText.optional("message", change.message(), ArtifactText.LONGEST_MESSAGE);
        var now = now();
        return data.write(scope, store -> {
            var dataset = found(store, name);
            if (dataset.archivedAt() != null) {
                throw new Problem.Conflict("dataset '" + name + "' is archived: take it back first");
            }
            var expected = change.expectedLatest();
            if (expected != null && expected != dataset.latest()) {
                return new DatasetOutcome.Stale(expected, version(store, dataset, dataset.latest()));
            }
            var schema = new CaseSchema(dataset.schema());
            change.put().forEach(schema::check);
            var membership = new Membership(store.standing(dataset.id()));
            membership.apply(change);
            if (membership.isUnchanged()) {
                return new DatasetOutcome.Unchanged(dataset.latest());
            }
            return save(store, dataset, membership, message, caller.name(), now);
        });
    }

    /** What a change would do to the newest version now. */
    Membership tried(Caller caller, String project, String name, DatasetChange change) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return data.read(scope, store -> {
            var membership = new Membership(store.standing(found(store, name).id()));
            membership.apply(change);
            return membership;
        });
    }

    List<DatasetVersion> versions(Caller caller, String project, String name, int below, int limit) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return data.read(scope, store -> store.versions(found(store, name).id(), below, limit));
    }

    /** @param reference a number, or {@code latest} */
    public Pinned pinned(Caller caller, String project, String name, String reference) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return data.read(scope, store -> {
            var dataset = found(store, name);
            return new Pinned(dataset, version(store, dataset, number(dataset, reference)));
        });
    }

    List<CaseStore.Placed> cases(
            Scope.InProject scope, UUID dataset, CaseStore.Selection wanted, int after, int limit) {
        return data.read(scope, store -> store.cases().page(dataset, wanted, after, limit));
    }

    /** Hands over the cases of a version in order. */
    public void eachCase(
            Caller caller,
            String project,
            Pinned pinned,
            @Nullable String tag,
            @Nullable String split,
            Consumer<DatasetCase> taking) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        var wanted = new CaseStore.Selection(pinned.version().number(), tag, split, "");
        for (int after = 0; ; ) {
            var portion = cases(scope, pinned.dataset().id(), wanted, after, PORTION);
            if (portion.isEmpty()) {
                return;
            }
            portion.forEach(it -> taking.accept(it.item()));
            after = portion.getLast().position();
        }
    }

    DatasetCase findCase(Caller caller, String project, Pinned pinned, String id) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return data.read(
                        scope,
                        store -> store.cases()
                                .find(pinned.dataset().id(), pinned.version().number(), id))
                .orElseThrow(() -> new Problem.NotFound("case", id));
    }

    List<CaseStore.Difference> differences(
            Caller caller, String project, String name, String from, String to, int offset, int limit) {
        var scope = caller.may(Permission.READ_ARTIFACTS, project);
        return data.read(scope, store -> {
            var dataset = found(store, name);
            var before = version(store, dataset, number(dataset, from));
            var after = version(store, dataset, number(dataset, to));
            return store.cases().differences(dataset.id(), before.number(), after.number(), offset, limit);
        });
    }

    private DatasetOutcome save(
            DatasetStore store,
            Dataset dataset,
            Membership membership,
            @Nullable String message,
            String author,
            Instant now) {
        int number = dataset.latest() + 1;
        if (number > MOST_VERSIONS) {
            throw new Problem.Conflict("dataset '" + dataset.name() + "' has " + MOST_VERSIONS + " versions, the most");
        }
        var version = new DatasetVersion(
                number,
                membership.digest(),
                message,
                author,
                now,
                membership.size(),
                membership.added(),
                membership.changed(),
                membership.removed());
        store.add(dataset.id(), version);
        store.cases().write(dataset.id(), number, membership);
        store.change(new Dataset(
                dataset.id(),
                dataset.name(),
                dataset.description(),
                dataset.tags(),
                dataset.schema(),
                number,
                membership.size(),
                null,
                dataset.createdAt(),
                dataset.createdBy(),
                now));
        store.audit(now, author, "dataset version saved", dataset.name() + " " + number);
        return new DatasetOutcome.Saved(version);
    }

    private static Dataset found(DatasetStore store, String name) {
        return store.find(new ArtifactName(name).text()).orElseThrow(() -> new Problem.NotFound("dataset", name));
    }

    private static DatasetVersion version(DatasetStore store, Dataset dataset, int number) {
        return store.version(dataset.id(), number)
                .orElseThrow(() -> dataset.latest() == 0
                        ? new Problem.Conflict("dataset '" + dataset.name() + "' has no version yet: add cases")
                        : new Problem.NotFound("version of dataset '" + dataset.name() + "'", number));
    }

    private static int number(Dataset dataset, String reference) {
        if (reference.equals("latest")) {
            return dataset.latest();
        }
        try {
            return Integer.parseInt(reference);
        } catch (NumberFormatException e) {
            throw new Problem.NotFound("version of dataset '" + dataset.name() + "'", reference);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
