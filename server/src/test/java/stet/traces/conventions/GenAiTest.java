package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.json.Json;
import stet.traces.Span;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class GenAiTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final Conventions conventions =
            new Conventions((_, _, _, _) -> Span.Cost.unknown("no price for this model"));

    @Test
    void valuesMayAllBeText() {
        var call = read("""
                {"gen_ai.operation.name":"chat","gen_ai.system":"anthropic","gen_ai.request.model":"m",
                 "gen_ai.request.temperature":"0.7","gen_ai.request.max_tokens":"100","gen_ai.request.stop_sequences":"[\\"END\\"]",
                 "gen_ai.request.stream":"true","gen_ai.response.finish_reasons":"[\\"STOP\\"]","gen_ai.usage.input_tokens":"1042",
                 "gen_ai.usage.output_tokens":"73.0","gen_ai.response.time_to_first_chunk":"0.25"}
                """);
        var generation = Objects.requireNonNull(call.generation());

        assertThat(generation.parameters())
                .hasToString("{\"temperature\":0.7,\"max_tokens\":100,\"stop_sequences\":[\"END\"]}");
        assertThat(generation.streaming()).isTrue();
        assertThat(generation.finishReasons()).containsExactly("stop");
        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, null, null, null));
        assertThat(generation.timeToFirstToken()).isEqualTo(Duration.ofMillis(250));
        assertThat(call.attributes())
                .hasToString(
                        "{\"gen_ai.operation.name\":\"chat\",\"gen_ai.response.finish_reasons\":\"[\\\"STOP\\\"]\"}");
    }

    @Test
    void theNewestUsageIsReadAndAReportedCostBeatsThePriceTable() {
        var generation = Objects.requireNonNull(read("""
                        {"gen_ai.operation.name":"chat","gen_ai.provider.name":"anthropic","gen_ai.request.model":"m",
                         "gen_ai.usage.input_tokens":1042,"gen_ai.usage.output_tokens":73,"gen_ai.usage.cache_read.input_tokens":768,
                         "gen_ai.usage.cache_write.input_tokens":256,"gen_ai.usage.reasoning.output_tokens":40,"gen_ai.usage.cost":0.0042}
                        """).generation());

        assertThat(generation.usage()).isEqualTo(new Span.Usage(1042L, 73L, 768L, 256L, 40L));
        assertThat(generation.cost()).isEqualTo(Span.Cost.of(new BigDecimal("0.0042"), "reported"));
    }

    @Test
    void aValueThatCannotBeReadIsUnknownAndKept() {
        var call = read(
                "{\"gen_ai.request.model\":\"m\",\"gen_ai.usage.input_tokens\":-3,\"gen_ai.usage.output_tokens\":\"some\"}");

        assertThat(Objects.requireNonNull(call.generation()).usage()).isEqualTo(Span.Usage.UNKNOWN);
        assertThat(call.attributes())
                .hasToString("{\"gen_ai.usage.input_tokens\":-3,\"gen_ai.usage.output_tokens\":\"some\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "OpenAI, openai",
        "openai.chat, openai",
        "az.ai.openai, azure.ai.openai",
        "aws.bedrock, aws.bedrock",
        "xai, x_ai",
        "langchain,",
    })
    void providersHaveOneSpelling(String said, String provider) {
        var generation = read("{\"gen_ai.request.model\":\"m\",\"gen_ai.system\":\"" + said + "\"}")
                .generation();

        assertThat(Objects.requireNonNull(generation).provider()).isEqualTo(provider);
    }

    @ParameterizedTest
    @CsvSource({
        "chat, GENERATION",
        "text_completion, GENERATION",
        "embeddings, EMBEDDING",
        "retrieval, RETRIEVAL",
        "execute_tool, TOOL",
        "invoke_agent, AGENT",
        "invoke_workflow, CHAIN",
        "unheard_of, SPAN",
    })
    void theOperationDecidesTheKind(String operation, SpanKind kind) {
        assertThat(read("{\"gen_ai.operation.name\":\"" + operation + "\"}").kind())
                .isEqualTo(kind);
    }

    @Test
    void anAgentKeepsTheUsageItRepeatsOnlyAsAttributes() {
        var agent = read(
                "{\"gen_ai.operation.name\":\"invoke_agent\",\"gen_ai.request.model\":\"m\",\"gen_ai.usage.input_tokens\":2084}");

        assertThat(agent.generation()).isNull();
        assertThat(agent.attributes())
                .hasToString(
                        "{\"gen_ai.operation.name\":\"invoke_agent\",\"gen_ai.request.model\":\"m\",\"gen_ai.usage.input_tokens\":2084}");
    }

    @Test
    void partsOfEveryKindGetOneShape() {
        var call = read("""
                {"gen_ai.operation.name":"chat","gen_ai.system_instructions":[{"type":"text","content":"Be brief."}],
                 "gen_ai.input.messages":[
                  {"role":"user","parts":[{"type":"text","content":"Look:"},{"type":"uri","modality":"image","mime_type":"image/png","uri":"https://x/y.png"},
                    {"type":"blob","modality":"image","mime_type":"image/png","content":"AAEC"},{"type":"file","modality":"video","file_id":"f1"}]},
                  {"role":"assistant","parts":[{"type":"reasoning","content":"hm"},{"type":"tool_call","id":"1","name":"t","arguments":"{\\"a\\":1}"}]},
                  {"role":"tool","parts":[{"type":"tool_call_response","id":"1","response":"plain"}]},
                  {"role":"user","content":[{"type":"input_text","text":"hi"},{"type":"image_url","image_url":{"url":"https://x/z.png"}}]},
                  {"role":"assistant","parts":[{"type":"compaction","id":"c"}]}]}
                """);

        assertThat(call.input()).isEqualTo(Json.MAPPER.readTree("""
                        [{"role":"system","parts":[{"type":"text","text":"Be brief."}]},
                         {"role":"user","parts":[{"type":"text","text":"Look:"},
                           {"type":"media","modality":"image","mediaType":"image/png","url":"https://x/y.png"},
                           {"type":"media","modality":"image","mediaType":"image/png","reference":"sha256:ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc","bytes":3},
                           {"type":"media","modality":"video","reference":"f1"}]},
                         {"role":"assistant","parts":[{"type":"reasoning","text":"hm"},{"type":"tool_call","id":"1","name":"t","arguments":{"a":1}}]},
                         {"role":"tool","parts":[{"type":"tool_result","id":"1","result":"plain"}]},
                         {"role":"user","parts":[{"type":"text","text":"hi"},{"type":"media","modality":"image","url":"https://x/z.png"}]},
                         {"role":"assistant","parts":[{"type":"data","value":{"type":"compaction","id":"c"}}]}]
                        """));
    }

    @Test
    void messagesCutByTheirSenderAreKeptAsText() {
        var call = read("{\"gen_ai.operation.name\":\"chat\",\"gen_ai.input.messages\":\"[{\\\"role\\\":\\\"us\"}");

        assertThat(call.input())
                .hasToString(
                        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"[{\\\"role\\\":\\\"us\"}]}]");
    }

    @Test
    void theDetailsEventSaysWhatTheSpanDoesNot() {
        var attributes = Json.MAPPER.readTree("""
                {"gen_ai.input.messages":[{"role":"user","parts":[{"type":"text","content":"a"}]}],
                 "gen_ai.output.messages":[{"role":"assistant","parts":[{"type":"text","content":"b"}],"finish_reason":"length"}]}
                """);
        var call = read(
                "{\"gen_ai.operation.name\":\"chat\"}",
                List.of(new Span.Event("gen_ai.client.inference.operation.details", START, attributes)),
                Reported.Outcome.UNSET);

        assertThat(Objects.requireNonNull(call.input()).at("/0/parts/0/text")).hasToString("\"a\"");
        assertThat(Objects.requireNonNull(call.output()).at("/0/parts/0/text")).hasToString("\"b\"");
        assertThat(Objects.requireNonNull(call.generation()).finishReasons()).containsExactly("length");
        assertThat(call.events()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "error.type, RateLimitError, rate_limited",
        "error.type, 529, overloaded",
        "error.type, java.net.http.HttpTimeoutException, timeout",
        "error.type, _OTHER, error",
        "error.type, com.example.Odd$Failure, Failure",
        "http.response.status_code, 500, upstream_error",
        "http.response.status_code, 422, invalid_request",
    })
    void anySignOfAnErrorMakesTheSpanFailed(String attribute, String value, String kind) {
        var call = read(
                "{\"gen_ai.operation.name\":\"chat\",\"%s\":\"%s\"}".formatted(attribute, value),
                List.of(),
                Reported.Outcome.OK);

        assertThat(call.status()).isEqualTo(Span.SpanStatus.failed(kind, null));
    }

    @Test
    void anExceptionAloneMakesTheSpanFailed() {
        var exception = new Span.Event(
                "exception",
                START,
                Json.MAPPER.readTree("{\"exception.type\":\"x.Odd\",\"exception.message\":\"why\"}"));

        assertThat(read("{}", List.of(exception), Reported.Outcome.OK).status())
                .isEqualTo(Span.SpanStatus.failed("Odd", "why"));
    }

    @Test
    void vectorsGiveWayToANote() {
        var vector = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 1536; i++) {
            vector.add(i / 7.0);
        }
        var attributes = new LinkedHashMap<String, JsonNode>();
        attributes.put("gen_ai.operation.name", JsonNodeFactory.instance.stringNode("embeddings"));
        attributes.put("vector", vector);
        attributes.put("vector.text", JsonNodeFactory.instance.stringNode(vector.toString()));

        var span = conventions.read(reported(attributes, List.of(), Reported.Outcome.UNSET));

        var kept = Objects.requireNonNull(span.attributes());
        assertThat(kept.path("vector")).hasToString("\"[1536 numbers, not kept]\"");
        assertThat(kept.path("vector.text").asString())
                .startsWith("[numbers in ")
                .hasSizeLessThan(60);
    }

    private Span read(String attributes) {
        return read(attributes, List.of(), Reported.Outcome.UNSET);
    }

    private Span read(String attributes, List<Span.Event> events, Reported.Outcome outcome) {
        var map = new LinkedHashMap<String, JsonNode>();
        Json.MAPPER.readTree(attributes).properties().forEach(it -> map.put(it.getKey(), it.getValue()));
        return conventions.read(reported(map, events, outcome));
    }

    private static Reported reported(
            Map<String, JsonNode> attributes, List<Span.Event> events, Reported.Outcome outcome) {
        return new Reported(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                null,
                "span",
                Reported.Role.INTERNAL,
                START,
                START.plusSeconds(1),
                outcome,
                null,
                attributes,
                events,
                new Reported.Origin(Map.of(), null, null, Map.of()),
                Map.of(),
                false);
    }
}
