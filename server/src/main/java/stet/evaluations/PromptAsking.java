package stet.evaluations;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import stet.platform.json.Json;
import stet.prompts.PreparedPrompt;
import stet.prompts.Prompts;
import stet.prompts.RenderedPrompt;
import stet.prompts.content.PromptSettings.ModelChoice;
import stet.traces.Span;
import tools.jackson.databind.JsonNode;

/** Asks a prompt's model with a case's variables; a case's messages follow the prompt's own. */
record PromptAsking(OwnCalls calls, PreparedPrompt prompt, Optional<Target.Model> model, Of run) implements Asking {
    static final String ENVIRONMENT = "evaluation";
    private static final Set<String> PASSING = Set.of(
            ErrorKind.RATE_LIMITED.word(),
            ErrorKind.OVERLOADED.word(),
            ErrorKind.TIMEOUT.word(),
            ErrorKind.CONNECTION.word(),
            ErrorKind.TRUNCATED.word(),
            ErrorKind.UPSTREAM_ERROR.word());

    /** The run that asks. */
    record Of(UUID projectId, UUID runId, String author) {}

    @Override
    public Came ask(DatasetCase item, int repetition) throws InterruptedException {
        RenderedPrompt rendered;
        OwnCalls.Answered answered;
        try {
            rendered = prompt.render(variables(item));
            answered = calls.call(asked(rendered, item, repetition), _ -> {});
        } catch (Problem.Invalid wrong) {
            return Came.failed(wrong.detail());
        }
        var span = answered.span();
        var status = span.status();
        var generation = span.generation();
        boolean failed = status.failed();
        return new Came(
                failed ? null : answered.text(),
                answered.toolCalls().stream().map(PromptAsking::called).toList(),
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

    private OwnCalls.Asked asked(RenderedPrompt rendered, DatasetCase item, int repetition) {
        var said = new ArrayList<>(rendered.messages());
        if (item.messages() != null) {
            said.addAll(Prompts.given(item.messages()));
        }
        var of = prompt.prompt();
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
                choices(rendered).stream()
                        .map(it -> new OwnCalls.Choice(rendered.request(it).with(it.name(), said), it.provider()))
                        .toList(),
                new OwnCalls.OfPrompt(of.name(), of.version(), of.digest()),
                null,
                ENVIRONMENT,
                List.of(ENVIRONMENT),
                metadata,
                null);
    }

    private List<ModelChoice> choices(RenderedPrompt rendered) {
        if (model.isPresent()) {
            var other = model.get();
            var own = rendered.model();
            var parameters = own == null ? Json.MAPPER.createObjectNode() : own.parameters();
            return List.of(new ModelChoice(other.provider(), other.name(), parameters));
        }
        if (rendered.model() == null) {
            throw new Problem.Invalid("the prompt names no model: name one in the target");
        }
        var choices = new ArrayList<ModelChoice>(List.of(rendered.model()));
        choices.addAll(rendered.fallbacks());
        return choices;
    }

    private static Map<String, JsonNode> variables(DatasetCase item) {
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
