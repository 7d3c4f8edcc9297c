package stet.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.access.Caller;
import stet.platform.Ids;
import stet.platform.http.Problem;
import stet.registry.imports.ImportOutcome;
import stet.registry.imports.ImportReport.ImportedItem;
import stet.registry.imports.ImportReport.LabelImport;
import stet.registry.imports.ImportReport.VersionImport;
import stet.registry.imports.ImportedArtifact;
import stet.registry.imports.ImportedVersion;

/**
 * What is to be done for one artifact of an import, decided from what is there.
 *
 * @param saves the versions that are new
 * @param moves from where each label goes to where; 0 for nowhere
 */
record ImportPlan(
        About about,
        Imports.Wishes wishes,
        ImportedItem item,
        List<Save> saves,
        Map<String, Move> moves,
        boolean make) {
    /** An artifact to be imported, checked as far as that goes without looking at what is there. */
    record About(
            Kind kind,
            ArtifactName name,
            @Nullable String description,
            List<String> tags,
            List<Candidate> candidates) {}

    /** A version on its way in, or why it cannot come in. */
    record Candidate(
            ImportedVersion version,
            @Nullable Save save,
            @Nullable String problem) {
        VersionImport result(ImportOutcome outcome, @Nullable Integer number, @Nullable String reason) {
            return new VersionImport(
                    version.reference(),
                    outcome,
                    number,
                    reason,
                    version.asides().kept(),
                    version.asides().leftOut());
        }
    }

    record Move(int from, int to) {}

    /** An artifact of which nothing came in. */
    static ImportedItem refused(ImportedArtifact artifact, String why) {
        var versions = artifact.versions().stream()
                .map(it ->
                        new Candidate(it, null, null).result(ImportOutcome.SKIPPED, null, "its artifact was refused"))
                .toList();
        var labels = artifact.versions().stream()
                .flatMap(it -> it.labels().stream()
                        .map(label -> new LabelImport(
                                label, it.reference(), ImportOutcome.SKIPPED, null, "its artifact was refused")))
                .toList();
        return new ImportedItem(artifact.kind(), artifact.name(), ImportOutcome.REFUSED, why, versions, labels);
    }

    static ImportPlan of(RegistryStore store, Imports.Wishes wishes, About about) {
        return new Deciding(store, wishes, about).plan();
    }

    /** Does it, in the transaction in which it was decided. */
    void carryOut(RegistryStore store, Caller caller, Instant now) {
        if (!item.outcome().isChange()) {
            return;
        }
        String name = about.name().text();
        if (make) {
            Registry.add(store, caller, about.kind(), about.name(), about.description(), about.tags(), now);
        }
        for (var save : saves) {
            save.into(store, Registry.found(store, about.kind(), name));
        }
        moves.forEach((label, move) -> Labels.carryOut(
                store,
                Registry.found(store, about.kind(), name),
                new LabelChange(
                        Ids.next(),
                        label,
                        move.from(),
                        move.to(),
                        now,
                        caller.name(),
                        "imported from " + wishes.from(),
                        false,
                        null)));
        store.audit(
                now,
                caller.name(),
                "artifact imported",
                about.kind() + " " + name + " from " + wishes.from() + ": " + saves.size() + " versions, "
                        + moves.size() + " labels");
    }

    /** The making of a plan. */
    private static final class Deciding {
        private final RegistryStore store;
        private final Imports.Wishes wishes;
        private final About about;
        private final Optional<Artifact> present;
        private final Map<String, VersionStore.Numbered> known;
        private final List<VersionImport> versions = new ArrayList<>();
        private final List<LabelImport> labels = new ArrayList<>();
        private final List<Save> saves = new ArrayList<>();
        private final Map<String, Move> moves = new LinkedHashMap<>();
        private int latest;

        Deciding(RegistryStore store, Imports.Wishes wishes, About about) {
            this.store = store;
            this.wishes = wishes;
            this.about = about;
            present = store.artifacts().find(about.kind(), about.name().text());
            known = present.map(it -> store.versions().from(it.id(), wishes.from()))
                    .orElse(Map.of());
            latest = present.map(Artifact::latest).orElse(0);
        }

        ImportPlan plan() {
            if (about.candidates().isEmpty()) {
                return nothing("it has no versions");
            }
            var seen = new HashSet<String>();
            for (var candidate : about.candidates()) {
                versions.add(version(candidate, seen.add(candidate.version().reference())));
            }
            long refused = versions.stream()
                    .filter(it -> it.outcome() == ImportOutcome.REFUSED)
                    .count();
            if (refused == versions.size() || (refused > 0 && !wishes.skipRefused())) {
                return nothing(
                        refused == versions.size()
                                ? "none of its versions can come in"
                                : refused + " of its " + versions.size()
                                        + " versions are refused, and it comes in whole or, when asked to skip them, without those");
            }
            for (int i = 0; i < versions.size(); i++) {
                for (String label : about.candidates().get(i).version().labels()) {
                    labels.add(label(label, versions.get(i)));
                }
            }
            if (present.isPresent() && present.get().archivedAt() != null && (!saves.isEmpty() || !moves.isEmpty())) {
                return nothing("it is archived here: take it back first");
            }
            boolean make = present.isEmpty();
            var outcome = make
                    ? ImportOutcome.CREATED
                    : saves.isEmpty() && moves.isEmpty() ? ImportOutcome.ALREADY_THERE : ImportOutcome.CHANGED;
            return new ImportPlan(about, wishes, item(outcome, note(refused)), saves, moves, make);
        }

        private VersionImport version(Candidate candidate, boolean first) {
            String reference = candidate.version().reference();
            var save = candidate.save();
            if (save == null) {
                return candidate.result(ImportOutcome.REFUSED, null, candidate.problem());
            }
            if (!first) {
                return candidate.result(
                        ImportOutcome.REFUSED, null, "'" + reference + "' is there twice in this import");
            }
            var before = known.get(reference);
            if (before == null) {
                saves.add(save);
                return candidate.result(ImportOutcome.CREATED, ++latest, null);
            }
            return before.digest().equals(save.content().canonical().digest())
                    ? candidate.result(ImportOutcome.ALREADY_THERE, before.number(), null)
                    : candidate.result(
                            ImportOutcome.REFUSED,
                            before.number(),
                            "'" + reference + "' was imported before as version " + before.number()
                                    + ", with another content");
        }

        private LabelImport label(String label, VersionImport at) {
            var number = at.version();
            if (number == null || at.outcome() == ImportOutcome.REFUSED) {
                return new LabelImport(label, at.reference(), ImportOutcome.SKIPPED, null, "its version was refused");
            }
            try {
                var _ = new Reference.Label(label);
            } catch (Problem.Invalid e) {
                return new LabelImport(label, at.reference(), ImportOutcome.REFUSED, null, e.detail());
            }
            if (labels.stream().anyMatch(it -> it.label().equals(label))) {
                return new LabelImport(
                        label, at.reference(), ImportOutcome.REFUSED, null, "it is at several versions in this import");
            }
            int from = present.flatMap(it -> store.labels().find(it.id(), label))
                    .map(LabelStore.Pointed::number)
                    .orElse(0);
            if (from == number) {
                return new LabelImport(label, at.reference(), ImportOutcome.ALREADY_THERE, number, null);
            }
            if (store.protections().find(about.kind(), label).isPresent()) {
                return new LabelImport(
                        label,
                        at.reference(),
                        ImportOutcome.REFUSED,
                        from == 0 ? null : from,
                        "it is protected: ask for the move to version " + number + " with a request");
            }
            if (from != 0 && !wishes.moveLabels()) {
                return new LabelImport(
                        label,
                        at.reference(),
                        ImportOutcome.SKIPPED,
                        from,
                        "it points at version " + from + " here, and labels that are there move only when asked to");
            }
            moves.put(label, new Move(from, number));
            return new LabelImport(
                    label,
                    at.reference(),
                    from == 0 ? ImportOutcome.CREATED : ImportOutcome.CHANGED,
                    number,
                    from == 0 ? null : "it pointed at version " + from);
        }

        private @Nullable String note(long refused) {
            var notes = new ArrayList<String>();
            if (refused > 0) {
                notes.add(refused + " versions were refused and left out");
            }
            present.ifPresent(it -> {
                if (known.isEmpty() && it.latest() > 0) {
                    notes.add("it was here already, with " + it.latest() + " versions of its own before these");
                }
                var tags = new ArrayList<>(about.tags());
                tags.removeAll(store.artifacts().complete(it, "").tags());
                if (!tags.isEmpty()) {
                    notes.add("its tags here stay, without " + String.join(", ", tags));
                }
            });
            return notes.isEmpty() ? null : String.join("; ", notes);
        }

        private ImportPlan nothing(String why) {
            var left = versions.stream()
                    .map(it -> it.outcome() == ImportOutcome.CREATED
                            ? new VersionImport(
                                    it.reference(),
                                    ImportOutcome.SKIPPED,
                                    null,
                                    "its artifact was refused",
                                    it.kept(),
                                    it.leftOut())
                            : it)
                    .toList();
            labels.clear();
            about.candidates()
                    .forEach(candidate -> candidate
                            .version()
                            .labels()
                            .forEach(label -> labels.add(new LabelImport(
                                    label,
                                    candidate.version().reference(),
                                    ImportOutcome.SKIPPED,
                                    null,
                                    "its artifact was refused"))));
            versions.clear();
            versions.addAll(left);
            return new ImportPlan(about, wishes, item(ImportOutcome.REFUSED, why), List.of(), Map.of(), false);
        }

        private ImportedItem item(ImportOutcome outcome, @Nullable String reason) {
            return new ImportedItem(
                    about.kind().word(),
                    about.name().text(),
                    outcome,
                    reason,
                    List.copyOf(versions),
                    List.copyOf(labels));
        }
    }
}
