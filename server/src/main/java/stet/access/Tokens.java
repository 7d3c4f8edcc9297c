package stet.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** Makes secrets nobody can guess, and the hashes that are kept instead of them. */
final class Tokens {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** 256 random bits for a cookie or a link. */
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A secret people copy: the prefix says what it is, the last digits that it was copied whole. */
    static String withPrefix(String prefix) {
        String body = prefix + digits(RANDOM_DIGITS);
        return body + check(body);
    }

    /** A password that can be typed: 119 random bits. */
    static String password() {
        return digits(20);
    }

    /** Whether a text can be a secret made by {@link #withPrefix}; says so without asking anyone. */
    static boolean isWhole(String prefix, String text) {
        int length = prefix.length() + RANDOM_DIGITS + CHECK_DIGITS;
        return text.length() == length
                && text.startsWith(prefix)
                && text.endsWith(check(text.substring(0, length - CHECK_DIGITS)));
    }

    static String hash(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Compares without telling by its duration how much was right. */
    static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String digits(int count) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return text.toString();
    }

    private static String check(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.UTF_8));
        char[] check = new char[CHECK_DIGITS];
        long rest = crc.getValue();
        for (int i = CHECK_DIGITS - 1; i >= 0; i--) {
            check[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(check);
    }
}
