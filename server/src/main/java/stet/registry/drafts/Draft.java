package stet.registry.drafts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.registry.Kind;
import tools.jackson.databind.JsonNode;

/**
 * A version in the making.
 *
 * @param base the version it began from; 0 for none
 * @param revision from 1, one more with each change; a change names the revision it was made from
 * @param branchedFrom the draft it began as a copy of
 * @param content absent in lists
 */
public record Draft(
        UUID id,
        Kind kind,
        String name,
        String title,
        int base,
        int revision,
        @Nullable UUID branchedFrom,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        String updatedBy,
        @Nullable JsonNode content) {}
