package stet.cli.files;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The field {@code stet} of a file: what is said of the artifact and is no part of its content.
 *
 * @param content the whole content, where it has no fields of its own to be beside
 */
record Envelope(
        @Nullable String name, About about, @Nullable JsonNode content) {
    static final String KEY = "stet";

    private static final List<String> FIELDS = List.of("name", "description", "tags", "content");

    static @Nullable ObjectNode of(Document document, @Nullable JsonNode content) {
        var fields = JsonNodeFactory.instance.objectNode();
        if (document.name() != null) {
            fields.put("name", document.name());
        }
        if (document.about().description() != null) {
            fields.put("description", document.about().description());
        }
        if (!document.about().tags().isEmpty()) {
            var tags = fields.putArray("tags");
            document.about().tags().forEach(tags::add);
        }
        if (content != null) {
            fields.set("content", content);
        }
        return fields.isEmpty() ? null : fields;
    }

    static Envelope read(JsonNode fields) {
        if (fields.isMissingNode()) {
            return new Envelope(null, About.NOTHING, null);
        }
        if (!fields.isObject()) {
            throw new FileProblem("'" + KEY + "' has to have fields: " + String.join(", ", FIELDS));
        }
        fields.propertyNames().stream()
                .filter(it -> !FIELDS.contains(it))
                .findFirst()
                .ifPresent(it -> {
                    throw new FileProblem(
                            "'" + KEY + "' has no field '" + it + "'; it has " + String.join(", ", FIELDS));
                });
        var tags = new ArrayList<String>();
        for (var tag : fields.path("tags")) {
            tags.add(text("tags", tag));
        }
        return new Envelope(
                fields.has("name") ? text("name", fields.path("name")) : null,
                new About(fields.has("description") ? text("description", fields.path("description")) : null, tags),
                fields.get("content"));
    }

    private static String text(String field, JsonNode value) {
        if (value.isString()) {
            return value.stringValue();
        }
        throw new FileProblem("'" + KEY + "." + field + "' has to be text: put it in quotes");
    }
}
