package stet.compat.promptlayer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * What PromptLayer's clients call a logged request: a whole number that JavaScript can hold. The ids of the trace and its root follow from it, so
 * that nobody has to look them up; a request that is sent again has the same number.
 */
record RequestNumber(long value) {
    private static final long MOST = (1L << 52) - 1;

    RequestNumber {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException("'" + value + "' is not the id of a request");
        }
    }

    /** The number of what was said. */
    static RequestNumber of(String... said) {
        return new RequestNumber(Math.max(1, hash(said) & MOST));
    }

    /** The number of a request that has a trace of its own; empty for any other trace. */
    static Optional<RequestNumber> ofTrace(UUID project, String traceId) {
        if (!traceId.matches("[0-9a-f]{32}")) {
            return Optional.empty();
        }
        long value = HexFormat.fromHexDigitsToLong(traceId, 16, 32);
        return value < 1 || value > MOST
                ? Optional.empty()
                : Optional.of(new RequestNumber(value))
                        .filter(it -> it.traceId(project).equals(traceId));
    }

    String traceId(UUID project) {
        String id = HexFormat.of().toHexDigits(hash("trace", project.toString(), Long.toString(value)));
        return id + HexFormat.of().toHexDigits(value);
    }

    String spanId() {
        return HexFormat.of().toHexDigits(value);
    }

    private static long hash(String... said) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (String part : said) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return ByteBuffer.wrap(digest.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
