package stet.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something with versions: a prompt, a tool, an app, ….
 *
 * @param latest the number of its newest version; 0 before there is one
 * @param labels which version each label points at
 * @param favourite whether it is one of the caller's favourites
 */
public record Artifact(
        UUID id,
        Kind kind,
        String name,
        @Nullable String description,
        List<String> tags,
        int latest,
        Map<String, Integer> labels,
        boolean favourite,
        @Nullable Instant archivedAt,
        Instant createdAt,
        String createdBy,
        Instant updatedAt) {}
