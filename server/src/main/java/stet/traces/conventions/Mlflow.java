package stet.traces.conventions;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** MLflow's attributes, each of them JSON in text. */
final class Mlflow {
    private static final String USAGE = "mlflow.chat.tokenUsage";

    static final Table TABLE = new Table()
            .from(Field.KIND, "mlflow.spanType")
            .from(Field.PROVIDER, value -> Providers.named(Values.unquoted(value)), "mlflow.llm.provider")
            .from(Field.REQUEST_MODEL, value -> Values.label(Values.unquoted(value)), "mlflow.llm.model")
            .from(Field.TOOLS, "mlflow.chat.tools")
            .inside(Field.INPUT_TOKENS, value -> Values.countIn(value, "input_tokens"), USAGE)
            .inside(Field.OUTPUT_TOKENS, value -> Values.countIn(value, "output_tokens"), USAGE)
            .inside(Field.CACHE_READ_TOKENS, value -> Values.countIn(value, "cache_read_input_tokens"), USAGE)
            .inside(Field.CACHE_WRITE_TOKENS, value -> Values.countIn(value, "cache_creation_input_tokens"), USAGE)
            .inside(Field.TOTAL_TOKENS, value -> Values.countIn(value, "total_tokens"), USAGE)
            .from(Field.COST, Costs::named, "mlflow.llm.cost")
            .by(Field.INPUT, span -> Content.input(span, "mlflow.spanInputs"), "mlflow.spanInputs")
            .by(Field.OUTPUT, span -> Content.output(span, "mlflow.spanOutputs"), "mlflow.spanOutputs")
            .from(Field.USER, value -> Values.label(Values.unquoted(value)), "mlflow.trace.user")
            .from(Field.SESSION, value -> Values.label(Values.unquoted(value)), "mlflow.trace.session")
            .inside(Field.PROMPT_NAME, value -> prompt(value, "name"), "mlflow.linkedPrompts")
            .inside(Field.PROMPT_VERSION, value -> prompt(value, "version"), "mlflow.linkedPrompts")
            .by(Field.METADATA, span -> span.takeBelow("mlflow.traceTag."), "mlflow.traceTag.*")
            .knows("mlflow.*");

    private Mlflow() {}

    private static @Nullable String prompt(JsonNode value, String name) {
        JsonNode prompts = Values.tree(Values.unquoted(value));
        JsonNode first = prompts == null || !prompts.isArray() || prompts.isEmpty() ? null : prompts.get(0);
        return first == null ? null : Values.labelIn(first, name);
    }
}
