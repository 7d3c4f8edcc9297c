package stet.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an application's key; the key itself is not kept.
 *
 * @param prefix the key's first characters, to recognise it by
 */
public record ApiKey(
        UUID id,
        String name,
        String prefix,
        KeyRole role,
        Instant createdAt,
        String createdBy,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {
    static final String START = "stet_";
    static final int PREFIX = START.length() + 6;
    static final int MAX_NAME = 100;

    public ApiKey {
        if (name.isBlank() || name.length() > MAX_NAME) {
            throw new IllegalArgumentException("a key's name has 1 to " + MAX_NAME + " characters");
        }
    }
}
