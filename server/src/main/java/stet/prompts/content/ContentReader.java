package stet.prompts.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.models.wire.ModelRequest.ResponseSchema;
import stet.models.wire.ModelRequest.ToolChoice;
import stet.platform.json.Json;
import stet.prompts.content.PromptSettings.Example;
import stet.prompts.content.PromptSettings.ModelChoice;
import stet.prompts.content.PromptSettings.Variable;
import stet.prompts.templates.Names;
import stet.prompts.templates.TemplateFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a prompt's content. */
final class ContentReader {
    private static final int MAX_VARIABLES = 500;
    private static final int MAX_EXAMPLES = 100;
    private static final int MAX_TOOLS = 128;
    private static final int MAX_FALLBACKS = 10;

    private final Fields content;
    private final Faults faults;

    private ContentReader(Fields content) {
        this.content = content;
        this.faults = content.faults();
    }

    static PromptContent read(JsonNode json) {
        var faults = new Faults();
        if (!json.isObject()) {
            faults.add("", "an object with 'type' and 'messages' or 'text' is expected");
            throw faults.problem();
        }
        return new ContentReader(new Fields(json, "", faults)).content();
    }

    private PromptContent content() {
        content.only(
                "type",
                "templateFormat",
                "messages",
                "text",
                "variables",
                "missingVariables",
                "examples",
                "tools",
                "toolChoice",
                "response",
                "model",
                "fallbacks",
                "metadata");
        var settings = settings();
        String type = content.has("type") ? content.name("type") : content.has("text") ? "text" : "chat";
        PromptContent read = switch (type) {
            case "chat" -> chat(settings);
            case "text" -> text(settings);
            default -> {
                content.wrong("type", "'" + Names.cut(type) + "' is neither chat nor text");
                yield new PromptContent.Text(settings, "");
            }
        };
        faults.throwIfAny();
        return read;
    }

    private PromptContent chat(PromptSettings settings) {
        if (content.has("text")) {
            content.wrong("text", "belongs to prompts of type text; a chat has messages");
        }
        var turns = new TurnReader(faults).turns(content);
        if (turns.isEmpty()) {
            if (faults.none()) {
                content.wrong("messages", "a chat needs at least one message");
            }
            return new PromptContent.Text(settings, "");
        }
        return new PromptContent.Chat(settings, turns);
    }

    private PromptContent text(PromptSettings settings) {
        if (content.has("messages")) {
            content.wrong("messages", "belong to prompts of type chat; a text prompt has a text");
        }
        var text = content.text("text");
        if (text == null && !content.has("text")) {
            content.wrong("text", "is missing");
        }
        return new PromptContent.Text(settings, text == null ? "" : text);
    }

    private PromptSettings settings() {
        return new PromptSettings(
                format(),
                variables(),
                warnsOfMissing(),
                examples(),
                tools(),
                toolChoice(),
                response(),
                content.has("model") ? model(content.objectAt("model"), content.path("model")) : null,
                fallbacks(),
                content.objectAt("metadata"));
    }

    private TemplateFormat format() {
        var word = content.text("templateFormat");
        var format = TemplateFormat.named(word == null ? "mustache" : word);
        if (format.isEmpty()) {
            content.wrong(
                    "templateFormat",
                    "'" + Names.cut(word == null ? "" : word) + "' is none of mustache, jinja2, f-string");
        }
        return format.orElse(TemplateFormat.MUSTACHE);
    }

    private boolean warnsOfMissing() {
        var word = content.text("missingVariables");
        if (word != null && !word.equals("error") && !word.equals("warn")) {
            content.wrong("missingVariables", "'" + Names.cut(word) + "' is neither error nor warn");
        }
        return "warn".equals(word);
    }

    private Map<String, Variable> variables() {
        var variables = new LinkedHashMap<String, Variable>();
        var values = content.values("variables");
        if (values.size() > MAX_VARIABLES) {
            content.wrong("variables", "are " + values.size() + "; at most " + MAX_VARIABLES);
            return variables;
        }
        values.forEach((name, value) -> {
            String path = content.path("variables." + Names.cut(name));
            if (!Names.isVariable(name)) {
                faults.add(path, "is no name of a variable: a letter or '_', then letters, digits, '_' and '-'");
            } else if (!value.isObject()) {
                faults.add(path, "an object is expected, such as {\"type\":\"string\"}");
            } else {
                variables.put(name, variable(new Fields(value, path, faults)));
            }
        });
        return variables;
    }

    private static Variable variable(Fields fields) {
        fields.only("type", "default", "example", "description", "required");
        var word = fields.text("type");
        var type = VariableType.named(word == null ? "any" : word);
        if (type.isEmpty()) {
            fields.wrong(
                    "type",
                    "'" + Names.cut(word == null ? "" : word)
                            + "' is none of string, number, boolean, list, object, any");
        }
        for (var field : List.of("default", "example")) {
            var value = fields.any(field);
            if (value != null && !type.orElse(VariableType.ANY).fits(value)) {
                fields.wrong(
                        field,
                        "is not of the type " + type.orElse(VariableType.ANY).word());
            }
        }
        return new Variable(
                type.orElse(VariableType.ANY),
                fields.any("default"),
                fields.any("example"),
                fields.text("description"),
                fields.truth("required"));
    }

    private List<Example> examples() {
        var examples = new ArrayList<Example>();
        content.each("examples", MAX_EXAMPLES, (fields, _) -> {
            fields.only("name", "variables", "output");
            examples.add(new Example(fields.text("name"), fields.values("variables"), fields.any("output")));
        });
        return examples;
    }

    private List<ToolUse> tools() {
        var tools = new ArrayList<ToolUse>();
        content.each("tools", MAX_TOOLS, (fields, _) -> {
            if (fields.has("ref")) {
                fields.only("ref");
                tools.add(new ToolUse.Referred(fields.name("ref")));
            } else {
                tools.add(new ToolUse.Inline(ToolContent.read(fields)));
            }
        });
        return tools;
    }

    private @Nullable ToolChoice toolChoice() {
        var choice = content.any("toolChoice");
        if (choice == null || choice.isNull()) {
            return null;
        }
        if (choice.isObject()) {
            var fields = new Fields(choice, content.path("toolChoice"), faults).only("name");
            return new ToolChoice.Named(fields.name("name"));
        }
        return switch (choice.asString("")) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> {
                content.wrong("toolChoice", "is none of auto, none, required, {\"name\":\"…\"}");
                yield null;
            }
        };
    }

    private @Nullable ResponseSchema response() {
        var object = content.objectAt("response");
        if (object == null) {
            return null;
        }
        var fields = new Fields(object, content.path("response"), faults).only("schema", "name", "strict");
        var schema = fields.any("schema");
        if (schema == null || schema.isNull()) {
            fields.wrong("schema", "is missing");
            return null;
        }
        faults.addUnlessSchema(fields.path("schema"), schema);
        var name = fields.text("name");
        if (name != null && !ToolContent.isName(name)) {
            fields.wrong("name", "has other characters than letters, digits, '_' and '-', or more than 64");
        }
        var strict = fields.truth("strict");
        return new ResponseSchema(name == null ? "answer" : name, schema, strict == null || strict);
    }

    private List<ModelChoice> fallbacks() {
        var fallbacks = new ArrayList<ModelChoice>();
        content.each("fallbacks", MAX_FALLBACKS, (fields, _) -> {
            var model = model(fields.object(), fields.path());
            if (model != null) {
                fallbacks.add(model);
            }
        });
        return fallbacks;
    }

    private @Nullable ModelChoice model(@Nullable JsonNode object, String path) {
        if (object == null) {
            return null;
        }
        var fields = new Fields(object, path, faults).only("provider", "name", "parameters");
        ObjectNode parameters = fields.objectAt("parameters");
        return new ModelChoice(
                fields.text("provider"),
                fields.name("name"),
                parameters == null ? Json.MAPPER.createObjectNode() : parameters);
    }
}
