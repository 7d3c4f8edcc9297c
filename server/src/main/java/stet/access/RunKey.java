package stet.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that calls models for a short while, in the name of an API key: what is handed to a client library that would write a longer one into
 * logs. It holds its own end and a code over it under the API key's hash, so nothing is stored, every process knows it, and it ends with
 * the API key.
 */
record RunKey(UUID keyId, Instant end, byte[] code) {
    static final String START = "stet_run_";
    static final Duration LIFE = Duration.ofMinutes(15);

    private static final int CODE_BYTES = 16;
    private static final int BYTES = 24 + CODE_BYTES;

    static String make(UUID keyId, String keyHash, Instant now) {
        var end = Instant.ofEpochSecond(now.plus(LIFE).getEpochSecond());
        byte[] bytes = ByteBuffer.allocate(BYTES)
                .put(said(keyId, end))
                .put(code(keyId, end, keyHash))
                .array();
        return START + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static Optional<RunKey> parse(String presented) {
        if (!presented.startsWith(START) || presented.length() > 100) {
            return Optional.empty();
        }
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(presented.substring(START.length())));
            if (bytes.remaining() != BYTES) {
                return Optional.empty();
            }
            var id = new UUID(bytes.getLong(), bytes.getLong());
            var end = Instant.ofEpochSecond(bytes.getLong());
            return Optional.of(new RunKey(id, end, Arrays.copyOfRange(bytes.array(), 24, BYTES)));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    boolean holds(String keyHash, Instant now) {
        return now.isBefore(end) && MessageDigest.isEqual(code, code(keyId, end, keyHash));
    }

    private static byte[] said(UUID keyId, Instant end) {
        return ByteBuffer.allocate(24)
                .putLong(keyId.getMostSignificantBits())
                .putLong(keyId.getLeastSignificantBits())
                .putLong(end.getEpochSecond())
                .array();
    }

    private static byte[] code(UUID keyId, Instant end, String keyHash) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keyHash.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(said(keyId, end)), CODE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** It opens doors. */
    @Override
    public String toString() {
        return "RunKey[" + keyId + " until " + end + "]";
    }
}
