package stet.traces.conventions;

import org.jspecify.annotations.Nullable;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;

/** What PromptLayer's clients say of the work they trace: what went in and came out, the prompt they used. */
final class PromptLayer {
    private static final String MANAGED = "promptlayer.request_log.managed";

    /** Of a call that the client also logs as a request, which is what counts. */
    static final Table MANAGED_CALLS =
            new Table().by(Field.KIND, span -> Boolean.TRUE.equals(flag(span)) ? SpanKind.CHAIN : null, MANAGED);

    static final Table TABLE = new Table()
            .from(Field.PROMPT_NAME, "promptlayer.prompt.name", "promptlayer.prompt.id")
            .from(Field.PROMPT_VERSION, "promptlayer.prompt.version", "promptlayer.prompt.label")
            .by(Field.INPUT, span -> taken(span, "function_input"), "function_input")
            .by(Field.OUTPUT, span -> taken(span, "function_output"), "function_output")
            .by(Field.METADATA, span -> span.takeBelow("promptlayer.metadata."), "promptlayer.metadata.*")
            .knows("promptlayer.*", "node_type");

    private PromptLayer() {}

    private static @Nullable Boolean flag(Reading span) {
        JsonNode said = span.attribute(MANAGED);
        return said == null ? null : Values.flag(said);
    }

    private static @Nullable JsonNode taken(Reading span, String attribute) {
        return span.take(attribute, value -> {
            JsonNode tree = Values.treeOrPlain(Values.unquoted(value));
            return tree == null ? null : Credentials.without(tree);
        });
    }
}
