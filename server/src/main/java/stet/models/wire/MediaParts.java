package stet.models.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import stet.models.Part.Media;
import stet.models.Part.Modality;

/** Names media by URL, file id or digest, and lets inline content go. */
final class MediaParts {
    private MediaParts() {}

    /** Media behind a URL, which may be a {@code data:} URL that holds it. */
    static Media at(Modality modality, String url) {
        int comma = url.indexOf(',');
        if (!url.regionMatches(true, 0, "data:", 0, 5) || comma < 0) {
            return new Media(modality, null, url, null, null);
        }
        var head = url.substring(5, comma).split(";", -1);
        var mediaType = head[0].isEmpty() ? null : head[0];
        return head[head.length - 1].toLowerCase(Locale.ROOT).equals("base64")
                ? inline(modality, mediaType, url.substring(comma + 1))
                : digest(modality, mediaType, url.substring(comma + 1).getBytes(ISO_8859_1));
    }

    static Media inline(Modality modality, @Nullable String mediaType, String base64) {
        try {
            return digest(modality, mediaType, Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            return new Media(modality, mediaType, null, null, base64.length());
        }
    }

    static Media file(Modality modality, @Nullable String mediaType, String id) {
        return new Media(modality, mediaType, null, id, null);
    }

    private static Media digest(Modality modality, @Nullable String mediaType, byte[] content) {
        return new Media(modality, mediaType, null, "sha256:" + sha256(content), content.length);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
