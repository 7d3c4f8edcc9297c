package stet.playground;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import stet.gateway.OwnCalls;
import stet.models.Message;
import stet.models.Part.ToolCall;
import stet.models.Part.ToolResult;
import stet.platform.http.Problem;
import stet.platform.json.Json;
import stet.platform.json.JsonSchema;
import stet.prompts.Prompts;
import stet.prompts.RenderedPrompt;
import stet.prompts.content.PromptSettings.ModelChoice;
import stet.traces.Span;
import stet.traces.SpanDetail;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One variant of a run, from its prompt to its answer. */
final class VariantRun {
    /** What marks playground calls among others. */
    static final String MARK = "playground";

    private final OwnCalls calls;
    private final Context context;
    private final String name;
    private final Prompts.OfVersion prompt;
    private final PlaygroundRun.@Nullable Model override;
    private final Events events;
    private final List<Span> spans = new ArrayList<>();

    /** Where a variant's events go; it waits while too many are not read yet. */
    interface Events {
        void send(PlaygroundEvent event) throws InterruptedException;
    }

    /** What variants of a run share. */
    record Context(UUID projectId, String requestId, String user, Map<String, JsonNode> toolReplies, int maxTurns) {}

    VariantRun(
            OwnCalls calls,
            Context context,
            String name,
            Prompts.OfVersion prompt,
            PlaygroundRun.@Nullable Model override,
            Events events) {
        this.calls = calls;
        this.context = context;
        this.name = name;
        this.prompt = prompt;
        this.override = override;
        this.events = events;
    }

    /** Whether it finished. */
    boolean run() throws InterruptedException {
        var rendered = prompt.rendered();
        var choices = choices(rendered);
        var choice = choices.getFirst();
        events.send(new PlaygroundEvent.Started(
                name, choice.provider(), choice.name(), rendered.messages(), rendered.warnings()));
        var said = rendered.messages();
        for (int turn = 1; ; turn++) {
            var answered = call(rendered, choices, said);
            var span = answered.span();
            var attempts =
                    answered.failed().stream().map(PlaygroundEvent.Attempt::of).toList();
            spans.add(span);
            if (span.status().failed()) {
                events.send(new PlaygroundEvent.Turned(name, turn, SpanDetail.of(span, false), attempts, List.of()));
                events.send(new PlaygroundEvent.Failed(
                        name,
                        span.status().message() == null
                                ? "the call failed"
                                : span.status().message(),
                        List.of(),
                        span.status().errorKind(),
                        span.traceId()));
                return false;
            }
            var answer = answered.messages();
            var asked = answered.toolCalls();
            boolean again = !asked.isEmpty()
                    && turn < context.maxTurns()
                    && asked.stream().allMatch(it -> context.toolReplies().containsKey(it.name()));
            var results = again ? results(asked) : List.<Message>of();
            events.send(new PlaygroundEvent.Turned(name, turn, SpanDetail.of(span, false), attempts, results));
            if (!again) {
                events.send(finished(answered.text(), asked));
                return true;
            }
            var more = new ArrayList<>(said);
            more.addAll(answer);
            more.addAll(results);
            said = more;
        }
    }

    /** The model to ask, then the prompt's fallbacks unless another model is tried. */
    private List<ModelChoice> choices(RenderedPrompt rendered) {
        var first = choice(rendered);
        var own = rendered.model();
        var choices = new ArrayList<ModelChoice>(List.of(first));
        if (own != null && own.name().equals(first.name()) && Objects.equals(own.provider(), first.provider())) {
            choices.addAll(rendered.fallbacks());
        }
        return choices;
    }

    private ModelChoice choice(RenderedPrompt rendered) {
        var own = rendered.model();
        var other = override;
        String model = other != null && other.name() != null ? other.name() : own == null ? null : own.name();
        if (model == null) {
            throw Problem.Invalid.field("model", "the prompt names none: name one to ask");
        }
        boolean same = own != null && own.name().equals(model);
        ObjectNode parameters = own != null && same ? own.parameters().deepCopy() : Json.MAPPER.createObjectNode();
        String provider = own != null && same ? own.provider() : null;
        if (other != null && other.parameters() != null) {
            parameters.setAll(other.parameters());
        }
        if (other != null && other.provider() != null) {
            provider = other.provider();
        }
        return new ModelChoice(provider, model, parameters);
    }

    private OwnCalls.Answered call(RenderedPrompt rendered, List<ModelChoice> choices, List<Message> said)
            throws InterruptedException {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("playground.variant", name);
        var version = prompt.prompt();
        var asked = new OwnCalls.Asked(
                context.projectId(),
                context.requestId(),
                choices.stream()
                        .map(it -> new OwnCalls.Choice(rendered.request(it).with(it.name(), said), it.provider()))
                        .toList(),
                version.version() > 0
                        ? new OwnCalls.OfPrompt(version.name(), version.version(), version.digest())
                        : null,
                null,
                context.user(),
                MARK,
                List.of(MARK),
                metadata,
                spans.isEmpty() ? null : spans.getLast());
        return calls.call(asked, delta -> events.send(new PlaygroundEvent.Grew(name, delta.text(), delta.reasoning())));
    }

    private List<Message> results(List<ToolCall> asked) {
        var results = new ArrayList<Message>();
        for (var call : asked) {
            var reply = context.toolReplies().getOrDefault(call.name(), Json.MAPPER.nullNode());
            results.add(Message.of("tool", new ToolResult(call.id(), call.name(), reply)));
        }
        return results;
    }

    private PlaygroundEvent.Finished finished(String text, List<ToolCall> asked) {
        @Nullable JsonNode structured = null;
        @Nullable String problem = null;
        var response = prompt.rendered().response();
        @Nullable Boolean valid = null;
        var faults = List.<JsonSchema.Fault>of();
        if (response != null && asked.isEmpty()) {
            try {
                structured = Json.MAPPER.readTree(text);
                if (structured.isMissingNode()) {
                    structured = null;
                    problem = "the answer is empty, where JSON was asked for";
                } else {
                    faults = JsonSchema.of(response.schema()).faults(structured);
                    problem = faults.isEmpty() ? null : "the answer breaks its schema: " + JsonSchema.joined(faults);
                }
            } catch (IllegalArgumentException e) {
                problem = e.getMessage();
            } catch (JacksonException e) {
                problem = "the answer is not the JSON that was asked for: " + e.getOriginalMessage();
            }
            valid = problem == null;
        }
        var first = generation(spans.getFirst());
        var wait = first == null ? null : first.timeToFirstToken();
        return new PlaygroundEvent.Finished(
                name,
                text,
                structured,
                problem,
                valid,
                faults,
                spans.size(),
                tokens(it -> it.input() == null ? -1 : it.input()),
                tokens(it -> it.output() == null ? -1 : it.output()),
                cost(),
                spans.stream().mapToDouble(it -> millis(it.duration())).sum(),
                wait == null ? null : (Double) millis(wait),
                spans.getFirst().traceId(),
                asked.stream().map(ToolCall::name).distinct().toList());
    }

    private static Span.@Nullable Generation generation(Span span) {
        return span.generation();
    }

    /** The sum over all turns; absent when one is not known. */
    private @Nullable Long tokens(ToLongFunction<Span.Usage> count) {
        long sum = 0;
        for (var span : spans) {
            var generation = generation(span);
            long tokens = generation == null ? -1 : count.applyAsLong(generation.usage());
            if (tokens < 0) {
                return null;
            }
            sum += tokens;
        }
        return sum;
    }

    private @Nullable BigDecimal cost() {
        var sum = BigDecimal.ZERO;
        for (var span : spans) {
            var generation = generation(span);
            var cost = generation == null ? null : generation.cost().usd();
            if (cost == null) {
                return null;
            }
            sum = sum.add(cost);
        }
        return sum;
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
