package stet.playground;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import stet.models.Message;
import stet.platform.http.Problem.FieldError;
import stet.platform.json.JsonSchema;
import stet.traces.Span;
import stet.traces.SpanDetail;
import tools.jackson.databind.JsonNode;

/** Something that happened in a run, as its stream tells it. */
sealed interface PlaygroundEvent {
    /** What the stream calls it. */
    @JsonIgnore
    default String kind() {
        return switch (this) {
            case Started _ -> "started";
            case Grew _ -> "delta";
            case Turned _ -> "turn";
            case Finished _ -> "finished";
            case Failed _ -> "failed";
            case Done _ -> "done";
        };
    }

    /** A variant's model is asked. */
    record Started(
            String variant, @Nullable String provider, String model, List<Message> messages, List<String> warnings)
            implements PlaygroundEvent {}

    /** An answer grew. */
    record Grew(String variant, String text, boolean reasoning) implements PlaygroundEvent {}

    /**
     * A model answered.
     *
     * @param attempts the models that were asked before it and could not answer
     * @param toolResults what tools replied to it, if it asked for them and is asked again
     */
    record Turned(String variant, int turn, SpanDetail span, List<Attempt> attempts, List<Message> toolResults)
            implements PlaygroundEvent {}

    /** A model that could not answer, and why. */
    record Attempt(
            @Nullable String provider,
            @Nullable String model,
            @Nullable String errorKind,
            @Nullable String detail) {
        static Attempt of(Span failed) {
            var generation = failed.generation();
            return new Attempt(
                    generation == null ? null : generation.provider(),
                    generation == null ? null : generation.requestModel(),
                    failed.status().errorKind(),
                    failed.status().message());
        }
    }

    /**
     * A variant is done.
     *
     * @param structured the answer as JSON, where the prompt has a response schema
     * @param structuredProblem why it is none, or where it breaks the schema
     * @param valid whether it is what the response schema asks for; absent where there is none
     * @param faults where it is not
     * @param costUsd of all its turns; absent when one of them is unknown
     * @param openToolCalls the tools that the model asked for and that had no reply
     */
    record Finished(
            String variant,
            String text,
            @Nullable JsonNode structured,
            @Nullable String structuredProblem,
            @Nullable Boolean valid,
            List<JsonSchema.Fault> faults,
            int turns,
            @Nullable Long inputTokens,
            @Nullable Long outputTokens,
            @Nullable BigDecimal costUsd,
            double durationMs,
            @Nullable Double timeToFirstTokenMs,
            String traceId,
            List<String> openToolCalls)
            implements PlaygroundEvent {}

    /**
     * A variant cannot go on.
     *
     * @param traceId of the call that failed, if one was made
     */
    record Failed(
            String variant,
            String detail,
            List<FieldError> errors,
            @Nullable String errorKind,
            @Nullable String traceId)
            implements PlaygroundEvent {}

    /** Every variant has finished or failed. */
    record Done(int finished, int failed) implements PlaygroundEvent {}
}
