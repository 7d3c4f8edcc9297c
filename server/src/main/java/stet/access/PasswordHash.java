package stet.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What is kept of a password: an Argon2id hash written as {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. The cost stands
 * beside each hash, so that raising it leaves older hashes readable.
 */
record PasswordHash(String text) {
    private static final String COST = "m=19456,t=2,p=1";
    /** Fits no password, and takes as long as any other to say so: for names that nobody has. */
    static final PasswordHash NOBODYS =
            new PasswordHash("$argon2id$v=19$" + COST + "$" + "A".repeat(22) + "$" + "A".repeat(43));

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    PasswordHash {
        String[] parts = text.split("\\$", -1);
        if (parts.length != 6 || !parts[1].equals("argon2id") || !parts[2].equals("v=19")) {
            throw new IllegalArgumentException("a password hash is not Argon2id version 19");
        }
    }

    static PasswordHash of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        var base64 = Base64.getEncoder().withoutPadding();
        byte[] hash = derive(COST, salt, HASH_BYTES, password);
        return new PasswordHash(
                "$argon2id$v=19$" + COST + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash));
    }

    /** Takes as long for a wrong password as for the right one. */
    boolean fits(String password) {
        String[] parts = text.split("\\$", -1);
        byte[] salt = Base64.getDecoder().decode(parts[4]);
        byte[] hash = Base64.getDecoder().decode(parts[5]);
        return MessageDigest.isEqual(hash, derive(parts[3], salt, hash.length, password));
    }

    private static byte[] derive(String cost, byte[] salt, int bytes, String password) {
        String[] costs = cost.split(",", -1);
        var argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(value(costs[0]))
                .withIterations(value(costs[1]))
                .withParallelism(value(costs[2]))
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        argon.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static int value(String assignment) {
        return Integer.parseInt(assignment.substring(2));
    }

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }
}
