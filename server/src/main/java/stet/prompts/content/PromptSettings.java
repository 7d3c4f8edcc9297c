package stet.prompts.content;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.models.wire.ModelRequest.ResponseSchema;
import stet.models.wire.ModelRequest.ToolChoice;
import stet.prompts.templates.TemplateFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a prompt has besides its words.
 *
 * @param variables what is said of variables, by name
 * @param warnsOfMissing whether a missing variable is a warning instead of an error
 * @param fallbacks the models to be asked if the first does not answer, in order
 */
public record PromptSettings(
        TemplateFormat format,
        Map<String, Variable> variables,
        boolean warnsOfMissing,
        List<Example> examples,
        List<ToolUse> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable ResponseSchema response,
        @Nullable ModelChoice model,
        List<ModelChoice> fallbacks,
        @Nullable ObjectNode metadata) {
    public PromptSettings {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        examples = List.copyOf(examples);
        tools = List.copyOf(tools);
        fallbacks = List.copyOf(fallbacks);
    }

    /** Those of a prompt that says nothing but its words. */
    public static PromptSettings of(TemplateFormat format) {
        return new PromptSettings(format, Map.of(), false, List.of(), List.of(), null, null, null, List.of(), null);
    }

    /**
     * What is said of a variable.
     *
     * @param otherwise the value it has when none is given
     * @param required whether it must be given; null: as the template's text says
     */
    public record Variable(
            VariableType type,
            @Nullable JsonNode otherwise,
            @Nullable JsonNode example,
            @Nullable String description,
            @Nullable Boolean required) {}

    /** Variables to try the prompt with, and what a good answer to them is. */
    public record Example(
            @Nullable String name,
            Map<String, JsonNode> variables,
            @Nullable JsonNode output) {
        public Example {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }
    }

    /** A model with its parameters, in its provider's words. */
    public record ModelChoice(@Nullable String provider, String name, ObjectNode parameters) {}
}
