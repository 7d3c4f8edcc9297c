package stet.compat.promptlayer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.platform.http.Problem;
import stet.registry.imports.Asides;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** PromptLayer's shape of a prompt, a blueprint, and ours. What ours has no place for is kept in {@code metadata.promptlayer}. */
final class Blueprint {
    /** Under which metadata lies what only PromptLayer knows. */
    static final String KEPT = "promptlayer";

    private static final String MODEL = "model";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> READ = Set.of(
            "type",
            "messages",
            "content",
            "tools",
            "tool_choice",
            "template_format",
            "input_variables",
            "response_format");
    private static final Set<String> OF_MESSAGE =
            Set.of("role", "content", "name", "tool_calls", "tool_call_id", "template_format", "input_variables");

    private static final Set<String> OF_MODEL = Set.of("provider", "name", "parameters", "api_type");

    private Blueprint() {}

    /**
     * The content of a prompt version.
     *
     * @param metadata as it stands beside a blueprint, with {@code model}; missing for none
     */
    static ObjectNode content(JsonNode blueprint, JsonNode metadata) {
        var content = NODES.objectNode();
        boolean chat = blueprint.path("type").asString("chat").equals("chat")
                || blueprint.path("messages").isArray();
        content.put("type", chat ? "chat" : "text");
        String format = format(blueprint);
        content.put("templateFormat", format).put("missingVariables", "warn");
        var kept = NODES.objectNode();
        if (chat) {
            var messages = content.putArray("messages");
            for (int i = 0; i < blueprint.path("messages").size(); i++) {
                var odd = NODES.objectNode();
                messages.add(message(blueprint.path("messages").path(i), format, odd));
                if (!odd.isEmpty()) {
                    kept.set("messages." + i, odd);
                }
            }
        } else {
            content.put("text", Snippets.ours(text(blueprint.path("content")), format));
        }
        tools(blueprint, content);
        var schema = blueprint.path("response_format").path("json_schema");
        if (schema.path("schema").isObject()) {
            var response = content.putObject("response");
            response.set("schema", schema.path("schema"));
            copy(schema, "name", response, "name");
            copy(schema, "strict", response, "strict");
        }
        keep(blueprint, READ, kept);
        if (blueprint.path("response_format").isObject() && !content.has("response")) {
            kept.set("response_format", blueprint.path("response_format"));
        }
        about(metadata, content, kept);
        return content;
    }

    private static String format(JsonNode blueprint) {
        var formats = new LinkedHashSet<String>();
        if (blueprint.path("template_format").isString()) {
            formats.add(blueprint.path("template_format").stringValue());
        }
        blueprint.path("messages").forEach(it -> {
            if (it.path("template_format").isString()) {
                formats.add(it.path("template_format").stringValue());
            }
        });
        if (formats.size() > 1) {
            throw Problem.Invalid.field(
                    "prompt_template",
                    "its messages are in different formats (" + String.join(", ", formats) + "): use one");
        }
        return formats.isEmpty() ? "f-string" : formats.getFirst();
    }

    private static ObjectNode message(JsonNode sent, String format, ObjectNode odd) {
        String role = sent.path("role").asString("user");
        if (role.equals("placeholder")) {
            return NODES.objectNode().put("placeholder", sent.path("name").asString("history"));
        }
        var message = NODES.objectNode().put("role", role);
        var content = sent.path("content");
        boolean words = content.isString()
                || (content.size() <= 1 && content.valueStream().allMatch(Blueprint::isText));
        if (words) {
            message.put("content", Snippets.ours(text(content), format));
        } else {
            var parts = message.putArray("content");
            content.forEach(it -> parts.add(part(it, format)));
        }
        copy(sent, "name", message, "name");
        copy(sent, "tool_calls", message, "toolCalls");
        copy(sent, "tool_call_id", message, "toolCallId");
        keep(sent, OF_MESSAGE, odd);
        return message;
    }

    private static boolean isText(JsonNode part) {
        return part.path("type").asString("").equals("text")
                && part.path("text").isString();
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.stringValue();
        }
        var text = new StringBuilder();
        content.forEach(it -> text.append(it.path("text").asString("")));
        return text.toString();
    }

    private static JsonNode part(JsonNode sent, String format) {
        return switch (sent.path("type").asString("")) {
            case "text" ->
                NODES.objectNode()
                        .put("type", "text")
                        .put("text", Snippets.ours(sent.path("text").asString(""), format));
            case "image_url" ->
                NODES.objectNode()
                        .put("type", "image")
                        .put("url", sent.path("image_url").path("url").asString(""));
            case "media_variable" ->
                NODES.objectNode()
                        .put("type", "image")
                        .put("variable", sent.path("name").asString(""));
            default -> sent;
        };
    }

    private static void tools(JsonNode blueprint, ObjectNode content) {
        if (blueprint.path("tools").isArray() && !blueprint.path("tools").isEmpty()) {
            var tools = content.putArray("tools");
            for (var tool : blueprint.path("tools")) {
                var function = tool.path("function");
                if (function.isObject()) {
                    var ours = tools.addObject();
                    copy(function, "name", ours, "name");
                    copy(function, "description", ours, "description");
                    copy(function, "parameters", ours, "parameters");
                    copy(function, "strict", ours, "strict");
                } else {
                    tools.add(tool);
                }
            }
        }
        var choice = blueprint.path("tool_choice");
        if (choice.isString()) {
            content.put("toolChoice", choice.stringValue());
        } else if (choice.path("function").path("name").isString()) {
            content.putObject("toolChoice")
                    .put("name", choice.path("function").path("name").stringValue());
        }
    }

    private static void about(JsonNode metadata, ObjectNode content, ObjectNode kept) {
        var model = metadata.path("model");
        var odd = NODES.objectNode();
        if (model.path("name").isString() && !model.path("name").stringValue().isEmpty()) {
            var ours = content.putObject("model");
            copy(model, "provider", ours, "provider");
            ours.put("name", model.path("name").stringValue());
            ours.set("parameters", model.path("parameters").isObject() ? model.path("parameters") : NODES.objectNode());
            copy(model, "api_type", kept, "api_type");
            keep(model, OF_MODEL, odd);
        } else {
            keep(model, Set.of(), odd);
        }
        if (!odd.isEmpty()) {
            kept.set(MODEL, odd);
        }
        var rest = NODES.objectNode();
        for (var field : metadata.properties()) {
            if (!field.getKey().equals("model")) {
                rest.set(field.getKey(), field.getValue());
            }
        }
        if (!kept.isEmpty()) {
            rest.set(KEPT, kept);
        }
        if (!rest.isEmpty()) {
            content.set("metadata", rest);
        }
    }

    /** A blueprint of a version's content, or of its messages as they were rendered. */
    static ObjectNode of(JsonNode content, @Nullable JsonNode rendered, Set<String> variables) {
        var blueprint = NODES.objectNode();
        boolean chat = content.path("type").asString("chat").equals("chat");
        String format = content.path("templateFormat").asString("mustache");
        blueprint.put("type", chat ? "chat" : "completion");
        if (chat) {
            var messages = blueprint.putArray("messages");
            (rendered == null ? content.path("messages") : rendered)
                    .forEach(it -> messages.add(sent(it, format, rendered != null)));
        } else {
            var text = rendered == null ? Snippets.theirs(content.path("text").asString(""), format) : text(rendered);
            blueprint.putArray("content").addObject().put("type", "text").put("text", text);
            blueprint.put("template_format", format);
        }
        blueprint.set("input_variables", names(variables));
        blueprint.set("tools", sentTools(content.path("tools")));
        var choice = content.path("toolChoice");
        if (choice.isString()) {
            blueprint.put("tool_choice", choice.stringValue());
        } else if (choice.path("name").isString()) {
            blueprint
                    .putObject("tool_choice")
                    .put("type", "function")
                    .putObject("function")
                    .put("name", choice.path("name").stringValue());
        } else {
            blueprint.putNull("tool_choice");
        }
        if (content.path("response").path("schema").isObject()) {
            blueprint
                    .putObject("response_format")
                    .put("type", "json_schema")
                    .set("json_schema", content.path("response"));
        }
        for (var field : content.path("metadata").path(KEPT).properties()) {
            if (!blueprint.has(field.getKey())
                    && !field.getKey().equals("api_type")
                    && !field.getKey().equals(MODEL)
                    && !field.getKey().startsWith("messages.")) {
                blueprint.set(field.getKey(), field.getValue());
            }
        }
        return blueprint;
    }

    private static ObjectNode sent(JsonNode message, String format, boolean rendered) {
        var sent = NODES.objectNode();
        if (message.has("placeholder")) {
            return sent.put("role", "placeholder")
                    .put("name", message.path("placeholder").asString(""))
                    .set("content", NODES.arrayNode());
        }
        if (message.has("include")) {
            sent.put("role", "system").put("template_format", format);
            sent.putArray("content")
                    .addObject()
                    .put("type", "text")
                    .put("text", "@@@" + message.path("include").asString("") + "@@@");
            return sent;
        }
        sent.put("role", message.path("role").asString("user")).put("template_format", format);
        var parts = sent.putArray("content");
        var content = message.path("content");
        if (content.isString()) {
            String text = content.stringValue();
            parts.addObject().put("type", "text").put("text", rendered ? text : Snippets.theirs(text, format));
        } else {
            content.forEach(it -> parts.add(sentPart(it)));
        }
        sent.set("input_variables", NODES.arrayNode());
        copy(message, "name", sent, "name");
        copy(message, "toolCalls", sent, "tool_calls");
        copy(message, "toolCallId", sent, "tool_call_id");
        return sent;
    }

    private static JsonNode sentPart(JsonNode part) {
        if (!part.path("type").asString("").equals("image")) {
            return part;
        }
        var sent = NODES.objectNode();
        if (part.has("variable")) {
            return sent.put("type", "media_variable")
                    .put("name", part.path("variable").asString(""));
        }
        sent.put("type", "image_url")
                .putObject("image_url")
                .put("url", part.path("url").asString(""));
        return sent;
    }

    private static JsonNode sentTools(JsonNode tools) {
        if (!tools.isArray() || tools.isEmpty()) {
            return NODES.nullNode();
        }
        var sent = NODES.arrayNode();
        for (var tool : tools) {
            if (tool.has("parameters") || (tool.has("name") && !tool.has("type"))) {
                sent.addObject().put("type", "function").set("function", tool);
            } else {
                sent.add(tool);
            }
        }
        return sent;
    }

    private static ArrayNode names(Set<String> variables) {
        var names = NODES.arrayNode();
        variables.forEach(names::add);
        return names;
    }

    /** The fields that are not read, under their own names. */
    private static void keep(JsonNode sent, Set<String> read, ObjectNode to) {
        for (var field : sent.properties()) {
            boolean says = !field.getValue().isNull()
                    && !(field.getValue().isContainer() && field.getValue().isEmpty());
            if (says && !read.contains(field.getKey())) {
                to.set(field.getKey(), field.getValue());
            }
        }
    }

    /** Where in a template's answer those fields stood that a content keeps in its metadata, as JSON Pointers. */
    static List<String> kept(JsonNode content) {
        var pointers = new ArrayList<String>();
        for (var field : content.path("metadata").path(KEPT).properties()) {
            switch (field.getKey()) {
                case "api_type" -> pointers.add("/metadata/model/api_type");
                case MODEL ->
                    field.getValue().propertyNames().forEach(it -> pointers.add(Asides.pointer("/metadata/model", it)));
                case String message
                when message.startsWith("messages.") ->
                    field.getValue()
                            .propertyNames()
                            .forEach(it ->
                                    pointers.add(Asides.pointer("/prompt_template/" + message.replace('.', '/'), it)));
                case String other -> pointers.add(Asides.pointer("/prompt_template", other));
            }
        }
        return pointers;
    }

    private static void copy(JsonNode from, String field, ObjectNode to, String name) {
        var value = from.path(field);
        if (!value.isMissingNode() && !value.isNull()) {
            to.set(name, value);
        }
    }
}
