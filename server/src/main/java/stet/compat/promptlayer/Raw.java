package stet.compat.promptlayer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A prompt whose text is to stay as it is, for clients that put the variables in themselves: its templates escaped, so that rendering gives them back. */
final class Raw {
    private Raw() {}

    static JsonNode of(JsonNode content) {
        var raw = ((ObjectNode) content).deepCopy();
        raw.put("templateFormat", "f-string");
        raw.remove("variables");
        if (raw.path("text").isString()) {
            raw.put("text", escaped(raw.path("text").stringValue()));
        }
        var messages = JsonNodeFactory.instance.arrayNode();
        for (var message : raw.path("messages")) {
            if (message.path("content").isString()) {
                messages.add(((ObjectNode) message)
                        .put("content", escaped(message.path("content").stringValue())));
            }
        }
        if (!messages.isEmpty()) {
            raw.set("messages", messages);
        }
        return raw;
    }

    private static String escaped(String text) {
        return text.replace("{", "{{").replace("}", "}}");
    }
}
