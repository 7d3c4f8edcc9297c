package stet.platform.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import stet.platform.config.OwnerFile;
import stet.platform.config.StartProblem;

/** Seals what must be stored but not read by whoever finds the disk: AES-256-GCM under the installation's master key. */
public final class Secrets {
    private static final String FILE = "secret.key";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int FINGERPRINT_BYTES = 16;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    private Secrets(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * @param given the master key in base64, as the operator set it; absent: the file {@code secret.key} in the home, made at
     *     first boot
     */
    public static Secrets open(Path home, Optional<String> given) {
        return new Secrets(given.map(Secrets::decode).orElseGet(() -> fromFile(home.resolve(FILE))));
    }

    /**
     * Seals a text.
     *
     * @param belongsTo what the secret is of; it opens only under the same words, so that a row cannot be given another's secret
     */
    public String seal(String text, String belongsTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, text.getBytes(UTF_8), belongsTo);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    /** Opens what {@link #seal} made; a {@link StartProblem} under another master key. */
    public String open(String sealed, String belongsTo) {
        byte[] bytes = Base64.getDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
        byte[] rest = Arrays.copyOfRange(bytes, NONCE_BYTES, bytes.length);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, rest, belongsTo), UTF_8);
    }

    /** A short name for a text that tells nothing about it to whoever lacks the master key; the same for the same text. */
    public String fingerprint(String text, String belongsTo) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            mac.update(belongsTo.getBytes(UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)), 0, FINGERPRINT_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] bytes, String belongsTo) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(belongsTo.getBytes(UTF_8));
            return cipher.doFinal(bytes);
        } catch (AEADBadTagException e) {
            throw new StartProblem(
                    "A stored secret (" + belongsTo + ") was sealed with another master key: give back the old " + FILE
                            + " or STET_SECRET_KEY, or remove the secret and save it again.",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decode(String given) {
        try {
            byte[] key = Base64.getDecoder().decode(given);
            if (key.length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // answered below, like a key of another length
        }
        throw new StartProblem("STET_SECRET_KEY is not 32 bytes in base64: make one with 'openssl rand -base64 32'.");
    }

    private static byte[] fromFile(Path file) {
        try {
            if (Files.exists(file)) {
                return decode(Files.readString(file).strip());
            }
            byte[] key = new byte[KEY_BYTES];
            new SecureRandom().nextBytes(key);
            OwnerFile.write(file, Base64.getEncoder().encodeToString(key) + "\n");
            return key;
        } catch (IOException e) {
            throw new StartProblem("The master key " + file + " cannot be read or made (" + e.getMessage() + ").", e);
        }
    }
}
