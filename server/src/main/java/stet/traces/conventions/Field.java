package stet.traces.conventions;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Something stet's span says, and how a value of it is read, whatever type it came in. A value that cannot be read is as good as
 * absent: its attribute stays where it was.
 */
final class Field<T> {
    static final Field<SpanKind> KIND = new Field<>("kind", _ -> null);
    static final Field<String> NAME = new Field<>("name", Values::label);
    static final Field<String> PROVIDER = new Field<>("provider", Values::label);
    static final Field<String> REQUEST_MODEL = new Field<>("request model", Values::label);
    static final Field<String> RESPONSE_MODEL = new Field<>("response model", Values::label);
    static final Field<String> RESPONSE_ID = new Field<>("response id", Values::label);
    static final Field<String> REQUEST_ID = new Field<>("request id", Values::label);
    static final Field<JsonNode> PARAMETERS = new Field<>("parameters", Values::tree);
    static final Field<JsonNode> TOOLS = new Field<>("tools", Values::tree);
    static final Field<List<String>> FINISH_REASONS = new Field<>("finish reasons", Values::words);
    static final Field<Boolean> STREAMING = new Field<>("streaming", Values::flag);
    static final Field<Duration> TIME_TO_FIRST_TOKEN = new Field<>("time to first token", Values::seconds);

    static final Field<Long> INPUT_TOKENS = new Field<>("input tokens", Values::count);
    static final Field<Long> OUTPUT_TOKENS = new Field<>("output tokens", Values::count);
    static final Field<Long> CACHE_READ_TOKENS = new Field<>("cache read tokens", Values::count);
    static final Field<Long> CACHE_WRITE_TOKENS = new Field<>("cache write tokens", Values::count);
    static final Field<Long> REASONING_TOKENS = new Field<>("reasoning tokens", Values::count);
    static final Field<BigDecimal> COST = new Field<>("cost", Values::money);

    static final Field<ArrayNode> SYSTEM = new Field<>("system messages", _ -> null);
    static final Field<JsonNode> INPUT = new Field<>("input", Values::tree);
    static final Field<JsonNode> OUTPUT = new Field<>("output", Values::tree);

    static final Field<String> USER = new Field<>("user", Values::label);
    static final Field<String> SESSION = new Field<>("session", Values::label);
    static final Field<String> ENVIRONMENT = new Field<>("environment", Values::label);
    static final Field<String> RELEASE = new Field<>("release", Values::label);
    static final Field<List<String>> TAGS = new Field<>("tags", Values::words);

    static final Field<String> ERROR_TYPE = new Field<>("error type", Values::label);
    static final Field<String> ERROR_MESSAGE = new Field<>("error message", Values::text);
    static final Field<Long> HTTP_STATUS = new Field<>("http status", Values::count);

    /** What only a span that called a model has a place for. */
    static final List<Field<?>> OF_MODEL_CALLS = List.of(
            PROVIDER,
            REQUEST_MODEL,
            RESPONSE_MODEL,
            RESPONSE_ID,
            TOOLS,
            FINISH_REASONS,
            STREAMING,
            TIME_TO_FIRST_TOKEN,
            INPUT_TOKENS,
            OUTPUT_TOKENS,
            CACHE_READ_TOKENS,
            CACHE_WRITE_TOKENS,
            REASONING_TOKENS,
            COST);

    private final String name;
    private final Function<JsonNode, @Nullable T> reader;

    private Field(String name, Function<JsonNode, @Nullable T> reader) {
        this.name = name;
        this.reader = reader;
    }

    @Nullable
    T read(JsonNode value) {
        return reader.apply(value);
    }

    @Override
    public String toString() {
        return name;
    }
}
