package stet.datasets;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A named collection of cases. Its versions never change; their numbers start at 1 and have no gaps.
 *
 * @param schema a JSON Schema (draft 2020-12) that every case must fit from now on
 * @param latest the number of the newest version, 0 for none
 * @param cases how many the newest version has
 */
public record Dataset(
        UUID id,
        String name,
        @Nullable String description,
        List<String> tags,
        @Nullable JsonNode schema,
        int latest,
        int cases,
        @Nullable Instant archivedAt,
        Instant createdAt,
        String createdBy,
        Instant updatedAt) {
    public Dataset {
        tags = List.copyOf(tags);
    }
}
