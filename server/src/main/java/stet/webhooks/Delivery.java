package stet.webhooks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message for one webhook, and how far it is.
 *
 * @param messageId what the receiver knows it by, the same however often it is sent
 * @param type of the event it tells of
 * @param tries how often it was sent since it was last put in line
 * @param nextAt when it is sent next; absent when it no longer is
 */
record Delivery(
        UUID id,
        String messageId,
        String type,
        State state,
        int tries,
        @Nullable Instant nextAt,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** Where a message is. */
    enum State {
        WAITING,
        DELIVERED,
        FAILED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * One time that it was sent.
     *
     * @param status what the receiver answered; absent when it did not
     * @param problem why it counts as failed; absent when it was taken
     * @param response the beginning of what the receiver said
     */
    record Attempt(
            int number,
            Instant at,
            double durationMs,
            @Nullable Integer status,
            @Nullable String problem,
            @Nullable String response) {}
}
