package stet.compat.langfuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import stet.platform.http.Problem;
import stet.registry.Artifact;
import stet.registry.Version;
import stet.registry.imports.Asides;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A version of a prompt in Langfuse's shape. */
record LangfusePrompt(
        String id,
        String name,
        int version,
        String type,
        JsonNode prompt,
        JsonNode config,
        List<String> labels,
        List<String> tags,
        String commitMessage,
        String createdAt,
        String updatedAt,
        String createdBy) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CONFIG = "config";

    /** Under which metadata lies what only Langfuse knows. */
    private static final String KEPT = "langfuse";

    private static final Set<String> OF_MESSAGE = Set.of("role", "type");
    private static final Map<String, String> OURS = new TreeMap<>(
            Map.of("content", "content", "name", "name", "tool_calls", "toolCalls", "tool_call_id", "toolCallId"));

    static LangfusePrompt of(Artifact artifact, Version version) {
        var content = version.content();
        boolean chat = content.path("type").asString("").equals("chat");
        var labels = new ArrayList<>(version.labels());
        if (version.number() == artifact.latest()) {
            labels.add("latest");
        }
        String at = version.createdAt().toString();
        return new LangfusePrompt(
                artifact.id() + "-" + version.number(),
                artifact.name(),
                version.number(),
                chat ? "chat" : "text",
                prompt(content),
                config(content),
                labels,
                artifact.tags(),
                version.message() == null ? "" : version.message(),
                at,
                at,
                version.author());
    }

    /** What its maker gave; of a prompt made here its model and parameters. */
    private static JsonNode config(JsonNode content) {
        var given = content.path("metadata").path(CONFIG);
        if (given.isObject()) {
            return given;
        }
        var config = NODES.objectNode();
        var model = content.path("model");
        if (model.path("name").isString()) {
            config.set("model", model.path("name"));
            model.path("parameters").properties().forEach(it -> config.set(it.getKey(), it.getValue()));
        }
        return config;
    }

    /** The text, or the messages. */
    static JsonNode prompt(JsonNode content) {
        return content.path("type").asString("").equals("chat")
                ? messages(content.path("messages"))
                : content.path("text");
    }

    private static JsonNode messages(JsonNode ours) {
        var messages = NODES.arrayNode();
        for (var message : ours) {
            if (message.has("placeholder")) {
                messages.addObject().put("type", "placeholder").set("name", message.path("placeholder"));
            } else {
                var sent = messages.addObject().put("role", message.path("role").asString(""));
                OURS.forEach((theirs, own) -> {
                    if (message.has(own)) {
                        sent.set(theirs, message.path(own));
                    }
                });
            }
        }
        return messages;
    }

    /** The content that a client asks to be kept. */
    static ObjectNode content(JsonNode asked) {
        var content = NODES.objectNode();
        var kept = NODES.objectNode();
        var prompt = asked.path("prompt");
        content.put("templateFormat", "mustache").put("missingVariables", "warn");
        if (prompt.isString()) {
            content.put("type", "text").put("text", prompt.stringValue());
        } else if (prompt.isArray()) {
            var messages = content.put("type", "chat").putArray("messages");
            for (int i = 0; i < prompt.size(); i++) {
                var odd = NODES.objectNode();
                messages.add(message(prompt.path(i), odd));
                if (!odd.isEmpty()) {
                    kept.set("messages." + i, odd);
                }
            }
        } else {
            throw Problem.Invalid.field("prompt", "a text, or a list of messages, is expected");
        }
        var config = asked.path(CONFIG);
        if (config.isObject() && !config.isEmpty()) {
            content.putObject("metadata").set(CONFIG, config);
            model(config, content);
        }
        if (!kept.isEmpty()) {
            content.withObjectProperty("metadata").set(KEPT, kept);
        }
        return content;
    }

    private static ObjectNode message(JsonNode sent, ObjectNode odd) {
        if (sent.path("type").asString("").equals("placeholder")) {
            return NODES.objectNode().put("placeholder", sent.path("name").asString("history"));
        }
        var message = NODES.objectNode().put("role", sent.path("role").asString("user"));
        for (var field : sent.properties()) {
            String own = OURS.get(field.getKey());
            if (own != null && !field.getValue().isNull()) {
                message.set(own, field.getValue());
            } else if (own == null && !OF_MESSAGE.contains(field.getKey()) && Asides.says(field.getValue())) {
                odd.set(field.getKey(), field.getValue());
            }
        }
        return message;
    }

    /** Where in a prompt those fields stood that a content keeps in its metadata, as JSON Pointers. */
    static List<String> kept(JsonNode content) {
        var pointers = new ArrayList<String>();
        for (var message : content.path("metadata").path(KEPT).properties()) {
            message.getValue()
                    .propertyNames()
                    .forEach(it -> pointers.add(
                            Asides.pointer("/prompt" + message.getKey().replace("messages.", "/"), it)));
        }
        return pointers;
    }

    private static void model(JsonNode config, ObjectNode content) {
        if (!config.path("model").isString()
                || config.path("model").stringValue().isBlank()) {
            return;
        }
        var parameters = NODES.objectNode();
        for (String name : List.of(
                "temperature", "top_p", "max_tokens", "frequency_penalty", "presence_penalty", "stop", "seed")) {
            if (config.hasNonNull(name)) {
                parameters.set(name, config.path(name));
            }
        }
        content.putObject("model")
                .put("name", config.path("model").stringValue())
                .set("parameters", parameters);
    }
}
