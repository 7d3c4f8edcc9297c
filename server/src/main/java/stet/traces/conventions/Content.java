package stet.traces.conventions;

import org.jspecify.annotations.Nullable;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;

/** What went into a span and came out of it: a conversation where a model or an agent was at work, else any value. */
final class Content {
    private Content() {}

    static @Nullable JsonNode input(Reading span, String attribute) {
        return span.take(attribute, value -> read(span.kind(), value, "user"));
    }

    static @Nullable JsonNode output(Reading span, String attribute) {
        return span.take(attribute, value -> read(span.kind(), value, "assistant"));
    }

    private static @Nullable JsonNode read(SpanKind kind, JsonNode value, String role) {
        JsonNode said = Values.unquoted(value);
        JsonNode conversation = kind == SpanKind.GENERATION || (kind == SpanKind.AGENT && isConversation(said))
                ? Messages.conversation(said, role)
                : null;
        return conversation == null ? Values.treeOrPlain(said) : conversation;
    }

    private static boolean isConversation(JsonNode value) {
        JsonNode tree = Values.tree(value);
        return tree != null && tree.isArray() && !tree.isEmpty() && tree.get(0).has("role");
    }
}
