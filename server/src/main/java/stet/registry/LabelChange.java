package stet.registry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A move of a label that happened; version 0 is none.
 *
 * @param breakGlass whether protections were overridden
 * @param request the approved request that it carried out
 */
public record LabelChange(
        UUID id,
        String label,
        int from,
        int to,
        Instant at,
        String actor,
        @Nullable String reason,
        boolean breakGlass,
        @Nullable UUID request) {}
