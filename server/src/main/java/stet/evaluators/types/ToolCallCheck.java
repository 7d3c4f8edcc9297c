package stet.evaluators.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import stet.evaluators.Grade;
import stet.evaluators.Subject;
import stet.evaluators.Subject.CalledTool;
import stet.evaluators.Undecided;
import stet.platform.json.Json;
import stet.platform.json.JsonSchema;
import tools.jackson.databind.JsonNode;

/** Holds calls of tools against what was declared. */
final class ToolCallCheck {
    private ToolCallCheck() {}

    static Grade grade(Subject subject) {
        if (subject.tools().isEmpty()) {
            throw new Undecided("'tools' are not known: nothing was declared that calls could be held against");
        }
        if (subject.toolCalls().isEmpty()) {
            return Grade.of(false, "no tool was called");
        }
        var schemas = new HashMap<String, Optional<JsonSchema>>();
        for (var tool : subject.tools()) {
            schemas.put(tool.name(), Optional.ofNullable(tool.parameters()).map(ToolCallCheck::compiled));
        }
        var wrong = new ArrayList<String>();
        for (CalledTool call : subject.toolCalls()) {
            var schema = schemas.get(call.name());
            if (schema == null) {
                wrong.add("'" + call.name() + "' was not declared");
            } else {
                faults(schema, call).forEach(it -> wrong.add("'" + call.name() + "' " + it));
            }
        }
        return wrong.isEmpty()
                ? Grade.of(true, "every call fits its declaration")
                : Grade.of(false, wrong.size() + " faults in the calls").seenIn(wrong);
    }

    private static List<String> faults(Optional<JsonSchema> schema, CalledTool call) {
        var arguments = call.arguments() == null ? Json.MAPPER.createObjectNode() : call.arguments();
        if (!arguments.isObject()) {
            return List.of("has arguments that are no object");
        }
        return schema.stream()
                .flatMap(it -> it.faults(arguments).stream())
                .map(JsonSchema.Fault::toString)
                .toList();
    }

    private static JsonSchema compiled(JsonNode parameters) {
        try {
            return JsonSchema.of(parameters);
        } catch (IllegalArgumentException e) {
            throw new Undecided("a declared tool's parameters: " + e.getMessage());
        }
    }
}
