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
import stet.releases.ReleaseStep;
import stet.releases.deployments.Environment;
import tools.jackson.databind.JsonNode;

/**
 * What is known of a call besides the call itself: what its caller says in {@code stet-*} headers, or in a {@code stet} object in the
 * body, and the release that stet served it from.
 *
 * @param unit whom or what a release is chosen for
 * @param prompts the prompts it was made with
 */
record CallFacts(
        @Nullable String user,
        @Nullable String session,
        @Nullable String environment,
        @Nullable String release,
        @Nullable String app,
        @Nullable String unit,
        List<String> tags,
        Map<String, String> metadata,
        List<UsedPrompt> prompts,
        @Nullable ServedRelease served) {
    /** Nothing was said. */
    static final CallFacts NONE = new CallFacts(null, null, null, null, null, List.of(), Map.of());

    static final int MAX_TEXT = 256;
    static final int MAX_TAGS = 32;
    static final int MAX_METADATA = 64;
    private static final String METADATA = "stet-metadata-";

    /** Entries of the journal may be older than prompts. */
    @SuppressWarnings("ConstantValue")
    CallFacts {
        prompts = prompts == null ? List.of() : List.copyOf(prompts);
    }

    /** Of a call that is not known to be for a unit, of a prompt, or of a release of ours. */
    CallFacts(
            @Nullable String user,
            @Nullable String session,
            @Nullable String environment,
            @Nullable String release,
            @Nullable String app,
            List<String> tags,
            Map<String, String> metadata) {
        this(user, session, environment, release, app, null, tags, metadata, List.of(), null);
    }

    /**
     * The same call, served from a release.
     *
     * @param attempt which of its models is asked, from 1; absent where there is only one
     */
    CallFacts servedFrom(ReleaseStep step, @Nullable Integer attempt) {
        var release = step.release();
        var used = new ArrayList<UsedPrompt>();
        step.prompts().forEach(it -> used.add(new UsedPrompt(it.name(), Integer.toString(it.version()), it.digest())));
        return new CallFacts(
                user,
                session,
                environment == null ? Environment.PRODUCTION : environment,
                Integer.toString(release.number()),
                release.app(),
                unit,
                tags,
                metadata,
                used,
                new ServedRelease(
                        release.number(),
                        release.release().digest(),
                        step.step().name(),
                        attempt));
    }

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
        String prompt = first(headers, "stet-prompt", object, "prompt");
        return new CallFacts(
                first(headers, "stet-user", object, "user"),
                first(headers, "stet-session", object, "session"),
                first(headers, "stet-environment", object, "environment"),
                first(headers, "stet-release", object, "release"),
                first(headers, "stet-app", object, "app"),
                first(headers, "stet-unit", object, "unit"),
                tags,
                metadata(headers, object.path("metadata")),
                prompt == null ? List.of() : List.of(UsedPrompt.parse("stet-prompt", prompt)),
                null);
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
