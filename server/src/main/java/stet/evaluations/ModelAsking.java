package stet.evaluations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import stet.datasets.DatasetCase;
import stet.evaluators.Subject.CalledTool;
import stet.gateway.OwnCalls;
import stet.models.ErrorKind;
import stet.models.Part;
import stet.platform.http.Problem;
import stet.releases.ReleaseStep;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;

/** Asks a model what a target makes of each case. */
record ModelAsking(OwnCalls calls, Requests requests, Of run) implements Asking {
    static final String ENVIRONMENT = "evaluation";
    private static final Set<String> PASSING = Set.of(
            ErrorKind.RATE_LIMITED.word(),
            ErrorKind.OVERLOADED.word(),
            ErrorKind.TIMEOUT.word(),
            ErrorKind.CONNECTION.word(),
            ErrorKind.TRUNCATED.word(),
            ErrorKind.UPSTREAM_ERROR.word());

    /** What a target makes of a case. */
    @FunctionalInterface
    interface Requests {
        /** @throws Problem.Invalid when the case does not fit */
        Request of(DatasetCase item);
    }

    /**
     * What to ask, and what it was made of.
     *
     * @param choices the model to ask, then those to ask when the one before cannot answer
     */
    record Request(
            List<OwnCalls.Choice> choices,
            OwnCalls.@Nullable OfPrompt prompt,
            @Nullable ReleaseStep step) {}

    /** The run that asks. */
    record Of(UUID projectId, UUID runId, String author) {}

    @Override
    public Came ask(DatasetCase item, int repetition) throws InterruptedException {
        OwnCalls.Answered answered;
        try {
            answered = calls.call(asked(requests.of(item), item, repetition), _ -> {});
        } catch (Problem.Invalid wrong) {
            return Came.failed(wrong.detail());
        }
        var span = answered.span();
        var status = span.status();
        var generation = span.generation();
        boolean failed = status.failed();
        return new Came(
                failed ? null : answered.text(),
                answered.toolCalls().stream().map(ModelAsking::called).toList(),
                generation == null || generation.finishReasons().isEmpty()
                        ? null
                        : generation.finishReasons().getFirst(),
                span.duration(),
                cost(generation),
                generation == null ? null : generation.usage().input(),
                generation == null ? null : generation.usage().output(),
                span.traceId(),
                failed ? (status.message() == null ? "the call failed" : status.message()) : null,
                failed && PASSING.contains(String.valueOf(status.errorKind())));
    }

    private OwnCalls.Asked asked(Request request, DatasetCase item, int repetition) {
        var metadata = Map.of(
                "run.id",
                run.runId().toString(),
                "run.author",
                run.author(),
                "run.case",
                item.id(),
                "run.repetition",
                Integer.toString(repetition));
        return new OwnCalls.Asked(
                run.projectId(),
                "run-" + run.runId(),
                request.choices(),
                request.prompt(),
                request.step(),
                null,
                ENVIRONMENT,
                List.of(ENVIRONMENT),
                metadata,
                null);
    }

    static Map<String, JsonNode> variables(DatasetCase item) {
        var variables = new TreeMap<String, JsonNode>();
        if (item.variables() != null) {
            item.variables().properties().forEach(it -> variables.put(it.getKey(), it.getValue()));
        }
        return variables;
    }

    private static CalledTool called(Part.ToolCall call) {
        return new CalledTool(call.name(), call.arguments());
    }

    private static @Nullable Double cost(Span.@Nullable Generation generation) {
        var usd = generation == null ? null : generation.cost().usd();
        return usd == null ? null : (Double) usd.doubleValue();
    }
}
