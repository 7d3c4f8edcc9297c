package stet.traces.conventions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Pictures, sounds, films and documents in messages: kept by reference; content that travelled inside is named by its digest. */
final class Media {
    /** What Langfuse's clients put in the place of content. */
    private static final Pattern LANGFUSE =
            Pattern.compile("@@@langfuseMedia:type=([^|@]{1,100})\\|id=([^|@]{1,100})\\|source=[^|@]{1,40}@@@");

    private Media() {}

    /** The part, or null if it holds no media. */
    static @Nullable ObjectNode of(String type, ObjectNode said) {
        JsonNode source = said.get("source");
        return switch (type) {
            case "blob" -> inline(modality(said), mime(said), text(said, "content", "data"));
            case "uri" -> linked(modality(said), mime(said), text(said, "uri", "url"));
            case "file" -> {
                String id = text(said, "file_id");
                yield id == null ? null : referenced(modality(said), mime(said), id);
            }
            case "image_url" -> linked("image", null, nested(said, "image_url", "url"));
            case "input_image" -> linked("image", null, text(said, "image_url"));
            case "input_audio" ->
                inline("audio", nested(said, "input_audio", "format"), nested(said, "input_audio", "data"));
            case "image", "document", "audio", "video" -> {
                JsonNode from = source == null ? said : source;
                String mime = mime(from);
                String data = text(from, "data", type, "content");
                String url = text(from, "url", "uri");
                yield url != null ? linked(type, mime, url) : inline(type, mime, data);
            }
            default -> null;
        };
    }

    /** The part that a text is a reference to, or null if it is any other text. */
    static @Nullable ObjectNode referredTo(String text) {
        var matcher = LANGFUSE.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String mime = matcher.group(1);
        return referenced(modality(mime.substring(0, Math.max(0, mime.indexOf('/')))), mime, matcher.group(2));
    }

    private static @Nullable ObjectNode linked(String modality, @Nullable String mime, @Nullable String url) {
        if (url == null) {
            return null;
        }
        ObjectNode known = referredTo(url);
        if (known != null) {
            return known;
        }
        if (url.startsWith("data:") && url.indexOf(";base64,") > 0) {
            int comma = url.indexOf(";base64,");
            return inline(modality, url.substring("data:".length(), comma), url.substring(comma + ";base64,".length()));
        }
        return part(modality, mime).put("url", url);
    }

    private static @Nullable ObjectNode inline(String modality, @Nullable String mime, @Nullable String base64) {
        if (base64 == null) {
            return null;
        }
        ObjectNode known = referredTo(base64);
        if (known != null) {
            return known;
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            bytes = base64.getBytes(StandardCharsets.UTF_8);
        }
        return part(modality, mime).put("reference", "sha256:" + digest(bytes)).put("bytes", bytes.length);
    }

    private static ObjectNode referenced(String modality, @Nullable String mime, String id) {
        return part(modality, mime).put("reference", id);
    }

    private static ObjectNode part(String modality, @Nullable String mime) {
        ObjectNode part =
                JsonNodeFactory.instance.objectNode().put("type", "media").put("modality", modality);
        if (mime != null) {
            part.put("mediaType", mime.indexOf('/') < 0 ? modality + "/" + mime : mime);
        }
        return part;
    }

    private static String modality(JsonNode said) {
        String named = text(said, "modality");
        String mime = mime(said);
        return modality(named != null ? named : mime == null ? "" : mime.substring(0, Math.max(0, mime.indexOf('/'))));
    }

    private static String modality(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "image" -> "image";
            case "audio" -> "audio";
            case "video" -> "video";
            default -> "document";
        };
    }

    private static @Nullable String mime(JsonNode said) {
        return text(said, "mime_type", "media_type", "mediaType", "mimeType");
    }

    private static @Nullable String nested(JsonNode said, String object, String name) {
        JsonNode inner = said.get(object);
        return inner == null ? null : text(inner, name);
    }

    private static @Nullable String text(JsonNode said, String... names) {
        return Parts.firstText(said, names);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
