package stet.cli.files;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/** Fingerprints, written {@code sha256:} and 64 digits, as the server writes them. */
public final class Digest {
    private Digest() {}

    static String of(String text) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(
                                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of a content, whatever the order of its keys. */
    public static String of(JsonNode content) {
        return of(CanonicalText.of(content));
    }
}
