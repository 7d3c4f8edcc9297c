package stet.prompts;

import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.models.wire.ModelRequest;
import stet.models.wire.ModelRequest.ResponseSchema;
import stet.models.wire.ModelRequest.Tool;
import stet.models.wire.ModelRequest.ToolChoice;
import stet.prompts.content.PromptSettings.ModelChoice;

/**
 * What a prompt says with its variables in place, for whichever model.
 *
 * @param text of a text prompt; its messages are then one of the user's
 */
public record RenderedPrompt(
        @Nullable String text,
        List<Message> messages,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable ResponseSchema response,
        @Nullable ModelChoice model,
        List<ModelChoice> fallbacks,
        List<String> warnings) {
    public RenderedPrompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        fallbacks = List.copyOf(fallbacks);
        warnings = List.copyOf(warnings);
    }

    /** What to ask a model. */
    public ModelRequest request(ModelChoice choice) {
        return new ModelRequest(choice.name(), messages, tools, toolChoice, response, choice.parameters());
    }
}
