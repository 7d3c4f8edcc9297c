package stet.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;

/** A version that passed every check, on its way into a store. */
record Save(NewVersion version, @Nullable String message, ContentCheck.Passed content, String author, Instant now) {
    private static final int MOST_VERSIONS = 1_000_000;

    SaveOutcome into(RegistryStore store, Artifact artifact) {
        if (artifact.archivedAt() != null) {
            throw new Problem.Conflict(artifact.kind() + " '" + artifact.name() + "' is archived: take it back first");
        }
        String digest = content.canonical().digest();
        var present = present(store, artifact, digest);
        if (present.isPresent()) {
            return new SaveOutcome.Unchanged(present.get());
        }
        var expected = version.expectedLatest();
        if (expected != null && expected != artifact.latest()) {
            return stale(store, artifact, expected);
        }
        int number = artifact.latest() + 1;
        if (number > MOST_VERSIONS) {
            throw new Problem.Conflict(artifact.kind() + " '" + artifact.name() + "' has " + MOST_VERSIONS
                    + " versions, the most there can be");
        }
        var summary =
                new VersionSummary(number, digest, message, author, parent(artifact), now, List.of(), version.origin());
        store.versions().add(artifact.id(), summary, content.canonical().text());
        store.versions().addUses(artifact.id(), number, content.uses());
        store.artifacts().latest(artifact.id(), number, now);
        var event = RegistryStore.about(artifact.kind(), artifact.name())
                .put("version", number)
                .put("digest", digest)
                .put("message", message);
        store.announce(now, author, "version.created", event);
        if (artifact.kind() == Kind.APP) {
            store.announce(
                    now,
                    author,
                    "release.created",
                    event.deepCopy().put("app", artifact.name()).put("release", number));
        }
        store.audit(now, author, "version saved", artifact.kind() + " " + artifact.name() + " " + number);
        return new SaveOutcome.Saved(
                new VersionStore.Row(summary, content.canonical().value()).of(artifact, List.of()));
    }

    private Optional<Version> present(RegistryStore store, Artifact artifact, String digest) {
        var origin = version.origin();
        var row = origin == null
                ? store.versions()
                        .find(artifact.id(), artifact.latest())
                        .filter(it -> it.summary().digest().equals(digest))
                : store.versions().ofOrigin(artifact.id(), origin);
        return row.map(it ->
                it.of(artifact, store.labels().at(artifact.id(), it.summary().number())));
    }

    private static SaveOutcome.Stale stale(RegistryStore store, Artifact artifact, int expected) {
        return store.versions()
                .find(artifact.id(), artifact.latest())
                .map(VersionStore.Row::summary)
                .map(it -> new SaveOutcome.Stale(expected, it.number(), it.author(), it.createdAt(), it.message()))
                .orElseGet(() -> new SaveOutcome.Stale(expected, 0, artifact.createdBy(), null, null));
    }

    private @Nullable Integer parent(Artifact artifact) {
        var parent = version.parent();
        if (parent == null) {
            return artifact.latest() == 0 ? null : artifact.latest();
        }
        if (parent < 1 || parent > artifact.latest()) {
            throw Problem.Invalid.field("parent", parent + " is not a version; the newest is " + artifact.latest());
        }
        return parent;
    }
}
