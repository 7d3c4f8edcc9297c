package stet.traces.conventions;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Conversations in one shape, {@code [{role, parts, name?, finishReason?}]}, whatever shape they were reported in. */
final class Messages {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Messages() {}

    static @Nullable JsonNode input(JsonNode value) {
        return conversation(value, "user");
    }

    static @Nullable JsonNode output(JsonNode value) {
        return conversation(value, "assistant");
    }

    /** Instructions: a list of parts or of messages, or plain text. */
    static @Nullable ArrayNode system(@Nullable JsonNode value) {
        JsonNode said = value == null ? null : Values.treeOrPlain(value);
        if (said == null) {
            return null;
        }
        if (said.isArray() && !said.isEmpty() && said.get(0).has("role")) {
            return list(said, "system");
        }
        ArrayNode parts = Parts.of(said);
        return parts.isEmpty() ? null : NODES.arrayNode().add(message("system", parts));
    }

    /** A conversation; a tree that is none stays as it is, and text becomes a message of that role. */
    static @Nullable JsonNode conversation(JsonNode value, String role) {
        ArrayNode messages = list(value, role);
        return messages == null ? Values.tree(value) : messages;
    }

    /** The messages of a list, a request, a response, a single message or plain text; null if it is another tree. */
    static @Nullable ArrayNode list(JsonNode value, String role) {
        JsonNode said = Values.treeOrPlain(value);
        return switch (said) {
            case null -> null;
            case ArrayNode items -> each(items, role);
            case ObjectNode object when object.get("messages") instanceof ArrayNode items -> each(items, role);
            case ObjectNode object when object.get("choices") instanceof ArrayNode choices -> choices(choices);
            case ObjectNode object -> {
                ObjectNode message = isMessage(object) ? message(object, role) : null;
                yield message == null ? null : NODES.arrayNode().add(message);
            }
            default -> {
                String text = Values.text(said);
                yield text == null
                        ? null
                        : NODES.arrayNode().add(message(role, NODES.arrayNode().add(Parts.text(text))));
            }
        };
    }

    /** Messages that were spread over attributes. */
    static @Nullable ArrayNode flattened(@Nullable JsonNode list, String role) {
        if (!(list instanceof ArrayNode items)) {
            return null;
        }
        for (JsonNode item : items) {
            if (item instanceof ObjectNode message && message.get("content") != null) {
                message.set("content", structured(message.get("content")));
            }
        }
        return each(items, role);
    }

    /** What had to be written as text because attributes hold no trees: parts, tool calls, and null. */
    static JsonNode structured(JsonNode value) {
        if (!value.isString()) {
            return value;
        }
        if (value.stringValue().equals("null")) {
            return NODES.nullNode();
        }
        JsonNode tree = Values.tree(value);
        boolean isList = tree instanceof ArrayNode items && !items.isEmpty();
        if (tree == null || !isList) {
            return value;
        }
        for (JsonNode item : tree) {
            if (!item.has("type") && !item.has("function")) {
                return value;
            }
        }
        return tree;
    }

    private static ArrayNode each(ArrayNode items, String role) {
        ArrayNode messages = NODES.arrayNode(items.size());
        for (JsonNode item : items) {
            if (item instanceof ArrayNode nested) {
                messages.addAll(each(nested, role));
            } else if (item instanceof ObjectNode object && isMessage(object)) {
                messages.add(message(object, role));
            } else if (!item.isNull()) {
                ArrayNode parts = Parts.of(NODES.arrayNode().add(item));
                messages.add(message(role, parts));
            }
        }
        return messages;
    }

    private static ArrayNode choices(ArrayNode choices) {
        ArrayNode messages = NODES.arrayNode();
        for (JsonNode choice : choices) {
            if (choice.get("message") instanceof ObjectNode said) {
                ObjectNode message = message(said, "assistant");
                copyReason(choice, message);
                messages.add(message);
            }
        }
        return messages;
    }

    private static boolean isMessage(ObjectNode object) {
        return object.has("role") || object.has("parts") || (object.has("content") && !object.has("type"));
    }

    /** One message, whether it holds parts, or content and tool calls beside each other. */
    static ObjectNode message(ObjectNode said, String defaultRole) {
        String role = said.path("role").isString() ? said.path("role").stringValue() : defaultRole;
        ArrayNode parts;
        if (said.get("parts") instanceof ArrayNode given) {
            parts = Parts.of(given);
        } else if (said.get("content") instanceof ArrayNode content && holdsToolResults(content)) {
            parts = Parts.of(content);
        } else if (said.path("tool_call_id").isString() || role.equals("tool")) {
            parts = NODES.arrayNode()
                    .add(Parts.toolResult(said.get("tool_call_id"), said.get("name"), said.get("content")));
        } else {
            parts = NODES.arrayNode();
            addReasoning(said, parts);
            JsonNode content = said.get("content");
            if (content != null) {
                parts.addAll(Parts.of(content));
            }
            if (said.get("refusal") != null && said.get("refusal").isString()) {
                parts.add(Parts.text(said.get("refusal").stringValue()));
            }
            JsonNode calls = said.get("tool_calls");
            if (calls != null && Values.tree(calls) instanceof ArrayNode list) {
                list.forEach(call -> parts.add(Parts.functionCall(call)));
            }
        }
        ObjectNode message = message(role, parts);
        if (said.path("name").isString() && !role.equals("tool")) {
            message.set("name", said.get("name"));
        }
        copyReason(said, message);
        return message;
    }

    private static boolean holdsToolResults(ArrayNode content) {
        return !content.isEmpty()
                && content.get(0).path("type").asString("").replace('-', '_').equals("tool_result");
    }

    private static void addReasoning(ObjectNode said, ArrayNode parts) {
        for (String name : new String[] {"reasoning_content", "reasoning"}) {
            if (said.path(name).isString() && !said.path(name).stringValue().isEmpty()) {
                parts.add(Parts.reasoning(said.path(name).stringValue()));
                return;
            }
        }
    }

    private static void copyReason(JsonNode from, ObjectNode message) {
        if (from.path("finish_reason").isString()
                && !from.path("finish_reason").stringValue().isEmpty()) {
            message.put(
                    "finishReason",
                    FinishReasons.folded(from.path("finish_reason").stringValue()));
        }
    }

    private static ObjectNode message(String role, ArrayNode parts) {
        ObjectNode message = NODES.objectNode().put("role", role);
        message.set("parts", parts);
        return message;
    }
}
