package stet.compat.langfuse;

import java.util.ArrayList;
import java.util.List;
import stet.platform.http.Problem;
import stet.registry.Artifact;
import stet.registry.Version;
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
                chat ? messages(content.path("messages")) : content.path("text"),
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

    private static JsonNode messages(JsonNode ours) {
        var messages = NODES.arrayNode();
        for (var message : ours) {
            if (message.has("placeholder")) {
                messages.addObject().put("type", "placeholder").set("name", message.path("placeholder"));
            } else if (message.path("content").isString()) {
                messages.addObject()
                        .put("role", message.path("role").asString(""))
                        .put("content", message.path("content").stringValue());
            } else {
                messages.add(message);
            }
        }
        return messages;
    }

    /** The content that a client asks to be kept. */
    static ObjectNode content(JsonNode asked) {
        var content = NODES.objectNode();
        var prompt = asked.path("prompt");
        content.put("templateFormat", "mustache").put("missingVariables", "warn");
        if (prompt.isString()) {
            content.put("type", "text").put("text", prompt.stringValue());
        } else if (prompt.isArray()) {
            var messages = content.put("type", "chat").putArray("messages");
            for (var message : prompt) {
                if (message.path("type").asString("").equals("placeholder")) {
                    messages.addObject().set("placeholder", message.path("name"));
                } else {
                    messages.addObject()
                            .put("role", message.path("role").asString("user"))
                            .set("content", message.path("content"));
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
        return content;
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
