package stet.traces.conventions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import stet.traces.Span;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Something stet's span says, and how a value of it is read, whatever type it came in. A value that cannot be read is as good as
 * absent: its attribute stays where it was. Fields are read in the order they stand here, the kind first.
 */
final class Field<T> {
    /** Where a field has a place. */
    private enum Of {
        ANY_SPAN,
        MODEL_CALL
    }

    private static final List<Field<?>> DECLARED = new ArrayList<>();

    static final Field<SpanKind> KIND = ofAny("kind", Kinds::named);
    static final Field<String> NAME = ofAny("name", Values::label);

    static final Field<String> PROVIDER = ofCall("provider", Providers::named);
    static final Field<String> REQUEST_MODEL = ofCall("request model", Values::model);
    static final Field<String> RESPONSE_MODEL = ofCall("response model", Values::model);
    static final Field<String> RESPONSE_ID = ofCall("response id", Values::label);
    static final Field<JsonNode> TOOLS = ofCall("tools", Values::tree);
    static final Field<ArrayNode> SYSTEM = ofAny("system messages", Messages::system);
    static final Field<JsonNode> PARAMETERS = ofCall("parameters", Values::tree);
    static final Field<List<String>> FINISH_REASONS = ofCall("finish reasons", FinishReasons::read);
    static final Field<Boolean> STREAMING = ofCall("streaming", Values::flag);
    static final Field<Duration> TIME_TO_FIRST_TOKEN = ofCall("time to first token", Values::seconds);

    static final Field<Long> INPUT_TOKENS = ofCall("input tokens", Values::count);
    static final Field<Long> OUTPUT_TOKENS = ofCall("output tokens", Values::count);
    static final Field<Long> CACHE_READ_TOKENS = ofCall("cache read tokens", Values::count);
    static final Field<Long> CACHE_WRITE_TOKENS = ofCall("cache write tokens", Values::count);
    static final Field<Long> REASONING_TOKENS = ofCall("reasoning tokens", Values::count);
    static final Field<Long> AUDIO_INPUT_TOKENS = ofCall("audio input tokens", Values::count);
    static final Field<Long> AUDIO_OUTPUT_TOKENS = ofCall("audio output tokens", Values::count);
    /** Only a check on the others. */
    static final Field<Long> TOTAL_TOKENS = ofCall("total tokens", Values::count);

    static final Field<String> SERVICE_TIER = ofCall("service tier", Metering::serviceTier);
    static final Field<Span.Cost> COST = ofCall("cost", Costs::sum);

    static final Field<JsonNode> INPUT = ofAny("input", Values::tree);
    static final Field<JsonNode> OUTPUT = ofAny("output", Values::tree);

    static final Field<String> REQUEST_ID = ofAny("request id", Values::label);
    static final Field<String> USER = ofAny("user", Values::label);
    static final Field<String> SESSION = ofAny("session", Values::label);
    static final Field<String> ENVIRONMENT = ofAny("environment", Values::label);
    static final Field<String> RELEASE = ofAny("release", Values::label);
    static final Field<String> APP = ofAny("app", Values::label);
    static final Field<String> PROMPT_NAME = ofAny("prompt name", Values::label);
    static final Field<String> PROMPT_VERSION = ofAny("prompt version", Values::label);
    static final Field<List<String>> TAGS = ofAny("tags", Values::words);
    static final Field<Map<String, String>> METADATA = ofAny("metadata", _ -> null);

    static final Field<Boolean> FAILED = ofAny("failed", Values::flag);
    static final Field<String> ERROR_TYPE = ofAny("error type", Values::label);
    static final Field<String> ERROR_MESSAGE = ofAny("error message", Values::text);
    static final Field<Long> HTTP_STATUS = ofAny("http status", Values::count);

    static final List<Field<?>> ALL = List.copyOf(DECLARED);

    private final String name;
    private final Function<JsonNode, @Nullable T> reader;
    private final Of of;

    private Field(String name, Function<JsonNode, @Nullable T> reader, Of of) {
        this.name = name;
        this.reader = reader;
        this.of = of;
        DECLARED.add(this);
    }

    private static <T> Field<T> ofAny(String name, Function<JsonNode, @Nullable T> reader) {
        return new Field<>(name, reader, Of.ANY_SPAN);
    }

    private static <T> Field<T> ofCall(String name, Function<JsonNode, @Nullable T> reader) {
        return new Field<>(name, reader, Of.MODEL_CALL);
    }

    @Nullable
    T read(JsonNode value) {
        return reader.apply(value);
    }

    /** Whether only a span that called a model has a place for it; elsewhere its attributes stay attributes. */
    boolean isOfModelCalls() {
        return of == Of.MODEL_CALL;
    }

    /** Whether everyone who says something is heard, and not only the first. */
    boolean gathers() {
        return this == METADATA;
    }

    @Override
    public String toString() {
        return name;
    }
}
