package stet.traces.rejected;

import java.time.Instant;
import java.util.UUID;

/**
 * A record on the list, without its payload.
 *
 * @param bytes how large the payload was
 * @param whole whether all of the payload was kept, so that it can be sent again
 */
public record RejectedRecord(
        UUID id,
        Instant rejectedAt,
        String source,
        String reason,
        Rejection.Format format,
        long bytes,
        boolean whole) {}
