package stet.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that someone did, once and for all.
 *
 * @param actor a person's name, {@code key …}, {@code command line}, {@code stet} or {@code nobody}
 * @param subject what or whom it was done to
 * @param project the name of the project it was done in
 * @param address where the request came from
 */
record AuditEntry(
        UUID id,
        Instant at,
        String actor,
        String action,
        String subject,
        @Nullable String project,
        @Nullable String address) {}
