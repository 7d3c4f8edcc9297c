package stet.models.wire;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import stet.models.Endpoint;
import stet.models.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model is to be asked, in no provider's words.
 *
 * @param parameters in the words of whichever provider; those that dialects name differently are renamed
 */
public record ModelRequest(
        String model,
        List<Message> messages,
        List<Tool> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable ResponseSchema response,
        ObjectNode parameters) {
    public ModelRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** The same of another model, after more of the conversation. */
    public ModelRequest with(String otherModel, List<Message> otherMessages) {
        return new ModelRequest(otherModel, otherMessages, tools, toolChoice, response, parameters);
    }

    /** A function that the model may ask to be called. */
    public record Tool(
            String name,
            @Nullable String description,
            @Nullable JsonNode parameters) {}

    /** Whether the model must, may or must not ask for a tool. */
    public sealed interface ToolChoice {
        /** As prompts write it: a word, or the tool's name in an object. */
        @JsonValue
        default Object json() {
            return switch (this) {
                case Auto _ -> "auto";
                case None _ -> "none";
                case Required _ -> "required";
                case Named(var tool) -> Map.of("name", tool);
            };
        }

        record Auto() implements ToolChoice {}

        record None() implements ToolChoice {}

        record Required() implements ToolChoice {}

        record Named(String tool) implements ToolChoice {}
    }

    /** The JSON Schema that the answer must follow. */
    public record ResponseSchema(String name, JsonNode schema, boolean strict) {}

    /** The request's body in the words of an endpoint. */
    public ObjectNode body(Endpoint endpoint) {
        return switch (endpoint) {
            case CHAT_COMPLETIONS -> ChatRequests.body(this);
            case RESPONSES -> ResponseRequests.body(this);
            case MESSAGES -> MessageRequests.body(this);
            case COMPLETIONS, EMBEDDINGS ->
                throw new IllegalArgumentException("a conversation cannot be sent to " + endpoint.path());
        };
    }
}
