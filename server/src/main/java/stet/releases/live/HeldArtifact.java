package stet.releases.live;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.registry.Kind;
import stet.registry.Reference;
import stet.registry.Version;

/**
 * A prompt, tool or app in memory.
 *
 * @param latest the number of its newest version
 * @param labels which version each label points at
 * @param versions those that are newest or that a label points at, by number
 */
record HeldArtifact(
        UUID id, Kind kind, String name, int latest, Map<String, Integer> labels, Map<Integer, Version> versions) {
    HeldArtifact {
        labels = Map.copyOf(labels);
        versions = Map.copyOf(versions);
    }

    Optional<Version> find(Reference reference) {
        return switch (reference) {
            case Reference.Number(int number) -> Optional.ofNullable(versions.get(number));
            case Reference.Latest() -> Optional.ofNullable(versions.get(latest));
            case Reference.Label(String label) -> pointedAt(labels.get(label));
            case Reference.Digest(String digest) ->
                versions.values().stream()
                        .filter(it -> it.digest().equals(digest))
                        .findFirst();
        };
    }

    private Optional<Version> pointedAt(@Nullable Integer number) {
        return number == null ? Optional.empty() : Optional.ofNullable(versions.get(number));
    }
}
