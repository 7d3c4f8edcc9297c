package stet.prompts.templates;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Renders a template in one call. */
final class Said {
    private Said() {}

    static Template template(TemplateFormat format, String source) {
        return switch (Template.parse(format, source)) {
            case Parsed.Read(var template) -> template;
            case Parsed.Malformed(var words, var place) -> throw new AssertionError(place + ": " + words);
        };
    }

    static Parsed.Malformed malformed(TemplateFormat format, String source) {
        return switch (Template.parse(format, source)) {
            case Parsed.Read _ -> throw new AssertionError("read: " + source);
            case Parsed.Malformed malformed -> malformed;
        };
    }

    static Rendering with(String json) {
        var variables = new LinkedHashMap<String, JsonNode>();
        Json.MAPPER.readTree(json).properties().forEach(it -> variables.put(it.getKey(), it.getValue()));
        return new Rendering(variables, Set.of());
    }

    static String by(TemplateFormat format, String source, String json) {
        return Composed.of(template(format, source)).render(with(json));
    }

    static String composed(TemplateFormat format, String source, Map<String, String> includes, String json) {
        var parts = new LinkedHashMap<String, Composed>();
        includes.forEach((name, text) -> parts.put(name, Composed.of(template(format, text))));
        return new Composed(template(format, source), parts).render(with(json));
    }
}
