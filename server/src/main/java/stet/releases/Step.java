package stet.releases;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.prompts.content.PromptSettings.ModelChoice;
import tools.jackson.databind.JsonNode;

/**
 * One thing that an app asks a model for.
 *
 * @param fallbacks the models to ask, in this order, when {@code model} cannot answer
 * @param tools those that the app gives besides the prompt's own
 * @param retrieval what is looked up and how: {@code index}, {@code version}, {@code topK}, {@code embeddingModel}, anything
 */
public record Step(
        String name,
        @Nullable Pin prompt,
        @Nullable ModelChoice model,
        List<ModelChoice> fallbacks,
        List<Pin> tools,
        @Nullable JsonNode retrieval,
        @Nullable Pin guardrailPolicy) {
    public Step {
        fallbacks = List.copyOf(fallbacks);
        tools = List.copyOf(tools);
    }
}
