package stet.registry;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.access.Permission;
import stet.platform.db.Scope;
import stet.platform.db.Transactions;
import stet.platform.http.Problem;
import stet.registry.imports.ForeignArtifacts;
import stet.registry.imports.ImportOutcome;
import stet.registry.imports.ImportReport;
import stet.registry.imports.ImportReport.ImportedItem;
import stet.registry.imports.ImportedArtifact;
import stet.registry.imports.ImportedVersion;

/** Takes artifacts of other systems in, each whole or not at all. What is there already changes nothing. */
record Imports(Transactions<RegistryStore> data, ContentCheck contents, InstantSource clock) {
    static final int MOST_ARTIFACTS = 1_000;
    static final int MOST_VERSIONS = 10_000;
    static final int LONGEST_AUTHOR = 200;

    /** How often what was refused is tried again, because others that it names came in: how deep includes are followed. */
    private static final int PASSES = 10;

    /**
     * How to take in.
     *
     * @param from the system it comes from
     * @param moveLabels whether labels that point elsewhere here are moved
     * @param skipRefused whether the other versions of an artifact come in when one is refused
     */
    record Wishes(String from, boolean dryRun, boolean moveLabels, boolean skipRefused) {
        private static final String SYSTEM = "[a-z0-9][a-z0-9._-]{0,49}";

        Wishes {
            if (!from.matches(SYSTEM)) {
                throw Problem.Invalid.field(
                        "from",
                        "'" + from
                                + "' is not a system's name: 1 to 50 small letters, digits, '.', '_' and '-', such as 'langfuse'");
            }
        }
    }

    ImportReport take(Caller caller, String project, Wishes wishes, ForeignArtifacts.Found found) {
        var scope = caller.may(Permission.SAVE_VERSIONS, project);
        var artifacts = found.artifacts();
        if (artifacts.stream()
                .flatMap(it -> it.versions().stream())
                .anyMatch(it -> !it.labels().isEmpty())) {
            caller.may(Permission.MOVE_LABELS, project);
        }
        int versions = artifacts.stream().mapToInt(it -> it.versions().size()).sum();
        if (artifacts.size() > MOST_ARTIFACTS || versions > MOST_VERSIONS) {
            throw new Problem.Invalid("the import holds " + artifacts.size() + " artifacts with " + versions
                    + " versions; at most " + MOST_ARTIFACTS + " and " + MOST_VERSIONS
                    + " at a time: send it in parts, which may overlap");
        }
        var items = new ArrayList<@Nullable ImportedItem>(Collections.nCopies(artifacts.size(), null));
        boolean again = true;
        for (int pass = 0; again && pass < PASSES; pass++) {
            again = false;
            for (int i = 0; i < items.size(); i++) {
                var before = items.get(i);
                if (before == null || before.outcome() == ImportOutcome.REFUSED) {
                    var item = take(caller, scope, wishes, artifacts.get(i));
                    items.set(i, item);
                    again |= item.outcome().isChange() && !wishes.dryRun();
                }
            }
        }
        return ImportReport.of(
                wishes.from(), wishes.dryRun(), items.stream().map(it -> it).toList(), found.unread());
    }

    private ImportedItem take(Caller caller, Scope.InProject scope, Wishes wishes, ImportedArtifact artifact) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        try {
            var kind = Kind.of(artifact.kind());
            var name = new ArtifactName(artifact.name());
            var about = new ImportPlan.About(
                    kind,
                    name,
                    ArtifactText.description(artifact.description()),
                    ArtifactText.tags(artifact.tags()),
                    artifact.versions().stream()
                            .map(it -> candidate(caller, scope, wishes, kind, name, it, now))
                            .toList());
            return wishes.dryRun()
                    ? data.read(
                            scope, store -> ImportPlan.of(store, wishes, about).item())
                    : data.write(scope, store -> {
                        var plan = ImportPlan.of(store, wishes, about);
                        plan.carryOut(store, caller, now);
                        return plan.item();
                    });
        } catch (Problem.Invalid | Problem.Conflict | Problem.TooLarge e) {
            return ImportPlan.refused(artifact, e.detail());
        }
    }

    private ImportPlan.Candidate candidate(
            Caller caller,
            Scope.InProject scope,
            Wishes wishes,
            Kind kind,
            ArtifactName name,
            ImportedVersion version,
            Instant now) {
        var content = version.content();
        if (content == null) {
            return new ImportPlan.Candidate(version, null, version.problem());
        }
        try {
            var at = version.at();
            var origin = new Origin(
                    wishes.from(),
                    reference(version.reference()),
                    ArtifactText.optional("author", version.author(), LONGEST_AUTHOR),
                    at == null ? null : at.truncatedTo(ChronoUnit.MICROS));
            var message = ArtifactText.optional("message", version.message(), ArtifactText.LONGEST_MESSAGE);
            var save = new Save(
                    new NewVersion(content, message, null, null, origin, false),
                    message,
                    contents.check(scope, kind, name.text(), content),
                    caller.name(),
                    now);
            return new ImportPlan.Candidate(version, save, null);
        } catch (Problem.Invalid | Problem.Conflict | Problem.TooLarge | Problem.NotFound e) {
            return new ImportPlan.Candidate(version, null, e.detail());
        }
    }

    private static String reference(String text) {
        if (text.isBlank() || text.length() > Origin.LONGEST) {
            throw Problem.Invalid.field("reference", "has " + text.length() + " characters; 1 to " + Origin.LONGEST);
        }
        return text;
    }
}
