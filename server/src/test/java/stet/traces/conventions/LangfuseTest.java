package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.conventions.Recorded.assertJson;
import static stet.traces.conventions.Recorded.generation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.json.Json;
import stet.traces.CostKind;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.otlp.Fixtures;

class LangfuseTest {
    private final Recorded client = Recorded.of(Fixtures.LANGFUSE);

    @Test
    void aCallSaysWhatWasAskedAndWhatItTook() {
        var call = client.named("ask");
        var generation = generation(call);

        assertThat(call.kind()).isEqualTo(SpanKind.GENERATION);
        assertThat(generation.requestModel()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(generation.parameters())
                .hasToString("{\"max_tokens\":200,\"temperature\":0.2,\"response_format\":\"\"}");
        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, null, 40L));
        assertJson(call.input(), """
                [{"role":"system","parts":[{"type":"text","text":"You answer billing questions."}]},
                 {"role":"user","parts":[{"type":"text","text":"Was invoice INV-7 paid?"}]}]
                """);
        assertJson(call.output(), """
                [{"role":"assistant","parts":[{"type":"text","text":"Invoice INV-7 was paid on 3 March. Grüße 😀"}]}]
                """);
    }

    @Test
    void aCallSaysWhoAskedAndWithWhichPrompt() {
        assertThat(client.named("ask").dimensions())
                .isEqualTo(new Span.Dimensions(
                        "ada",
                        "conv-42",
                        "staging",
                        "1.4.0",
                        "billing-bot",
                        "billing/answer",
                        "7",
                        List.of("beta", "billing"),
                        Map.of("tier", "eu")));
    }

    @Test
    void theTopSpanGoesByTheTracesName() {
        var top = client.named("billing");

        assertThat(top.parentId()).isNull();
        assertThat(top.kind()).isEqualTo(SpanKind.SPAN);
        assertThat(top.input()).hasToString("{\"question\":\"Was invoice INV-7 paid?\"}");
        assertThat(top.output()).hasToString("\"Yes.\"");
        assertThat(top.dimensions().metadata())
                .containsExactlyInAnyOrderEntriesOf(Map.of("plan", "gold", "tier", "eu"));
    }

    @Test
    void aStreamSaysWhenItBegan() {
        var stream = generation(client.named("OpenAI.chat"));

        assertThat(stream.streaming()).isTrue();
        assertThat(stream.timeToFirstToken()).isPositive();
    }

    @Test
    void aFailureThatOnlyALevelTellsIsOneAndItsZeroCostIsNone() {
        var failed = client.named("OpenAI.chat", 1);

        assertThat(failed.status())
                .isEqualTo(Span.SpanStatus.failed("error", "Error: 404 The model no-such-model does not exist"));
        assertThat(generation(failed).cost().priceVersion()).isEqualTo("test:no-such-model");
    }

    @Test
    void aWarningIsNoFailure() {
        var tool = client.named("find_invoice");

        assertThat(tool.kind()).isEqualTo(SpanKind.TOOL);
        assertThat(tool.status()).isEqualTo(Span.SpanStatus.OK);
        assertThat(tool.input()).hasToString("{\"number\":\"INV-7\"}");
        assertThat(tool.attributes())
                .hasToString(
                        "{\"langfuse.version\":\"3\",\"langfuse.trace.name\":\"billing\",\"langfuse.observation.type\":\"tool\",\"langfuse.observation.level\":\"WARNING\",\"langfuse.observation.status_message\":\"slow\"}");
    }

    @Test
    void aGivenCostIsBelievedWithItsParts() {
        var generation = generation(client.named("own"));

        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, 256L, null));
        assertThat(generation.cost())
                .isEqualTo(new Span.Cost(
                        new BigDecimal("0.003"),
                        "reported",
                        null,
                        Map.of(CostKind.INPUT, new BigDecimal("0.001"), CostKind.OUTPUT, new BigDecimal("0.002"))));
    }

    @Test
    void aRetrieversDocumentsAreItsOutput() {
        var retrieval = client.named("invoices");

        assertThat(retrieval.kind()).isEqualTo(SpanKind.RETRIEVAL);
        assertThat(retrieval.input()).hasToString("\"INV-7\"");
        assertThat(retrieval.output()).hasToString("[{\"id\":\"d1\",\"text\":\"paid 3 March\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"input":274,"input_cached_tokens":768,"output":33,"output_reasoning_tokens":40,"total":1115} | 1042 | 73 | 768
            {"input":1042,"input_cached_tokens":768,"output":73,"total":1115}                             | 1042 | 73 | 768
            {"input":18,"cache_read_input_tokens":768,"cache_creation_input_tokens":256,"output":73}      | 1042 | 73 | 768
            {"prompt_tokens":9,"total_tokens":9}                                                          |    9 |    |
            """)
    void bucketsDoNotOverlapUnlessTheTotalSaysSo(String said, Long input, Long output, Long cacheRead) {
        var buckets = Buckets.of(Json.MAPPER.readTree(said));

        assertThat(buckets.input()).isEqualTo(input);
        assertThat(buckets.output()).isEqualTo(output);
        assertThat(buckets.cacheRead()).isEqualTo(cacheRead);
    }
}
