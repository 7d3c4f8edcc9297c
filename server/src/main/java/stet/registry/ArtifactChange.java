package stet.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be different about an artifact; what is null stays. An empty description is none. */
public record ArtifactChange(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> tags,
        @Nullable Boolean archived,
        @Nullable Boolean favourite) {
    boolean isAboutFavouritesOnly() {
        return name == null && description == null && tags == null && archived == null;
    }
}
