package stet.gateway;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.models.wire.RequestHead;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** What a caller says about a call besides the call itself: in {@code stet-*} headers, or in a {@code stet} object in the body. */
record CallFacts(
        @Nullable String user,
        @Nullable String session,
        @Nullable String environment,
        @Nullable String release,
        @Nullable String app,
        List<String> tags,
        Map<String, String> metadata) {
    /** Nothing was said. */
    static final CallFacts NONE = new CallFacts(null, null, null, null, null, List.of(), Map.of());

    static final int MAX_TEXT = 256;
    static final int MAX_TAGS = 32;
    static final int MAX_METADATA = 64;
    private static final String METADATA = "stet-metadata-";

    static CallFacts of(MultiMap headers, byte[] body, RequestHead head) {
        var member = head.stet();
        JsonNode object = member == null ? Json.MAPPER.missingNode() : read(body, member);
        var tags = new ArrayList<String>();
        for (JsonNode tag : object.path("tags")) {
            tags.add(limited("stet.tags", tag.asString("")));
        }
        String tagHeader = headers.get("stet-tags");
        if (tagHeader != null) {
            for (String tag : tagHeader.split(",", -1)) {
                if (!tag.isBlank()) {
                    tags.add(limited("stet-tags", tag.strip()));
                }
            }
        }
        if (tags.size() > MAX_TAGS) {
            throw Problem.Invalid.field("stet.tags", tags.size() + " tags are more than " + MAX_TAGS);
        }
        return new CallFacts(
                first(headers, "stet-user", object, "user"),
                first(headers, "stet-session", object, "session"),
                first(headers, "stet-environment", object, "environment"),
                first(headers, "stet-release", object, "release"),
                first(headers, "stet-app", object, "app"),
                tags,
                metadata(headers, object.path("metadata")));
    }

    private static JsonNode read(byte[] body, RequestHead.Member member) {
        var node = Json.MAPPER.readTree(body, member.valueStart(), member.end() - member.valueStart());
        if (!node.isObject()) {
            throw Problem.Invalid.field("stet", "an object is expected, such as {\"session\":\"s-1\"}");
        }
        return node;
    }

    private static @Nullable String first(MultiMap headers, String header, JsonNode object, String field) {
        String value = headers.get(header);
        if (value != null && !value.isBlank()) {
            return limited(header, value.strip());
        }
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isString() && !node.isNumber()) {
            throw Problem.Invalid.field("stet." + field, "text is expected");
        }
        return limited("stet." + field, node.asString());
    }

    private static Map<String, String> metadata(MultiMap headers, JsonNode object) {
        var metadata = new HashMap<String, String>();
        for (var entry : object.properties()) {
            var value = entry.getValue();
            metadata.put(
                    limited("stet.metadata", entry.getKey()),
                    limited("stet.metadata." + entry.getKey(), value.isString() ? value.asString() : value.toString()));
        }
        for (var header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(METADATA)) {
                metadata.put(name.substring(METADATA.length()), limited(name, header.getValue()));
            }
        }
        if (metadata.size() > MAX_METADATA) {
            throw Problem.Invalid.field("stet.metadata", metadata.size() + " entries are more than " + MAX_METADATA);
        }
        return metadata;
    }

    private static String limited(String field, String text) {
        if (text.length() > MAX_TEXT) {
            throw Problem.Invalid.field(field, text.length() + " characters are more than " + MAX_TEXT);
        }
        return text;
    }
}
