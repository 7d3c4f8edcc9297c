package stet.registry.imports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as another system had it.
 *
 * @param kind a word such as {@code prompt}
 * @param versions oldest first
 */
public record ImportedArtifact(
        String kind, String name, @Nullable String description, List<String> tags, List<ImportedVersion> versions) {
    public ImportedArtifact {
        tags = List.copyOf(tags);
        versions = List.copyOf(versions);
    }
}
