package stet.traces.conventions;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Langfuse's own attributes: the facts of the trace repeated on each span, JSON in text, usage in buckets that do not overlap. */
final class Langfuse {
    private static final String OBSERVATION = "langfuse.observation.";
    private static final String USAGE = OBSERVATION + "usage_details";

    static final Table TABLE = new Table()
            .from(Field.KIND, OBSERVATION + "type")
            .by(
                    Field.NAME,
                    span -> span.span().parentId() == null ? span.word("langfuse.trace.name") : null,
                    "langfuse.trace.name")
            .from(Field.REQUEST_MODEL, OBSERVATION + "model.name")
            .from(Field.PARAMETERS, OBSERVATION + "model.parameters")
            .by(Field.TIME_TO_FIRST_TOKEN, Langfuse::timeToFirstToken, OBSERVATION + "completion_start_time")
            .inside(Field.INPUT_TOKENS, usage -> Buckets.of(usage).input(), USAGE)
            .inside(Field.OUTPUT_TOKENS, usage -> Buckets.of(usage).output(), USAGE)
            .inside(Field.CACHE_READ_TOKENS, usage -> Buckets.of(usage).cacheRead(), USAGE)
            .inside(Field.CACHE_WRITE_TOKENS, usage -> Buckets.of(usage).cacheWrite(), USAGE)
            .inside(Field.REASONING_TOKENS, usage -> Buckets.of(usage).reasoning(), USAGE)
            .inside(Field.AUDIO_INPUT_TOKENS, usage -> Buckets.of(usage).audioInput(), USAGE)
            .inside(Field.AUDIO_OUTPUT_TOKENS, usage -> Buckets.of(usage).audioOutput(), USAGE)
            .from(Field.COST, Costs::named, OBSERVATION + "cost_details")
            .by(Field.INPUT, span -> Content.input(span, OBSERVATION + "input"), OBSERVATION + "input")
            .by(Field.INPUT, span -> Content.input(span, "langfuse.trace.input"))
            .by(Field.OUTPUT, span -> Content.output(span, OBSERVATION + "output"), OBSERVATION + "output")
            .by(Field.OUTPUT, span -> Content.output(span, "langfuse.trace.output"))
            .from(Field.USER, "langfuse.user.id")
            .from(Field.SESSION, "langfuse.session.id")
            .from(Field.ENVIRONMENT, "langfuse.environment")
            .from(Field.RELEASE, "langfuse.release")
            .from(Field.PROMPT_NAME, OBSERVATION + "prompt.name")
            .from(Field.PROMPT_VERSION, OBSERVATION + "prompt.version")
            .from(Field.TAGS, "langfuse.trace.tags")
            .by(Field.METADATA, span -> span.takeBelow(OBSERVATION + "metadata."), OBSERVATION + "metadata.*")
            .by(Field.METADATA, span -> span.takeObject(OBSERVATION + "metadata"), OBSERVATION + "metadata")
            .by(Field.METADATA, span -> span.takeBelow("langfuse.trace.metadata."), "langfuse.trace.metadata.*")
            .by(Field.METADATA, span -> span.takeObject("langfuse.trace.metadata"), "langfuse.trace.metadata")
            .by(Field.FAILED, Langfuse::failed, OBSERVATION + "level")
            .by(
                    Field.ERROR_MESSAGE,
                    span -> Boolean.TRUE.equals(failed(span))
                            ? span.take(OBSERVATION + "status_message", Values::text)
                            : null,
                    OBSERVATION + "status_message")
            .knows("langfuse.version", "langfuse.trace.*", "langfuse.internal.*", "langfuse.experiment.*");

    private Langfuse() {}

    private static @Nullable Boolean failed(Reading span) {
        return "ERROR".equals(span.word(OBSERVATION + "level")) ? Boolean.TRUE : null;
    }

    private static @Nullable Duration timeToFirstToken(Reading span) {
        return span.take(OBSERVATION + "completion_start_time", value -> {
            String text = Values.text(Values.unquoted(value));
            try {
                var after = text == null ? null : Duration.between(span.span().startedAt(), Instant.parse(text));
                return after == null || after.isNegative() ? null : after;
            } catch (DateTimeException e) {
                return null;
            }
        });
    }
}
