package stet.releases.fetch;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import stet.platform.json.Json;

/** An answer as it is sent, and the tag by which it is known again. */
record FetchDocument(byte[] bytes, String etag) {
    static FetchDocument of(Object value) {
        byte[] bytes = Json.MAPPER.writeValueAsBytes(value);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new FetchDocument(bytes, "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether a request's {@code If-None-Match} names this document. */
    boolean isKnownTo(String ifNoneMatch) {
        for (String tag : ifNoneMatch.split(",", -1)) {
            String plain = tag.strip();
            if (plain.equals("*") || (plain.startsWith("W/") ? plain.substring(2) : plain).equals(etag)) {
                return true;
            }
        }
        return false;
    }
}
