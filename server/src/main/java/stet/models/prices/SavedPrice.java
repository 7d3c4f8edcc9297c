package stet.models.prices;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A price that somebody saved.
 *
 * @param version from 1; counts its changes
 */
record SavedPrice(UUID id, int version, Price price, Instant changedAt, String changedBy) {
    SavedPrice changed(Price other, Instant at, String by) {
        return new SavedPrice(id, version + 1, other, at, by);
    }

    /**
     * What was done to a price once.
     *
     * @param price as it was from then on; as it was before, when it was withdrawn
     */
    record PriceChange(
            UUID id,
            UUID priceId,
            int version,
            What what,
            Price price,
            Instant at,
            String by,
            @Nullable String message) {}

    /** What can be done to a price. */
    enum What {
        ADDED,
        CHANGED,
        ENDED,
        WITHDRAWN;

        @com.fasterxml.jackson.annotation.JsonValue
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static What of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
