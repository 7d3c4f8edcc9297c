package stet.models.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.models.Part.ToolCall;
import stet.models.wire.ReplyFacts;
import stet.models.wire.StreamReader;
import stet.platform.config.StartProblem;
import stet.platform.json.Json;

class SimulatedProviderTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private SimulatedProvider provider = start("");

    @AfterEach
    void close() {
        provider.close();
    }

    @AfterAll
    static void end() throws Exception {
        HTTP.close();
        VERTX.close().await();
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"CHAT_COMPLETIONS", "RESPONSES", "MESSAGES"})
    void aStreamSaysTheSameAsAWholeReply(Endpoint endpoint) throws Exception {
        var whole = call(endpoint, body(endpoint, "Hello there", false));
        var stream = call(endpoint, body(endpoint, "Hello there", true));

        var facts = ReplyFacts.read(endpoint, 200, "application/json", whole.body());
        var reader = new StreamReader(endpoint);
        reader.feed(stream.body());
        assertThat(reader.ended()).isTrue();
        var streamed = reader.facts(true);

        assertThat(whole.headers().firstValue("stet-simulated")).hasValue("true");
        assertThat(facts.output().getFirst().text()).isEqualTo("Hello, I am a bot with words to say.");
        assertThat(facts.usage().input()).isEqualTo(4 + 3);
        assertThat(facts.usage().output()).isEqualTo(9);
        assertThat(streamed).isEqualTo(facts);
        assertThat(streamed.failure()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"CHAT_COMPLETIONS", "RESPONSES", "MESSAGES"})
    void aToolIsAskedForOnceAndItsResultIsUsed(Endpoint endpoint) throws Exception {
        for (boolean stream : new boolean[] {false, true}) {
            var first =
                    facts(endpoint, call(endpoint, withTools(endpoint, body(endpoint, "What about INV-123?", stream))));
            var call = first.output().getFirst().parts().getFirst();
            assertThat(call).isInstanceOf(ToolCall.class);
            assertThat(((ToolCall) call).name()).isEqualTo("lookup_invoice");
            assertThat(((ToolCall) call).arguments().toString()).isEqualTo("{\"invoiceId\":\"INV-123\"}");
        }
        var id = "c1";
        var result = "{\\\"amount\\\":\\\"$12\\\"}";
        var rest = switch (endpoint) {
            case CHAT_COMPLETIONS ->
                ",{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":"
                        + "{\"name\":\"lookup_invoice\",\"arguments\":\"{}\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"" + id + "\",\"content\":\"" + result + "\"}";
            case RESPONSES ->
                ",{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"lookup_invoice\",\"arguments\":\"{}\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"" + result + "\"}";
            case MESSAGES, COMPLETIONS, EMBEDDINGS ->
                ",{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"lookup_invoice\","
                        + "\"input\":{}}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"c1\","
                        + "\"content\":\"" + result + "\"}]}";
        };
        var conversation = withTools(
                endpoint,
                body(endpoint, "What about INV-123?", false).replace("INV-123?\"}]", "INV-123?\"}" + rest + "]"));
        assertThat(facts(endpoint, call(endpoint, conversation))
                        .output()
                        .getFirst()
                        .text())
                .isEqualTo("Invoice INV-123 is $12.");
    }

    @Test
    void theSameRequestIsAnsweredAlikeByEveryRun() throws Exception {
        var body = body(Endpoint.CHAT_COMPLETIONS, "which one", false);
        var first = facts(Endpoint.CHAT_COMPLETIONS, call(Endpoint.CHAT_COMPLETIONS, body));
        provider.close();
        provider = start("");

        assertThat(facts(Endpoint.CHAT_COMPLETIONS, call(Endpoint.CHAT_COMPLETIONS, body)))
                .isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limited, 429, RATE_LIMITED",
        "server_error, 500, UPSTREAM_ERROR",
        "overloaded, 529, OVERLOADED",
        "html, 502, UPSTREAM_ERROR"
    })
    void aFaultIsAnsweredAsItsKind(String kind, int status, ErrorKind expected) throws Exception {
        restart("{\"kind\":\"" + kind + "\",\"rate\":1,\"retryAfterSeconds\":3}");
        for (var endpoint : new Endpoint[] {Endpoint.CHAT_COMPLETIONS, Endpoint.MESSAGES}) {
            var answer = call(endpoint, body(endpoint, "Hello", true));

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(requireNonNull(facts(endpoint, answer).failure()).kind()).isEqualTo(expected);
            if (status == 429) {
                assertThat(answer.headers().firstValue("retry-after")).hasValue("3");
            }
        }
    }

    @Test
    void aBrokenAnswerBreaksTheConnection() {
        restart("{\"kind\":\"broken\",\"rate\":1}");
        for (boolean stream : new boolean[] {false, true}) {
            assertThatThrownBy(() -> call(Endpoint.MESSAGES, body(Endpoint.MESSAGES, "Hello", stream)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aVanishedClientOfASilentProviderIsNoticed() {
        restart("{\"kind\":\"silent\",\"rate\":1}");
        var pending = HTTP.sendAsync(
                request("/chat/completions", body(Endpoint.CHAT_COMPLETIONS, "Hello", true)),
                HttpResponse.BodyHandlers.ofByteArray());
        await().until(() -> provider.active() == 1);
        assertThat(provider.aborted()).isZero();

        pending.cancel(true);

        await().atMost(Duration.ofSeconds(5)).until(() -> provider.aborted() == 1);
        assertThat(provider.active()).isZero();
    }

    @Test
    void tokensTakeTheirTime() throws Exception {
        provider.close();
        provider = start("\"firstTokenMs\":{\"median\":50,\"p95\":50},", 100);
        long before = System.nanoTime();
        call(Endpoint.CHAT_COMPLETIONS, body(Endpoint.CHAT_COMPLETIONS, "Hello", true));

        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(120), Duration.ofSeconds(3));
    }

    @Test
    void embeddingsAreNearForTextsThatShareWords() throws Exception {
        var floats = Json.MAPPER.readTree(post(
                        "/embeddings",
                        "{\"model\":\"simulated-embedding\",\"input\":"
                                + "[\"refund my invoice\",\"refund my order\",\"quantum physics rocks\"],\"dimensions\":128}")
                .body());
        var near = similarity(
                floats.path("data").path(0).path("embedding"),
                floats.path("data").path(1).path("embedding"));
        var far = similarity(
                floats.path("data").path(0).path("embedding"),
                floats.path("data").path(2).path("embedding"));
        assertThat(floats.path("data").path(0).path("embedding")).hasSize(128);
        assertThat(near).isGreaterThan(far + 0.2);

        var base64 = Json.MAPPER.readTree(post(
                        "/embeddings",
                        "{\"model\":\"simulated-embedding\",\"input\":"
                                + "\"refund my invoice\",\"dimensions\":128,\"encoding_format\":\"base64\"}")
                .body());
        var bytes = ByteBuffer.wrap(Base64.getDecoder()
                        .decode(base64.path("data").path(0).path("embedding").asString()))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat((double) bytes.getFloat(0))
                .isCloseTo(
                        floats.path("data").path(0).path("embedding").path(0).asDouble(),
                        org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void aWrongKeyAModelThatIsNotThereAndABrokenBodyAreRefused() throws Exception {
        var wrong = HTTP.send(
                HttpRequest.newBuilder(URI.create(provider.baseUrl() + "/models"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(post("/chat/completions", "{\"model\":\"gpt-5\"}").statusCode())
                .isEqualTo(404);
        assertThat(post("/chat/completions", "{\"model\"").statusCode()).isEqualTo(400);
        assertThat(post("/nothing", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void modelsAreListedInTheDialectOfTheCaller() throws Exception {
        var openai = HTTP.send(
                HttpRequest.newBuilder(URI.create(provider.baseUrl() + "/models"))
                        .header("authorization", "Bearer " + provider.token())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(openai.body()).contains("\"simulated-large\"").contains("simulated-embedding");
        var anthropic = HTTP.send(
                HttpRequest.newBuilder(URI.create(provider.baseUrl() + "/models"))
                        .header("x-api-key", provider.token())
                        .header("anthropic-version", "2023-06-01")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(anthropic.body()).contains("display_name").doesNotContain("owned_by");
    }

    @Test
    void theBuiltInScenarioAnswersEveryTurnOfItsConversations() {
        var scenario = Scenario.builtIn();
        var script = new Script(scenario);

        assertThat(scenario.conversations()).hasSizeGreaterThanOrEqualTo(40);
        for (var conversation : requireNonNull(scenario.conversations())) {
            for (var turn : conversation.turns()) {
                var facts = stet.models.wire.RequestFacts.read(
                        Endpoint.CHAT_COMPLETIONS,
                        Json.MAPPER.writeValueAsBytes(java.util.Map.of(
                                "model",
                                "simulated-large",
                                "messages",
                                java.util.List.of(java.util.Map.of("role", "user", "content", turn)))));
                assertThat(script.reply(facts).orElseThrow().text())
                        .as(turn)
                        .isNotBlank()
                        .doesNotContain("{");
            }
        }
    }

    @Test
    void aScenarioThatCannotBeUsedIsOneSentence() {
        for (var wrong : new String[] {
            "",
            "{",
            "{\"name\":\"x\",\"models\":[],\"rules\":[]}",
            "{\"name\":\"x\"}",
            scenario("", 0).replace("\"seed\"", "\"sead\""),
            scenario("", 0).replace("hello", "[broken"),
            scenario("\"faults\":[{\"kind\":\"lava\",\"rate\":1}],", 0)
        }) {
            assertThatThrownBy(() -> Scenario.parse("s.json", wrong.getBytes(UTF_8)))
                    .as(wrong)
                    .isInstanceOf(StartProblem.class)
                    .hasMessageContaining("s.json")
                    .message()
                    .doesNotContain("\n", "stet.models");
        }
    }

    @Test
    void aPatternThatNeverEndsIsStopped() {
        var scenario = Scenario.parse(
                "s.json", scenario("", 0).replace("hello", "^(a|aa)+(c\\\\1)?$").getBytes(UTF_8));

        assertThatThrownBy(() -> scenario.rules().getFirst().match("simulated-large", "a".repeat(60) + "b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("simpler");
    }

    private static double similarity(tools.jackson.databind.JsonNode a, tools.jackson.databind.JsonNode b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.path(i).asDouble() * b.path(i).asDouble();
        }
        return sum;
    }

    private static ReplyFacts facts(Endpoint endpoint, HttpResponse<byte[]> answer) {
        return ReplyFacts.read(
                endpoint,
                answer.statusCode(),
                answer.headers().firstValue("content-type").orElse(null),
                answer.body());
    }

    private void restart(String fault) {
        provider.close();
        provider = start("\"faults\":[" + fault + "],");
    }

    private static SimulatedProvider start(String more) {
        return start(more, 0);
    }

    private static SimulatedProvider start(String more, int tokensPerSecond) {
        return SimulatedProvider.start(
                VERTX, Scenario.parse("test", scenario(more, tokensPerSecond).getBytes(UTF_8)), InstantSource.system());
    }

    private static String scenario(String more, int tokensPerSecond) {
        return """
                {"name":"test","seed":1,
                 "models":[{"model":"simulated-large",%s"tokensPerSecond":%d,"cachedShare":0.5}],
                 "rules":[
                  {"when":"hello","answers":[{"text":"Hello, I am a bot with words to say."}]},
                  {"when":"(INV-\\\\d+)","tool":{"name":"lookup_invoice","arguments":{"invoiceId":"{1}"}},
                   "answers":[{"text":"Invoice {1} is {tool.amount}."}]},
                  {"answers":[{"text":"One."},{"text":"Two."},{"text":"Three.","weight":0.5}]}]}""".formatted(more, tokensPerSecond);
    }

    private static String body(Endpoint endpoint, String text, boolean stream) {
        var message = "[{\"role\":\"user\",\"content\":\"" + text + "\"}]";
        var start = "{\"model\":\"simulated-large\",\"stream\":" + stream + ",";
        return switch (endpoint) {
            case CHAT_COMPLETIONS, COMPLETIONS, EMBEDDINGS ->
                start + (stream ? "\"stream_options\":{\"include_usage\":true}," : "") + "\"messages\":" + message
                        + "}";
            case RESPONSES -> start + "\"input\":" + message + "}";
            case MESSAGES -> start + "\"max_tokens\":100,\"messages\":" + message + "}";
        };
    }

    private static String withTools(Endpoint endpoint, String body) {
        var tool = endpoint == Endpoint.CHAT_COMPLETIONS
                ? "{\"type\":\"function\",\"function\":{\"name\":\"lookup_invoice\"}}"
                : "{\"name\":\"lookup_invoice\"}";
        return "{\"tools\":[" + tool + "]," + body.substring(1);
    }

    private HttpResponse<byte[]> call(Endpoint endpoint, String body) throws Exception {
        return post(endpoint.path(), body);
    }

    private HttpResponse<byte[]> post(String path, String body) throws Exception {
        return HTTP.send(request(path, body), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String path, String body) {
        return HttpRequest.newBuilder(URI.create(provider.baseUrl() + path))
                .header("authorization", "Bearer " + provider.token())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
