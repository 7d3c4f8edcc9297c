package stet.traces.conventions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Messages that were reported as events of their span, one each, the role in the event's name. */
final class GenAiEvents {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private GenAiEvents() {}

    static void read(Reading span) {
        if (span.events().isEmpty()) {
            return;
        }
        boolean needsSystem = !span.has(Field.SYSTEM);
        boolean needsInput = !span.has(Field.INPUT);
        boolean needsOutput = !span.has(Field.OUTPUT);
        ArrayNode system = NODES.arrayNode();
        ArrayNode input = NODES.arrayNode();
        ArrayNode output = NODES.arrayNode();
        List<Span.Event> left = new ArrayList<>();
        for (Span.Event event : span.events()) {
            boolean used = switch (event.name()) {
                case "gen_ai.system.message" -> needsSystem && add(system, message(event, "system"));
                case "gen_ai.user.message" -> needsInput && add(input, message(event, "user"));
                case "gen_ai.assistant.message" -> needsInput && add(input, message(event, "assistant"));
                case "gen_ai.tool.message" -> needsInput && add(input, message(event, "tool"));
                case "gen_ai.choice" -> needsOutput && add(output, choice(event));
                case "gen_ai.content.prompt" -> needsInput && addAll(input, listed(event, "gen_ai.prompt", "user"));
                case "gen_ai.content.completion" ->
                    needsOutput && addAll(output, listed(event, "gen_ai.completion", "assistant"));
                case "gen_ai.client.inference.operation.details" -> {
                    boolean said = needsSystem
                            && addAll(system, Messages.system(attribute(event, "gen_ai.system_instructions")));
                    said |= needsInput && addAll(input, listed(event, "gen_ai.input.messages", "user"));
                    said |= needsOutput && addAll(output, listed(event, "gen_ai.output.messages", "assistant"));
                    yield said;
                }
                default -> false;
            };
            if (!used) {
                left.add(event);
            }
        }
        offer(span, Field.SYSTEM, system);
        offer(span, Field.INPUT, input);
        offer(span, Field.OUTPUT, output);
        span.keepEvents(left);
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

    private static boolean add(ArrayNode messages, @Nullable ObjectNode message) {
        if (message != null) {
            messages.add(message);
        }
        return message != null;
    }

    private static boolean addAll(ArrayNode messages, @Nullable ArrayNode more) {
        if (more != null) {
            messages.addAll(more);
        }
        return more != null;
    }

    private static <T extends JsonNode> void offer(Reading span, Field<T> field, T messages) {
        if (!messages.isEmpty()) {
            span.offer(field, messages);
        }
    }
}
