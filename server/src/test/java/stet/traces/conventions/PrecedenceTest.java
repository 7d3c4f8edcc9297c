package stet.traces.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static stet.traces.conventions.Recorded.assertJson;
import static stet.traces.conventions.Recorded.generation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.json.Json;
import stet.traces.CostKind;
import stet.traces.Span;
import stet.traces.SpanKind;
import tools.jackson.databind.JsonNode;

class PrecedenceTest {
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    private final Conventions conventions = new Conventions((_, _, _, _) -> Span.Cost.unknown("no price"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"langfuse.observation.type":"tool","openinference.span.kind":"LLM","gen_ai.operation.name":"chat"} | TOOL
            {"openinference.span.kind":"RERANKER","gen_ai.operation.name":"chat"}                               | RETRIEVAL
            {"mlflow.spanType":"\\"AGENT\\"","langsmith.span.kind":"llm"}                                       | AGENT
            {"langsmith.span.kind":"retriever","gen_ai.operation.name":"embeddings"}                            | RETRIEVAL
            {"gen_ai.operation.name":"chat","ai.operationId":"ai.generateText"}                                 | GENERATION
            {"ai.operationId":"ai.generateObject.doGenerate"}                                                   | GENERATION
            {"ai.operationId":"ai.embedMany.doEmbed"}                                                           | EMBEDDING
            {"ai.operationId":"ai.streamText"}                                                                  | CHAIN
            {"spring.ai.kind":"vector_store"}                                                                   | RETRIEVAL
            {"mcp.method.name":"tools/call"}                                                                    | TOOL
            {"llm.request.type":"completion"}                                                                   | GENERATION
            {"gen_ai.tool.name":"find"}                                                                         | TOOL
            {"llm.model_name":"m"}                                                                              | GENERATION
            {"promptlayer.request_log.managed":true,"gen_ai.operation.name":"chat"}                             | CHAIN
            {"promptlayer.request_log.managed":false,"gen_ai.operation.name":"chat"}                            | GENERATION
            {"http.request.method":"GET"}                                                                       | SPAN
            """)
    void theKindIsAskedOfThoseWhoSayItMostExactly(String attributes, SpanKind kind) {
        assertThat(read(attributes).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"gen_ai.prompt.name":"p","gen_ai.prompt.version":"7","traceloop.prompt.key":"q"}                        | p | 7
            {"langfuse.observation.prompt.name":"p","langfuse.observation.prompt.version":7}                         | p | 7
            {"ai.telemetry.metadata.langfusePrompt":"{\\"name\\":\\"p\\",\\"version\\":7}"}                          | p | 7
            {"traceloop.prompt.key":"p","traceloop.prompt.version":7}                                                | p | 7
            {"promptlayer.prompt.name":"p","promptlayer.prompt.label":"prod"}                                        | p | prod
            {"prompt.id":"p","llm.prompt_template.version":"v2"}                                                     | p | v2
            {"mlflow.linkedPrompts":"[{\\"name\\":\\"p\\",\\"version\\":\\"7\\"}]"}                                  | p | 7
            """)
    void aPromptIsKnownByItsNameAndVersion(String attributes, String name, String version) {
        var dimensions = read(attributes).dimensions();

        assertThat(dimensions.promptName()).isEqualTo(name);
        assertThat(dimensions.promptVersion()).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"user.id":"a","langfuse.user.id":"b","enduser.id":"c","session.id":"s","gen_ai.conversation.id":"t"} | a | s
            {"langfuse.user.id":"a","enduser.id":"c","langfuse.session.id":"s","gen_ai.conversation.id":"t"}       | a | s
            {"enduser.id":"a","gen_ai.user":"b","gen_ai.conversation.id":"s"}                                      | a | s
            {"traceloop.association.properties.userId":"a","traceloop.association.properties.sessionId":"s"}       | a | s
            {"ai.settings.context.userId":"a","ai.settings.context.sessionId":"s"}                                 | a | s
            {"langsmith.metadata.user_id":"a","langsmith.metadata.thread_id":"s","langsmith.trace.session_name":"p"} | a | s
            {"gen_ai.user":"a","spring.ai.chat.client.conversation.id":"s"}                                        | a | s
            """)
    void whoAskedInWhichSessionIsFoundWhereverItStands(String attributes, String user, String session) {
        var dimensions = read(attributes).dimensions();

        assertThat(dimensions.userId()).isEqualTo(user);
        assertThat(dimensions.sessionId()).isEqualTo(session);
    }

    @Test
    void metadataOfAllIsPutTogetherAndTheFirstToNameAKeyDecides() {
        var span = read("""
                {"langfuse.trace.metadata.plan":"gold","langfuse.observation.metadata":"{\\"seats\\":3,\\"nested\\":{\\"a\\":1}}",
                 "metadata":"{\\"plan\\":\\"silver\\"}","traceloop.association.properties.region":"eu"}
                """);

        assertThat(span.dimensions().metadata())
                .isEqualTo(Map.of("plan", "gold", "seats", "3", "nested", "{\"a\":1}", "region", "eu"));
    }

    @Test
    void whatAFunctionWasGivenAndGaveIsReadWithoutTheKeysInIt() {
        var span = read("""
                {"function_input":"[{\\"question\\":\\"Why?\\",\\"api_key\\":\\"sk-secret\\"}]","function_output":"\\"Because.\\"",
                 "promptlayer.metadata.plan":"pro"}
                """);

        assertJson(span.input(), "[{\"question\":\"Why?\"}]");
        assertJson(span.output(), "\"Because.\"");
        assertThat(span.dimensions().metadata()).isEqualTo(Map.of("plan", "pro"));
        assertThat(span.attributes()).isNull();
    }

    @Test
    void metadataTooLongToFilterByStaysAnAttribute() {
        var span = read("{\"ai.telemetry.metadata.essay\":\"" + "x".repeat(1001) + "\"}");

        assertThat(span.dimensions().metadata()).isEmpty();
        assertThat(Recorded.attributesOf(span)).containsExactly("ai.telemetry.metadata.essay");
    }

    @Test
    void aReportedCostKeepsWhatItWasPaidFor() {
        var cost = generation(read("""
                        {"openinference.span.kind":"LLM","llm.cost.total":0.01,"llm.cost.prompt":0.004,"llm.cost.completion":0.006,
                         "llm.cost.prompt_details.cache_read":0.001,"llm.cost.completion_details.reasoning":0.002}
                        """)).cost();

        assertThat(cost)
                .isEqualTo(new Span.Cost(
                        new BigDecimal("0.01"),
                        "reported",
                        null,
                        Map.of(
                                CostKind.INPUT,
                                new BigDecimal("0.003"),
                                CostKind.CACHE_READ,
                                new BigDecimal("0.001"),
                                CostKind.OUTPUT,
                                new BigDecimal("0.004"),
                                CostKind.REASONING,
                                new BigDecimal("0.002"))));
    }

    @Test
    void partsThatExceedTheirSumAreNotBelieved() {
        var cost = generation(
                        read(
                                "{\"langfuse.observation.type\":\"generation\",\"langfuse.observation.cost_details\":\"{\\\"input\\\":3,\\\"output\\\":2,\\\"total\\\":1}\"}"))
                .cost();

        assertThat(cost).isEqualTo(Span.Cost.of(BigDecimal.ONE, "reported"));
    }

    @Test
    void audioIsCountedApart() {
        var usage = generation(read("""
                        {"gen_ai.operation.name":"chat","gen_ai.usage.input_tokens":100,"gen_ai.usage.output_tokens":50,
                         "gen_ai.usage.audio.input_tokens":60,"llm.token_count.completion_details.audio":20}
                        """)).usage();

        assertThat(usage).isEqualTo(new Span.Usage(100L, 50L, null, null, null, 60L, 20L));
    }

    @Test
    void documentsThatWereFoundAreTheOutput() {
        assertJson(read("""
                        {"openinference.span.kind":"RETRIEVER","input.value":"INV-7","retrieval.documents.0.document.id":"d1",
                         "retrieval.documents.0.document.score":0.9,"retrieval.documents.1.document.id":"d2","output.value":"{}"}
                        """).output(), "[{\"id\":\"d1\",\"score\":0.9},{\"id\":\"d2\"}]");
    }

    @Test
    void picturesAmongThePiecesOfAMessageArePartsOfIt() {
        assertJson(read("""
                        {"openinference.span.kind":"LLM","llm.input_messages.0.message.role":"user",
                         "llm.input_messages.0.message.contents.0.message_content.type":"text",
                         "llm.input_messages.0.message.contents.0.message_content.text":"What is this?",
                         "llm.input_messages.0.message.contents.1.message_content.type":"image",
                         "llm.input_messages.0.message.contents.1.message_content.image.image.url":"https://x/y.png"}
                        """).input(), """
                        [{"role":"user","parts":[{"type":"text","text":"What is this?"},{"type":"media","modality":"image","url":"https://x/y.png"}]}]
                        """);
    }

    @Test
    void theAppIsTheServiceUnlessNobodyNamedIt() {
        assertThat(readFrom(Map.of("service.name", "billing-bot")).dimensions().app())
                .isEqualTo("billing-bot");
        assertThat(readFrom(Map.of("service.name", "unknown_service:node"))
                        .dimensions()
                        .app())
                .isNull();
        assertThat(read("{\"stet.app\":\"refunds\"}").dimensions().app()).isEqualTo("refunds");
    }

    private Span read(String attributes) {
        var map = new LinkedHashMap<String, JsonNode>();
        Json.MAPPER.readTree(attributes).properties().forEach(it -> map.put(it.getKey(), it.getValue()));
        return conventions.read(reported(map, Map.of()));
    }

    private Span readFrom(Map<String, String> resource) {
        var map = new LinkedHashMap<String, JsonNode>();
        resource.forEach((name, value) -> map.put(name, Json.MAPPER.valueToTree(value)));
        return conventions.read(reported(new LinkedHashMap<>(), map));
    }

    private static Reported reported(Map<String, JsonNode> attributes, Map<String, JsonNode> resource) {
        return new Reported(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                null,
                "span",
                Reported.Role.INTERNAL,
                AT,
                AT.plusSeconds(1),
                Reported.Outcome.UNSET,
                null,
                attributes,
                List.of(),
                new Reported.Origin(resource, "scope", null, Map.of()),
                Map.of(),
                false);
    }
}
