package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.conventions.Recorded.assertJson;
import static stet.traces.conventions.Recorded.generation;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.otlp.Fixtures;

class MlflowTest {
    private final Recorded spans = Recorded.of(Fixtures.REFERENCE_MLFLOW);

    @Test
    void aCallSaysWhatWasAskedAndWhatItTook() {
        var call = spans.named("Completions");
        var generation = generation(call);

        assertThat(call.kind()).isEqualTo(SpanKind.GENERATION);
        assertThat(generation.provider()).isEqualTo("openai");
        assertThat(generation.requestModel()).isEqualTo("gpt-4o-mini");
        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, null, null));
        assertThat(generation.cost().usd()).isEqualTo(new BigDecimal("0.003"));
        assertThat(generation.finishReasons()).containsExactly("stop");
        assertThat(Objects.requireNonNull(generation.tools()).at("/0/function/name"))
                .hasToString("\"find_invoice\"");
        assertThat(call.dimensions().promptName()).isEqualTo("billing-answer");
        assertThat(call.dimensions().promptVersion()).isEqualTo("7");
        assertJson(call.input(), """
                [{"role":"user","parts":[{"type":"text","text":"Was invoice INV-7 paid?"}]}]
                """);
    }

    @Test
    void valuesThatAreJsonInTextAreReadAsWhatTheyMean() {
        var chain = spans.named("answer");

        assertThat(chain.kind()).isEqualTo(SpanKind.CHAIN);
        assertThat(chain.input()).hasToString("{\"question\":\"Was invoice INV-7 paid?\"}");
        assertThat(chain.output()).hasToString("\"Yes.\"");
        assertThat(chain.dimensions().userId()).isEqualTo("ada");
        assertThat(chain.dimensions().sessionId()).isEqualTo("conv-42");
        assertThat(chain.dimensions().metadata()).containsEntry("plan", "gold");
        assertThat(spans.named("find_invoice").kind()).isEqualTo(SpanKind.TOOL);
    }
}
