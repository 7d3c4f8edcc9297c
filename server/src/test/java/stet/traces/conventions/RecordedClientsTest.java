package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stet.platform.json.Json;
import stet.traces.Span;
import stet.traces.SpanKind;
import stet.traces.otlp.Fixtures;
import tools.jackson.databind.JsonNode;

class RecordedClientsTest {
    private static final BigDecimal PRICE = new BigDecimal("0.0125");

    private final Conventions conventions = new Conventions((_, model, _, _) -> Span.Cost.of(PRICE, "test:" + model));

    @ParameterizedTest
    @EnumSource(
            value = Fixtures.class,
            names = {"JS_OFFICIAL_PROTOBUF", "JS_OFFICIAL_JSON", "JS_TRACELOOP", "JS_TRACELOOP_OLD"})
    void everyOpenAiInstrumentationTellsWhoWasAskedAndWhatItTook(Fixtures fixture) {
        var call = read(fixture, 0);
        var generation = generation(call);

        assertThat(call.kind()).isEqualTo(SpanKind.GENERATION);
        assertThat(call.status()).isEqualTo(Span.SpanStatus.OK);
        assertThat(call.duration()).isPositive();
        assertThat(generation.provider()).isEqualTo("openai");
        assertThat(generation.requestModel()).isEqualTo("gpt-4o-mini");
        assertThat(generation.responseModel()).isEqualTo("gpt-4o-mini-2024-07-18");
        assertThat(generation.parameters()).hasToString("{\"max_tokens\":200,\"temperature\":0.2}");
        assertThat(generation.finishReasons()).containsExactly("tool_call");
        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, null, null, null));
        assertThat(generation.cost()).isEqualTo(Span.Cost.of(PRICE, "test:gpt-4o-mini-2024-07-18"));
        assertThat(call.dimensions().environment()).isEqualTo("staging");
        assertThat(call.dimensions().release()).isEqualTo("1.4.0");
        assertThat(call.resource())
                .hasToString(
                        "{\"service.name\":\"billing-bot\",\"service.version\":\"1.4.0\",\"deployment.environment.name\":\"staging\"}");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fixtures.class,
            names = {"JS_TRACELOOP", "JS_TRACELOOP_OLD"})
    void messagesHaveOneShapeWhetherOneListOrManyAttributes(Fixtures fixture) {
        var call = read(fixture, 0);

        assertSame(call.input(), """
                [{"role":"system","parts":[{"type":"text","text":"You answer billing questions."}]},
                 {"role":"user","parts":[{"type":"text","text":"Was invoice INV-7 paid?"}]}]
                """);
        assertThat(call.output()).isNotNull();
        assertThat(call.output().at("/0/role")).hasToString("\"assistant\"");
        assertThat(call.output().at("/0/finishReason")).hasToString("\"tool_call\"");
        assertThat(call.output().at("/0/parts/0/type")).hasToString("\"tool_call\"");
        assertThat(call.output().at("/0/parts/0/name")).hasToString("\"find_invoice\"");
        assertThat(call.output().at("/0/parts/0/arguments")).hasToString("{\"number\":\"INV-7\",\"copies\":2}");
        assertThat(call.output().at("/0/parts")).hasSize(1);
        assertThat(call.attributes()).isNotNull();
        assertThat(call.attributes().propertyNames())
                .noneMatch(it -> it.startsWith("gen_ai.prompt.") || it.startsWith("gen_ai.completion."))
                .doesNotContain("gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.usage.input_tokens");
        assertThat(read(fixture, 1).output())
                .hasToString(
                        "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"text\":\"Invoice INV-7 was paid on 3 March. Grüße 😀\"}],\"finishReason\":\"stop\"}]");
    }

    @Test
    void aToolsResultAndDefinitionsAreFound() {
        var call = read(Fixtures.JS_TRACELOOP, 1);

        assertThat(call.input()).isNotNull();
        assertThat(call.input().at("/3/parts/0"))
                .hasToString("{\"type\":\"tool_result\",\"id\":\"call_1\",\"result\":{\"paid\":\"3 March\"}}");
        assertThat(Objects.requireNonNull(generation(call).tools()).at("/0/function/name"))
                .hasToString("\"find_invoice\"");
    }

    @Test
    void missingUsageIsUnknownNotZero() {
        assertThat(generation(read(Fixtures.JS_TRACELOOP, 2)).usage()).isEqualTo(Span.Usage.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fixtures.class,
            names = {"JS_OFFICIAL_PROTOBUF", "JS_OFFICIAL_JSON"})
    void aFailedCallHasItsKindAndItsWords(Fixtures fixture) {
        assertThat(read(fixture, 3).status())
                .isEqualTo(Span.SpanStatus.failed("not_found", "404 The model no-such-model does not exist"));
    }

    @Test
    void aConversationToldAsSpanEventsIsPutTogether() {
        var chat = named(Fixtures.JAVA_SDK, "chat claude-sonnet-4-5");

        assertSame(chat.input(), """
                [{"role":"system","parts":[{"type":"text","text":"You answer billing questions."}]},
                 {"role":"user","parts":[{"type":"text","text":"Refund INV-7?"}]},
                 {"role":"assistant","parts":[{"type":"tool_call","id":"toolu_1","name":"find_invoice","arguments":{"number":"INV-7"}}]},
                 {"role":"tool","parts":[{"type":"tool_result","id":"toolu_1","result":{"paid":true}}]}]
                """);
        assertSame(chat.output(), """
                [{"role":"assistant","parts":[{"type":"text","text":"It was paid, so yes."}],"finishReason":"stop"}]
                """);
        assertThat(chat.events()).isEmpty();
        assertThat(generation(chat).parameters())
                .hasToString("{\"max_tokens\":1024,\"temperature\":0.5,\"stop_sequences\":[\"END\"]}");
    }

    @Test
    void inputTokensThatLeaveTheCachedOnesOutAreCompleted() {
        var usage =
                generation(named(Fixtures.JAVA_SDK, "chat claude-sonnet-4-5")).usage();

        assertThat(usage).isEqualTo(new Span.Usage(18L + 768 + 256, 73L, 768L, 256L, null));
    }

    @Test
    void aToolGoesByItsNameAndKeepsItsArgumentsAsATree() {
        var tool = named(Fixtures.JAVA_SDK, "refund");

        assertThat(tool.kind()).isEqualTo(SpanKind.TOOL);
        assertThat(tool.generation()).isNull();
        assertThat(tool.input()).hasToString("{\"number\":\"INV-7\",\"lines\":[1,2]}");
        assertThat(tool.status()).isEqualTo(Span.SpanStatus.failed("IllegalStateException", "the ledger is closed"));
        assertThat(tool.events()).extracting(Span.Event::name).containsExactly("exception");
    }

    @Test
    void anAgentIsAParentWithItsConversation() {
        var agent = named(Fixtures.JAVA_SDK, "Billing");

        assertThat(agent.kind()).isEqualTo(SpanKind.AGENT);
        assertThat(agent.parentId()).isNull();
        assertThat(agent.dimensions().userId()).isEqualTo("ada");
        assertThat(agent.dimensions().sessionId()).isEqualTo("conv-42");
        assertThat(agent.dimensions().environment()).isEqualTo("production");
        assertThat(agent.scope()).isEqualTo("billing.agent@0.3");
        assertThat(named(Fixtures.JAVA_SDK, "refund").parentId()).isEqualTo(agent.spanId());
    }

    @Test
    void whatNobodyUnderstandsIsKeptVerbatim() {
        var plain = named(Fixtures.JAVA_SDK, "SELECT invoices");
        var chat = named(Fixtures.JAVA_SDK, "chat claude-sonnet-4-5");

        assertThat(plain.kind()).isEqualTo(SpanKind.SPAN);
        assertThat(plain.attributes())
                .hasToString(
                        "{\"db.system.name\":\"sqlite\",\"db.rows\":3,\"db.cached\":false,\"otel.kind\":\"client\",\"otel.links\":[{\"traceId\":\"%s\",\"spanId\":\"%s\"}]}"
                                .formatted(chat.traceId(), chat.spanId()));
    }

    @Test
    void timeToTheFirstTokenIsReadInSeconds() {
        assertThat(Field.TIME_TO_FIRST_TOKEN.read(Json.MAPPER.readTree("\"0.25\"")))
                .isEqualTo(Duration.ofMillis(250));
    }

    private Span read(Fixtures fixture, int index) {
        return conventions.read(fixture.spans().get(index));
    }

    private Span named(Fixtures fixture, String name) {
        List<Span> spans = fixture.spans().stream().map(conventions::read).toList();
        return spans.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private static Span.Generation generation(Span span) {
        var generation = span.generation();
        assertThat(generation).isNotNull();
        return generation;
    }

    private static void assertSame(@Nullable JsonNode actual, String json) {
        assertThat(actual).isEqualTo(Json.MAPPER.readTree(json));
    }
}
