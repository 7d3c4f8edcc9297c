package stet.prompts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import stet.platform.json.Json;
import stet.prompts.content.PromptContent;
import tools.jackson.databind.JsonNode;

/** A handful of prompts and tools, and what they say. */
final class Prompted implements Parts {
    private final Map<String, Part> prompts = new LinkedHashMap<>();
    private final Map<String, Part> tools = new LinkedHashMap<>();

    Prompted with(String nameAndReference, String content) {
        return put(prompts, nameAndReference, content);
    }

    Prompted withTool(String nameAndReference, String content) {
        return put(tools, nameAndReference, content);
    }

    private Prompted put(Map<String, Part> to, String nameAndReference, String content) {
        var named = Named.parse(nameAndReference);
        to.put(
                named.name() + "@" + named.reference(),
                new Part(named.name(), to.size() + 1, "sha256:" + named.name(), json(content)));
        return this;
    }

    @Override
    public Optional<Part> prompt(String name, String reference) {
        return Optional.ofNullable(prompts.get(name + "@" + reference));
    }

    @Override
    public Optional<Part> tool(String name, String reference) {
        return Optional.ofNullable(tools.get(name + "@" + reference));
    }

    ResolvedPrompt resolved(String content) {
        return Composition.of("main", 1, "sha256:main", PromptContent.read(json(content)), this);
    }

    RenderedPrompt rendered(String content, String variables) {
        return PreparedPrompt.of(resolved(content)).render(variables(variables));
    }

    static Map<String, JsonNode> variables(String json) {
        var variables = new LinkedHashMap<String, JsonNode>();
        json(json).properties().forEach(it -> variables.put(it.getKey(), it.getValue()));
        return variables;
    }

    /** JSON, with {@code '} for quotes so that it can be read in Java. */
    static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
