package stet.cli.files;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of an artifact besides its versions. */
public record About(@Nullable String description, List<String> tags) {
    public static final About NOTHING = new About(null, List.of());

    public About {
        description = description == null || description.isEmpty() ? null : description;
        tags = List.copyOf(tags);
    }
}
