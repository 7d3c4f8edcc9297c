package stet.models.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import stet.models.Endpoint;
import stet.models.Message;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a request to a model says. Whatever shape a part has, reading succeeds: what fits no vocabulary is kept verbatim.
 *
 * @param parameters every top-level field that is not content, as sent
 * @param tools tool definitions as sent
 */
public record RequestFacts(
        @Nullable String model,
        boolean streaming,
        boolean asksForStreamUsage,
        @Nullable JsonNode parameters,
        List<Message> input,
        @Nullable JsonNode tools,
        @Nullable String userId,
        Map<String, String> metadata) {
    private static final Set<String> NOT_PARAMETERS =
            Set.of("model", "messages", "input", "prompt", "tools", "functions", "system", "instructions", "stet");

    public RequestFacts {
        input = List.copyOf(input);
        metadata = Map.copyOf(metadata);
    }

    /** Reads a body that {@link RequestHead#scan} accepted; of any other it knows nothing. */
    public static RequestFacts read(Endpoint endpoint, byte[] body) {
        var root = Fields.parsed(body);
        return new RequestFacts(
                Fields.text(root, "model"),
                root.path("stream").asBoolean(false),
                root.path("stream_options").path("include_usage").asBoolean(false),
                parameters(root),
                switch (endpoint) {
                    case CHAT_COMPLETIONS -> ChatMessages.all(root.path("messages"));
                    case RESPONSES -> ResponseItems.input(root);
                    case COMPLETIONS -> CompletionTexts.input(root);
                    case EMBEDDINGS -> EmbeddingTexts.input(root);
                    case MESSAGES -> ContentBlocks.input(root);
                },
                tools(root),
                user(endpoint, root),
                metadata(root));
    }

    private static @Nullable JsonNode parameters(JsonNode root) {
        var parameters = JsonNodeFactory.instance.objectNode();
        for (var field : root.properties()) {
            if (!NOT_PARAMETERS.contains(field.getKey())) {
                parameters.set(field.getKey(), field.getValue());
            }
        }
        return parameters.isEmpty() ? null : parameters;
    }

    private static @Nullable JsonNode tools(JsonNode root) {
        for (var field : List.of("tools", "functions")) {
            if (root.path(field).isArray()) {
                return root.path(field);
            }
        }
        return null;
    }

    private static @Nullable String user(Endpoint endpoint, JsonNode root) {
        return switch (endpoint) {
            case MESSAGES -> Fields.text(root.path("metadata"), "user_id");
            case CHAT_COMPLETIONS, RESPONSES, COMPLETIONS, EMBEDDINGS -> {
                var user = Fields.text(root, "user");
                yield user == null ? Fields.text(root, "safety_identifier") : user;
            }
        };
    }

    private static Map<String, String> metadata(JsonNode root) {
        var metadata = new LinkedHashMap<String, String>();
        for (var entry : root.path("metadata").properties()) {
            var value = entry.getValue();
            metadata.put(entry.getKey(), value.isString() ? value.asString() : value.toString());
        }
        return metadata;
    }
}
