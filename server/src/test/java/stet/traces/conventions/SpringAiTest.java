package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.conventions.Recorded.generation;

import org.junit.jupiter.api.Test;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.otlp.Fixtures;

class SpringAiTest {
    private final Recorded app = Recorded.of(Fixtures.SPRING_AI);

    @Test
    void everyNumberIsTextAndIsReadAsWhatItMeans() {
        var call = app.spans().stream()
                .filter(span -> span.name().equals("chat gpt-4o-mini")
                        && generation(span).finishReasons().contains("tool_call"))
                .findFirst()
                .orElseThrow();
        var generation = generation(call);

        assertThat(call.kind()).isEqualTo(SpanKind.GENERATION);
        assertThat(generation.provider()).isEqualTo("openai");
        assertThat(generation.requestModel()).isEqualTo("gpt-4o-mini");
        assertThat(generation.responseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(generation.parameters()).hasToString("{\"max_tokens\":200,\"temperature\":0.2}");
        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, null, null));
        assertThat(call.dimensions().app()).isEqualTo("billing-bot");
        assertThat(call.dimensions().environment()).isEqualTo("staging");
        assertThat(call.dimensions().release()).isEqualTo("1.4.0");
    }

    @Test
    void aStreamIsKnownAsOne() {
        assertThat(app.spans().stream()
                        .filter(span -> span.generation() != null
                                && Boolean.TRUE.equals(span.generation().streaming())))
                .hasSize(1);
    }

    @Test
    void advisorsAndClientsAreStepsAndTheConversationIsTheSession() {
        assertThat(app.named("message_chat_memory").kind()).isEqualTo(SpanKind.CHAIN);
        assertThat(app.spans().stream()
                        .filter(span -> span.name().equals("spring_ai chat_client"))
                        .map(span -> span.dimensions().sessionId()))
                .contains("conv-42");
        assertThat(app.named("tool _calling ").generation()).isNull();
    }

    @Test
    void aToolGoesByItsOwnName() {
        assertThat(app.named("find_invoice").kind()).isEqualTo(SpanKind.TOOL);
    }

    @Test
    void aFailedCallHasItsReason() {
        assertThat(generation(app.named("chat no-such-model")).responseModel()).isNull();
        assertThat(app.named("chat no-such-model").status())
                .isEqualTo(Span.SpanStatus.failed("not_found", "404: The model no-such-model does not exist"));
    }

    @Test
    void aTraceCountsItsModelCallsAlone() {
        var trace = app.trace(app.named("answer"));

        assertThat(trace.usage()).isEqualTo(new Span.Usage(3126L, 219L, 1536L, null, null));
    }
}
