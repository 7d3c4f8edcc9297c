package stet.prompts.content;

import java.util.regex.Pattern;
import stet.models.wire.ModelRequest.Tool;
import stet.platform.json.Json;
import stet.prompts.templates.Names;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a version of a tool holds: the function a model may ask for. */
public final class ToolContent {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ToolContent() {}

    /** Reads what a version holds; a {@link stet.platform.http.Problem} names every field that is wrong. */
    public static Tool read(JsonNode json) {
        var faults = new Faults();
        if (!json.isObject()) {
            faults.add("", "an object with 'name', 'description' and 'parameters' is expected");
            throw faults.problem();
        }
        var tool = read(new Fields(json, "", faults));
        faults.throwIfAny();
        return tool;
    }

    static Tool read(Fields fields) {
        fields.only("name", "description", "parameters");
        String name = fields.name("name");
        if (!name.isEmpty() && !isName(name)) {
            fields.wrong(
                    "name",
                    "'" + Names.cut(name) + "' is no name of a function: up to 64 letters, digits, '_' and '-'");
        }
        var parameters = fields.objectAt("parameters");
        if (parameters != null) {
            fields.faults().addUnlessSchema(fields.path("parameters"), parameters);
            if (!parameters.path("type").asString("object").equals("object")) {
                fields.wrong("parameters", "the arguments of a function are an object: \"type\":\"object\"");
            }
        }
        return new Tool(name, fields.text("description"), parameters);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** As it is kept. */
    public static ObjectNode write(Tool tool) {
        var json = Json.MAPPER.createObjectNode().put("name", tool.name());
        if (tool.description() != null) {
            json.put("description", tool.description());
        }
        if (tool.parameters() != null) {
            json.set("parameters", tool.parameters());
        }
        return json;
    }
}
