package stet.cli.imports;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A Dotprompt file's content in ours: its model, and its text cut into messages at its marks. What ours has no place for is in its metadata. */
final class Dotprompt {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern MARK =
            Pattern.compile("\\{\\{\\s*(?:role\\s+[\"'](system|user|model|tool)[\"']|(history))\\s*}}");
    private static final Set<String> OURS = Set.of("type", "text", "messages", "templateFormat");

    private Dotprompt() {}

    static JsonNode content(JsonNode given) {
        var content = NODES.objectNode();
        var kept = NODES.objectNode();
        for (var field : given.properties()) {
            if (OURS.contains(field.getKey())) {
                content.set(field.getKey(), field.getValue());
            } else if (!field.getKey().equals("model") && !field.getKey().equals("config")) {
                kept.set(field.getKey(), field.getValue());
            }
        }
        content.put("templateFormat", "mustache");
        model(given, content, kept);
        String text = content.path("text").asString("");
        if (MARK.matcher(text).find()) {
            content.put("type", "chat").set("messages", messages(text));
            content.remove("text");
        }
        if (!kept.isEmpty()) {
            content.putObject("metadata").set("dotprompt", kept);
        }
        return content;
    }

    private static void model(JsonNode given, ObjectNode content, ObjectNode kept) {
        String name = given.path("model").asString("");
        if (name.isBlank()) {
            for (String field : List.of("model", "config")) {
                if (given.has(field)) {
                    kept.set(field, given.path(field));
                }
            }
            return;
        }
        var model = content.putObject("model");
        int slash = name.indexOf('/');
        if (slash > 0) {
            model.put("provider", name.substring(0, slash));
        }
        model.put("name", name.substring(slash + 1));
        model.set("parameters", given.path("config").isObject() ? given.path("config") : NODES.objectNode());
    }

    private static JsonNode messages(String text) {
        var messages = NODES.arrayNode();
        var mark = MARK.matcher(text);
        String role = "user";
        int from = 0;
        while (mark.find()) {
            add(role, text.substring(from, mark.start()), messages::add);
            if (mark.group(2) != null) {
                messages.addObject().put("placeholder", "history");
            } else {
                role = mark.group(1).equals("model") ? "assistant" : mark.group(1);
            }
            from = mark.end();
        }
        add(role, text.substring(from), messages::add);
        return messages;
    }

    private static void add(String role, String text, Consumer<JsonNode> messages) {
        if (!text.isBlank()) {
            messages.accept(NODES.objectNode().put("role", role).put("content", text.strip()));
        }
    }
}
