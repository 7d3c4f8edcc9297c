package stet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The answer of {@code /api/v1/system}. */
record SystemStatus(
        String version,
        Instant startedAt,
        boolean demo,
        String publicUrl,
        GatewayUrls gatewayUrls,
        JournalStatus journal,
        StoreStatus store) {

    /** Base URLs for clients of each protocol. */
    record GatewayUrls(String openai, String anthropic, String otlp) {}

    /**
     * How far the telemetry store is behind the journal.
     *
     * @param bytes the journal's size on disk
     */
    record JournalStatus(long bytes, long lagRecords, double lagMs) {}

    /** How much the telemetry store holds. */
    record StoreStatus(
            long spans, long bytes, boolean ready, @Nullable String problem) {}
}
