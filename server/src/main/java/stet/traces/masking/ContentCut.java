package stet.traces.masking;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the first bytes of a content, in UTF-8 and counting its texts, numbers and names of fields but not the words of a message's
 * own shape. Of the rest its size and digest are told. What is kept of messages is messages.
 */
final class ContentCut {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> SHAPE = Set.of("role", "parts", "type", "text", "modality", "finishReason");
    private static final Set<String> SHAPE_VALUES = Set.of("role", "type", "modality", "finishReason");

    private final MessageDigest sha = sha256();
    private long room;
    private long left;

    private ContentCut(int bytes) {
        room = bytes;
    }

    /**
     * What is kept, and the rest.
     *
     * @param rest its {@code bytes} and {@code sha256}; absent when all is kept
     */
    record Kept(@Nullable JsonNode content, @Nullable ObjectNode rest) {}

    static Kept of(@Nullable JsonNode content, int bytes) {
        if (content == null) {
            return new Kept(null, null);
        }
        var cut = new ContentCut(bytes);
        var kept = cut.node(content);
        if (cut.left == 0) {
            return new Kept(content, null);
        }
        var rest = NODES.objectNode()
                .put("bytes", cut.left)
                .put("sha256", HexFormat.of().formatHex(cut.sha.digest()));
        return new Kept(kept, rest);
    }

    /** What is kept of it; null when that is nothing. */
    private @Nullable JsonNode node(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> {
                var copy = NODES.arrayNode();
                for (var element : array) {
                    var kept = node(element);
                    if (kept != null) {
                        copy.add(kept);
                    }
                }
                yield copy.isEmpty() && !array.isEmpty() ? null : copy;
            }
            default -> node.isString() ? text(node.stringValue()) : whole(node);
        };
    }

    private @Nullable JsonNode object(ObjectNode object) {
        boolean messageOrPart = object.has("parts") || object.has("type");
        var copy = NODES.objectNode();
        boolean any = object.isEmpty();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            boolean shape = messageOrPart && SHAPE.contains(field.getKey());
            if (shape && SHAPE_VALUES.contains(field.getKey()) && isShort(field.getValue())) {
                copy.set(field.getKey(), field.getValue());
                continue;
            }
            boolean named = shape || takes(field.getKey());
            var kept = node(field.getValue());
            if (named && kept != null) {
                copy.set(field.getKey(), kept);
                any = true;
            }
        }
        if (any && object.get("parts") instanceof ArrayNode && !copy.has("parts")) {
            copy.putArray("parts");
        }
        return any ? copy : null;
    }

    private static boolean isShort(JsonNode value) {
        return value.isString() && value.stringValue().length() <= 32;
    }

    private @Nullable JsonNode whole(JsonNode node) {
        return takes(node.asString()) ? node : null;
    }

    private boolean takes(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (left == 0 && bytes.length <= room) {
            room -= bytes.length;
            return true;
        }
        leave(bytes, 0);
        return false;
    }

    private @Nullable JsonNode text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (left == 0 && bytes.length <= room) {
            room -= bytes.length;
            return NODES.stringNode(text);
        }
        int end = left > 0 ? 0 : (int) room;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        leave(bytes, end);
        return end == 0 ? null : NODES.stringNode(new String(bytes, 0, end, StandardCharsets.UTF_8));
    }

    /** From here on nothing more is kept. */
    private void leave(byte[] bytes, int from) {
        sha.update(bytes, from, bytes.length - from);
        left += bytes.length - from;
        room = 0;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
