package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.conventions.Recorded.assertJson;
import static stet.traces.conventions.Recorded.attributesOf;
import static stet.traces.conventions.Recorded.generation;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.otlp.Fixtures;

class OpenInferenceTest {
    private final Recorded clients = Recorded.of(Fixtures.OPEN_INFERENCE);
    private final Recorded langChain = Recorded.of(Fixtures.OPEN_INFERENCE_LANGCHAIN);

    @Test
    void aCallSaysWhatWasAskedAndWhatItTook() {
        var call = clients.named("OpenAI Chat Completions");
        var generation = generation(call);

        assertThat(call.kind()).isEqualTo(SpanKind.GENERATION);
        assertThat(call.status()).isEqualTo(Span.SpanStatus.OK);
        assertThat(generation.provider()).isEqualTo("openai");
        assertThat(generation.requestModel()).isEqualTo("gpt-4o-mini");
        assertThat(generation.responseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(generation.parameters()).hasToString("{\"temperature\":0.2,\"max_tokens\":200,\"user\":\"ada\"}");
        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, null, 40L));
        assertThat(generation.finishReasons()).containsExactly("tool_call");
        assertThat(Objects.requireNonNull(generation.tools()).at("/0/function/name"))
                .hasToString("\"find_invoice\"");
        assertJson(call.input(), """
                [{"role":"system","parts":[{"type":"text","text":"You answer billing questions."}]},
                 {"role":"user","parts":[{"type":"text","text":"Was invoice INV-7 paid?"}]}]
                """);
        assertJson(call.output(), """
                [{"role":"assistant","parts":[{"type":"tool_call","id":"call_1","name":"find_invoice","arguments":{"number":"INV-7","copies":2}}]}]
                """);
    }

    @Test
    void aCallSaysWhoAskedAndWithWhichPrompt() {
        var dimensions = clients.named("OpenAI Chat Completions").dimensions();

        assertThat(dimensions)
                .isEqualTo(new Span.Dimensions(
                        "ada",
                        "conv-42",
                        "staging",
                        "1.4.0",
                        "billing-bot",
                        null,
                        "7",
                        java.util.List.of("beta", "billing"),
                        Map.of("plan", "gold", "seats", "3")));
    }

    @Test
    void aToolsAnswerIsPartOfTheConversation() {
        assertJson(
                Objects.requireNonNull(
                                clients.named("OpenAI Chat Completions", 1).input())
                        .get(3),
                "{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_result\",\"id\":\"call_1\",\"result\":{\"paid\":\"3 March\"}}]}");
    }

    @Test
    void aStreamWithoutUsageIsUnknownNotZero() {
        var generation = generation(clients.named("OpenAI Chat Completions", 2));

        assertThat(generation.usage()).isEqualTo(Span.Usage.UNKNOWN);
        assertThat(generation.streaming()).isTrue();
    }

    @Test
    void anEmbeddingKeepsItsTextAndNotItsVector() {
        var embedding = clients.named("OpenAI Embeddings");

        assertThat(embedding.kind()).isEqualTo(SpanKind.EMBEDDING);
        assertThat(generation(embedding).requestModel()).isEqualTo("text-embedding-3-small");
        assertThat(embedding.input()).hasToString("\"invoice\"");
        assertThat(Objects.requireNonNull(embedding.attributes()).path("embedding.embeddings.0.embedding.vector"))
                .hasToString("\"[256 numbers, not kept]\"");
    }

    @Test
    void aCallSeenByTwoInstrumentationsIsCountedOnce() {
        var outer = clients.named("Anthropic Messages");
        var inner = clients.named("anthropic.messages.create");

        assertThat(generation(outer).usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, 256L, null));
        assertThat(generation(inner).usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, 256L, null));
        assertThat(generation(outer).finishReasons())
                .isEqualTo(generation(inner).finishReasons())
                .containsExactly("tool_call");
        assertThat(inner.parentId()).isEqualTo(outer.spanId());
        assertThat(clients.trace(outer).usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, 256L, null));
        assertThat(clients.trace(outer).cost().usd()).isEqualByComparingTo(Recorded.PRICE);
    }

    @Test
    void instructionsThatStandApartFromTheMessagesComeFirst() {
        assertJson(clients.named("Anthropic Messages").input(), """
                [{"role":"system","parts":[{"type":"text","text":"You answer billing questions."}]},
                 {"role":"user","parts":[{"type":"text","text":"Was invoice INV-7 paid?"}]}]
                """);
        assertJson(clients.named("Anthropic Messages").output(), """
                [{"role":"assistant","parts":[{"type":"tool_call","id":"toolu_1","name":"find_invoice","arguments":{"number":"INV-7","copies":2}}]}]
                """);
    }

    @Test
    void aChainHasItsStepsWithTheirKinds() {
        assertThat(langChain.named("ChatOpenAI").kind()).isEqualTo(SpanKind.GENERATION);
        assertThat(langChain.named("find_invoice").kind()).isEqualTo(SpanKind.TOOL);
        assertThat(langChain.named("look").kind()).isEqualTo(SpanKind.CHAIN);
        assertThat(langChain.named("ChatPromptTemplate").kind()).isEqualTo(SpanKind.SPAN);
        assertThat(langChain.named("find_invoice").input()).hasToString("\"INV-7\"");
        assertThat(langChain.named("find_invoice").output()).hasToString("{\"number\":\"INV-7\",\"paid\":\"3 March\"}");
        assertThat(langChain.named("ChatOpenAI").dimensions().sessionId()).isEqualTo("conv-42");
        assertThat(langChain.named("ChatOpenAI").dimensions().metadata()).containsEntry("plan", "gold");
        assertThat(generation(langChain.named("ChatOpenAI")).usage())
                .isEqualTo(new Span.Usage(1042L, 73L, 768L, null, 40L));
    }

    @Test
    void theWholeCallStaysBesideTheMessagesReadFromItsPieces() {
        assertThat(attributesOf(clients.named("OpenAI Chat Completions")))
                .contains("input.value", "output.value")
                .noneMatch(name -> name.startsWith("llm.input_messages."));
    }
}
