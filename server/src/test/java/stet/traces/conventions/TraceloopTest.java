package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.conventions.Recorded.generation;

import java.util.Map;
import org.junit.jupiter.api.Test;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.otlp.Fixtures;

class TraceloopTest {
    private final Recorded sdk = Recorded.of(Fixtures.TRACELOOP_SDK);
    private final Recorded mcp = Recorded.of(Fixtures.TRACELOOP_MCP);

    @Test
    void aWorkflowHasItsPartsWithTheirNamesAndKinds() {
        assertThat(sdk.named("billing").kind()).isEqualTo(SpanKind.CHAIN);
        assertThat(sdk.named("answerer").kind()).isEqualTo(SpanKind.AGENT);
        assertThat(sdk.named("ask").kind()).isEqualTo(SpanKind.CHAIN);
        assertThat(sdk.named("find_invoice").kind()).isEqualTo(SpanKind.TOOL);
        assertThat(sdk.named("chat gpt-4o-mini").parentId())
                .isEqualTo(sdk.named("ask").spanId());
    }

    @Test
    void textThatWasQuotedTwiceIsReadOnce() {
        assertThat(sdk.named("billing").output()).hasToString("\"Yes.\"");
        assertThat(sdk.named("find_invoice").input()).hasToString("{\"args\":[],\"kwargs\":{\"number\":\"INV-7\"}}");
        assertThat(sdk.named("find_invoice").output()).hasToString("{\"number\":\"INV-7\",\"paid\":\"3 March\"}");
    }

    @Test
    void associationsSayWhoAskedOnEverySpan() {
        assertThat(sdk.spans()).allSatisfy(span -> {
            assertThat(span.dimensions().userId()).isEqualTo("ada");
            assertThat(span.dimensions().sessionId()).isEqualTo("conv-42");
            assertThat(span.dimensions().metadata()).containsExactlyEntriesOf(Map.of("plan", "gold"));
            assertThat(span.dimensions().app()).isEqualTo("billing-bot");
        });
    }

    @Test
    void inputTokensThatLeaveTheCachedOnesOutAreCompleted() {
        var claude = generation(sdk.named("chat claude-sonnet-4-5"));

        assertThat(claude.usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, 256L, null));
        assertThat(claude.provider()).isEqualTo("anthropic");
        assertThat(claude.finishReasons()).containsExactly("tool_call");
    }

    @Test
    void onlyTheModelCallsOfAWorkflowAreCounted() {
        var trace = sdk.trace(sdk.named("billing"));

        assertThat(trace.usage()).isEqualTo(new Span.Usage(2084L, 146L, 768L, 256L, null));
        assertThat(trace.generationCount()).isEqualTo(2);
    }

    @Test
    void aToolCalledOverMcpIsATool() {
        assertThat(mcp.named("find_invoice").kind()).isEqualTo(SpanKind.TOOL);
        assertThat(mcp.named("find_invoice").output()).hasToString("{\"result\":\"INV-7 was paid on 3 March\"}");
        assertThat(mcp.named("tools/list.mcp").kind()).isEqualTo(SpanKind.SPAN);
        assertThat(mcp.named("no_such_tool").status())
                .isEqualTo(Span.SpanStatus.failed("error", "MCP error -32602: Tool no_such_tool not found"));
    }
}
