package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.conventions.Recorded.assertJson;
import static stet.traces.conventions.Recorded.generation;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.otlp.Fixtures;

class VercelAiTest {
    private final Recorded six = Recorded.of(Fixtures.VERCEL_AI_6);
    private final Recorded seven = Recorded.of(Fixtures.VERCEL_AI_7);

    @Test
    void aCallOfVersionSixSaysWhatWasAskedAndWhatItTook() {
        var call = six.named("ai.generateText.doGenerate");
        var generation = generation(call);

        assertThat(call.kind()).isEqualTo(SpanKind.GENERATION);
        assertThat(generation.provider()).isEqualTo("openai");
        assertThat(generation.requestModel()).isEqualTo("gpt-4o-mini");
        assertThat(generation.responseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(generation.responseId()).isEqualTo("chatcmpl-1");
        assertThat(generation.parameters()).hasToString("{\"max_tokens\":200,\"temperature\":0.2}");
        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, null, 40L));
        assertThat(generation.finishReasons()).containsExactly("tool_call");
        assertThat(Objects.requireNonNull(generation.tools()).at("/0/name")).hasToString("\"find_invoice\"");
        assertJson(call.input(), """
                [{"role":"system","parts":[{"type":"text","text":"You answer billing questions."}]},
                 {"role":"user","parts":[{"type":"text","text":"Was invoice INV-7 paid?"}]}]
                """);
        assertJson(call.output(), """
                [{"role":"assistant","parts":[{"type":"tool_call","id":"call_1","name":"find_invoice","arguments":{"number":"INV-7","copies":2}}]}]
                """);
    }

    @Test
    void aCallOfVersionSixSaysWhoAsked() {
        var dimensions = six.named("ai.generateText.doGenerate").dimensions();

        assertThat(dimensions.userId()).isEqualTo("ada");
        assertThat(dimensions.sessionId()).isEqualTo("conv-42");
        assertThat(dimensions.tags()).containsExactly("beta", "billing");
        assertThat(dimensions.metadata()).containsOnly(java.util.Map.entry("plan", "gold"));
        assertThat(dimensions.app()).isEqualTo("billing-bot");
    }

    @Test
    void aToolsResultFollowsItsCall() {
        var messages = Objects.requireNonNull(
                six.named("ai.generateText.doGenerate", 1).input());

        assertThat(messages.at("/2/parts/0/name")).hasToString("\"find_invoice\"");
        assertThat(messages.at("/3/role")).hasToString("\"tool\"");
        assertThat(messages.at("/3/parts/0/type")).hasToString("\"tool_result\"");
        assertThat(messages.at("/3/parts/0/id")).hasToString("\"call_1\"");
        assertThat(messages.at("/3/parts/0/result/value/paid")).hasToString("\"3 March\"");
    }

    @Test
    void aStepGoesByTheFunctionsNameAndItsUsageIsCountedOnce() {
        var whole = six.named("billing-answer");

        assertThat(whole.kind()).isEqualTo(SpanKind.CHAIN);
        assertThat(whole.parentId()).isNull();
        assertThat(whole.generation()).isNull();
        assertThat(Objects.requireNonNull(whole.input()).at("/1/parts/0/text"))
                .hasToString("\"Was invoice INV-7 paid?\"");
        assertThat(six.trace(whole).usage()).isEqualTo(new Span.Usage(2084L, 146L, 1536L, null, 80L));
        assertThat(six.trace(whole).cost().usd()).isEqualByComparingTo(Recorded.PRICE.add(Recorded.PRICE));
    }

    @Test
    void aToolOfVersionSixHasItsArgumentsAndItsResult() {
        var tool = six.named("find_invoice");

        assertThat(tool.kind()).isEqualTo(SpanKind.TOOL);
        assertThat(tool.input()).hasToString("{\"number\":\"INV-7\",\"copies\":2}");
        assertThat(tool.output()).hasToString("{\"number\":\"INV-7\",\"paid\":\"3 March\"}");
    }

    @Test
    void aStreamSaysWhenItBegan() {
        var stream = generation(six.named("ai.streamText.doStream"));

        assertThat(stream.streaming()).isTrue();
        assertThat(Objects.requireNonNull(stream.timeToFirstToken()).toMillis()).isEqualTo(43);
        assertThat(Objects.requireNonNull(
                                generation(seven.named("chat gpt-4o-mini", 2)).timeToFirstToken())
                        .toMillis())
                .isEqualTo(158);
    }

    @Test
    void anEmbeddingOfVersionSixKeepsItsTextAndNotItsVector() {
        var embedding = six.named("ai.embed.doEmbed");

        assertThat(embedding.kind()).isEqualTo(SpanKind.EMBEDDING);
        assertThat(embedding.input()).hasToString("[\"invoice\"]");
        assertThat(generation(embedding).usage().input()).isEqualTo(9);
        assertThat(Objects.requireNonNull(embedding.attributes())
                        .at("/ai.embeddings/0")
                        .asString())
                .startsWith("[numbers in ");
    }

    @Test
    void aFailedCallHasItsReasonInEitherVersion() {
        var message = "The model no-such-model does not exist";

        assertThat(six.named("ai.generateText.doGenerate", 2).status())
                .isEqualTo(Span.SpanStatus.failed("AI_APICallError", message));
        assertThat(seven.named("chat no-such-model").status()).isEqualTo(Span.SpanStatus.failed("not_found", message));
    }

    @Test
    void versionSevenIsAnAgentWithStepsAndCountsOnce() {
        var agent = seven.named("billing-answer");

        assertThat(agent.kind()).isEqualTo(SpanKind.AGENT);
        assertThat(seven.named("step 1").kind()).isEqualTo(SpanKind.CHAIN);
        assertThat(seven.named("find_invoice").kind()).isEqualTo(SpanKind.TOOL);
        assertThat(generation(seven.named("chat gpt-4o-mini")).finishReasons()).containsExactly("tool_call");
        assertThat(seven.trace(agent).usage()).isEqualTo(new Span.Usage(2084L, 146L, 1536L, null, null));
    }

    @Test
    void theInnerOfTwoNestedEmbeddingsIsTheOneThatCounts() {
        var outer = seven.spans().stream()
                .filter(span -> span.kind() == SpanKind.EMBEDDING && span.parentId() == null)
                .findFirst()
                .orElseThrow();

        assertThat(seven.trace(outer).usage().input()).isEqualTo(9);
        assertThat(seven.trace(outer).cost().usd()).isEqualByComparingTo(Recorded.PRICE);
    }
}
