package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.otlp.Fixtures;

class McpTest {
    private final Recorded spans = Recorded.of(Fixtures.REFERENCE_MCP);

    @Test
    void aCallOfAToolIsATool() {
        var tool = spans.named("find_invoice");

        assertThat(tool.kind()).isEqualTo(SpanKind.TOOL);
        assertThat(tool.input()).hasToString("{\"number\":\"INV-7\"}");
        assertThat(tool.output()).hasToString("{\"paid\":\"3 March\"}");
    }

    @Test
    void aToolThatFailedSaysSo() {
        assertThat(spans.named("find_invoice", 1).status()).isEqualTo(Span.SpanStatus.failed("tool_error", null));
    }

    @Test
    void fetchingAPromptNamesIt() {
        var prompt = spans.named("prompts/get billing-answer");

        assertThat(prompt.kind()).isEqualTo(SpanKind.SPAN);
        assertThat(prompt.dimensions().promptName()).isEqualTo("billing-answer");
    }
}
