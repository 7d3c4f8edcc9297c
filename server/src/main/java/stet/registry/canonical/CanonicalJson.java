package stet.registry.canonical;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * The one text of a JSON value, after RFC 8785: members sorted by the UTF-16 of their names, no space, shortest numbers, nothing escaped
 * that need not be.
 */
public record CanonicalJson(String text) {
    /** How a digest starts. */
    public static final String SHA_256 = "sha256:";

    private static final int HEX_DIGITS = 64;

    /** @throws NotCanonical for half of a surrogate pair, or a number that a double cannot hold */
    public static CanonicalJson of(JsonNode value) {
        var text = new StringBuilder();
        write(value, text);
        return new CanonicalJson(text.toString());
    }

    /** {@code sha256:} and 64 hexadecimal digits, over the UTF-8 of the text. */
    public String digest() {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return SHA_256 + HexFormat.of().formatHex(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public static boolean isDigest(String text) {
        return text.length() == SHA_256.length() + HEX_DIGITS
                && text.startsWith(SHA_256)
                && text.substring(SHA_256.length()).chars().allMatch(it -> "0123456789abcdef".indexOf(it) >= 0);
    }

    public int bytes() {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    public JsonNode value() {
        return Json.MAPPER.readTree(text);
    }

    private static void write(JsonNode value, StringBuilder text) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, text);
            case ARRAY -> array(value, text);
            case STRING -> string(value.stringValue(), text);
            case NUMBER -> text.append(CanonicalNumber.text(value));
            case BOOLEAN -> text.append(value.booleanValue());
            case NULL -> text.append("null");
            case BINARY, MISSING, POJO -> throw new NotCanonical("is not a JSON value");
        }
    }

    private static void object(JsonNode object, StringBuilder text) {
        var sorted = new TreeMap<String, JsonNode>();
        object.properties().forEach(it -> sorted.put(it.getKey(), it.getValue()));
        text.append('{');
        String comma = "";
        for (var member : sorted.entrySet()) {
            text.append(comma);
            string(member.getKey(), text);
            write(member.getValue(), text.append(':'));
            comma = ",";
        }
        text.append('}');
    }

    private static void array(JsonNode array, StringBuilder text) {
        text.append('[');
        String comma = "";
        for (JsonNode element : array) {
            write(element, text.append(comma));
            comma = ",";
        }
        text.append(']');
    }

    private static void string(String value, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\f' -> text.append("\\f");
                case '\r' -> text.append("\\r");
                default -> {
                    if (c < ' ') {
                        text.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
                    } else if (Character.isSurrogate(c)) {
                        if (!Character.isHighSurrogate(c)
                                || i + 1 == value.length()
                                || !Character.isLowSurrogate(value.charAt(i + 1))) {
                            throw new NotCanonical("holds half of a character (an unpaired surrogate): leave it out");
                        }
                        text.append(c).append(value.charAt(++i));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
