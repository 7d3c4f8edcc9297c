package stet.traces.conventions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages that were reported as events of their span, one each, the role in the event's name. */
final class GenAiEvents {
    private static final String DETAILS = "gen_ai.client.inference.operation.details";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private GenAiEvents() {}

    static @Nullable ArrayNode system(Reading span) {
        return taken(span, event -> switch (event.name()) {
            case "gen_ai.system.message" -> one(message(event, "system"));
            case DETAILS -> detail(event, "gen_ai.system_instructions", Messages::system);
            default -> null;
        });
    }

    static @Nullable JsonNode input(Reading span) {
        return taken(span, event -> switch (event.name()) {
            case "gen_ai.user.message" -> one(message(event, "user"));
            case "gen_ai.assistant.message" -> one(message(event, "assistant"));
            case "gen_ai.tool.message" -> one(message(event, "tool"));
            case "gen_ai.content.prompt" -> listed(event, "gen_ai.prompt", "user");
            case DETAILS -> detail(event, "gen_ai.input.messages", value -> Messages.list(value, "user"));
            default -> null;
        });
    }

    static @Nullable JsonNode output(Reading span) {
        return taken(span, event -> switch (event.name()) {
            case "gen_ai.choice" -> one(choice(event));
            case "gen_ai.content.completion" -> listed(event, "gen_ai.completion", "assistant");
            case DETAILS -> detail(event, "gen_ai.output.messages", value -> Messages.list(value, "assistant"));
            default -> null;
        });
    }

    /** What the events say; those that say nothing else are taken out. */
    private static @Nullable ArrayNode taken(Reading span, Function<Span.Event, @Nullable ArrayNode> reader) {
        if (span.events().isEmpty()) {
            return null;
        }
        ArrayNode messages = NODES.arrayNode();
        List<Span.Event> left = new ArrayList<>();
        for (Span.Event event : span.events()) {
            ArrayNode said = reader.apply(event);
            if (said != null) {
                messages.addAll(said);
            }
            if (said == null || (event.name().equals(DETAILS) && saysMore(event))) {
                left.add(event);
            }
        }
        span.keepEvents(left);
        return messages.isEmpty() ? null : messages;
    }

    private static boolean saysMore(Span.Event event) {
        return event.attributes() != null && !event.attributes().isEmpty();
    }

    /** One of the three lists of the event that holds them all, taken out of it. */
    private static @Nullable ArrayNode detail(
            Span.Event event, String name, Function<JsonNode, @Nullable ArrayNode> reader) {
        JsonNode value = attribute(event, name);
        ArrayNode messages = value == null ? null : reader.apply(value);
        if (messages != null && event.attributes() instanceof ObjectNode said) {
            said.remove(name);
        }
        return messages;
    }

    private static @Nullable ArrayNode one(@Nullable ObjectNode message) {
        return message == null ? null : NODES.arrayNode().add(message);
    }

    private static @Nullable ObjectNode message(Span.Event event, String role) {
        if (!(event.attributes() instanceof ObjectNode said)) {
            return null;
        }
        ObjectNode message = NODES.objectNode().put("role", role);
        said.properties().forEach(entry -> message.set(entry.getKey(), Messages.structured(entry.getValue())));
        if (role.equals("tool") && said.has("id")) {
            message.set("tool_call_id", said.get("id"));
        }
        return Messages.message(message, role);
    }

    /** A choice holds its message, as a tree or as text, or is one itself. */
    private static @Nullable ObjectNode choice(Span.Event event) {
        if (!(event.attributes() instanceof ObjectNode said)) {
            return null;
        }
        JsonNode inner = said.get("message");
        JsonNode tree = inner == null ? null : Values.tree(inner);
        ObjectNode message;
        if (tree instanceof ObjectNode object) {
            message = object.deepCopy();
        } else {
            message = NODES.objectNode();
            if (inner != null) {
                message.set("content", inner);
            }
            said.properties().forEach(entry -> message.set(entry.getKey(), Messages.structured(entry.getValue())));
            message.remove("message");
        }
        if (said.has("finish_reason")) {
            message.set("finish_reason", said.get("finish_reason"));
        }
        return Messages.message(message, "assistant");
    }

    private static @Nullable ArrayNode listed(Span.Event event, String attribute, String role) {
        JsonNode value = attribute(event, attribute);
        return value == null ? null : Messages.list(value, role);
    }

    private static @Nullable JsonNode attribute(Span.Event event, String name) {
        return event.attributes() == null ? null : event.attributes().get(name);
    }
}
