package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.conventions.Recorded.assertJson;
import static stet.traces.conventions.Recorded.attributesOf;
import static stet.traces.conventions.Recorded.generation;

import java.util.Map;
import org.junit.jupiter.api.Test;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.otlp.Fixtures;

class LangSmithTest {
    private final Recorded client = Recorded.of(Fixtures.LANGSMITH);

    @Test
    void aCallSaysWhatWasAskedAndWhatItTook() {
        var call = client.named("ChatOpenAI");
        var generation = generation(call);

        assertThat(call.kind()).isEqualTo(SpanKind.GENERATION);
        assertThat(generation.provider()).isEqualTo("openai");
        assertThat(generation.requestModel()).isEqualTo("gpt-4o-mini");
        assertThat(generation.responseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, null, 40L));
        assertThat(generation.finishReasons()).containsExactly("stop");
        assertJson(call.input(), """
                [{"role":"system","parts":[{"type":"text","text":"You answer billing questions."}]},
                 {"role":"user","parts":[{"type":"text","text":"Was invoice INV-7 paid?"}]}]
                """);
        assertJson(call.output(), """
                [{"role":"assistant","parts":[{"type":"text","text":"Invoice INV-7 was paid on 3 March. Grüße 😀"}],"finishReason":"stop"}]
                """);
    }

    @Test
    void aRunsOwnKindBeatsTheOperationItWasFiledUnder() {
        var retrieval = client.named("invoices");

        assertThat(retrieval.kind()).isEqualTo(SpanKind.RETRIEVAL);
        assertThat(retrieval.input()).hasToString("{\"query\":\"Was invoice INV-7 paid?\"}");
        assertThat(client.named("find_invoice").kind()).isEqualTo(SpanKind.TOOL);
        assertThat(client.named("find_invoice").output()).hasToString("{\"number\":\"INV-7\",\"paid\":\"3 March\"}");
    }

    @Test
    void theEnvironmentThatWasSentAlongIsDropped() {
        assertThat(client.spans()).allSatisfy(span -> {
            assertThat(span.dimensions().metadata()).containsExactlyEntriesOf(Map.of("plan", "gold"));
            assertThat(attributesOf(span)).noneMatch(name -> name.contains("LANGSMITH_"));
        });
    }

    @Test
    void theSessionIsTheConversationAndNotTheProject() {
        var dimensions = client.named("ChatOpenAI").dimensions();

        assertThat(dimensions.userId()).isEqualTo("ada");
        assertThat(dimensions.sessionId()).isEqualTo("conv-42");
        assertThat(dimensions.app()).isNull();
    }

    @Test
    void anExceptionUnderStatusOkIsAFailure() {
        var failed =
                client.spans().stream().filter(span -> span.status().failed()).toList();

        assertThat(failed).hasSize(1);
        assertThat(generation(failed.getFirst()).requestModel()).isEqualTo("no-such-model");
        assertThat(generation(failed.getFirst()).provider()).isEqualTo("openai");
        assertThat(failed.getFirst().status())
                .isEqualTo(Span.SpanStatus.failed("Error", "Error: 404 The model no-such-model does not exist"));
    }

    @Test
    void aStreamIsKnownAsOne() {
        var streams = client.spans().stream()
                .filter(span -> span.generation() != null
                        && Boolean.TRUE.equals(span.generation().streaming()))
                .toList();

        assertThat(streams).hasSize(1);
        assertThat(generation(streams.getFirst()).responseId()).isEqualTo("chatcmpl-2");
    }
}
