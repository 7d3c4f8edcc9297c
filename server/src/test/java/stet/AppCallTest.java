package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Calls whose model is an app, through a whole server to a provider that writes down what it is asked. */
class AppCallTest {
    private static final String PROJECT = "/api/v1/projects/demo";
    private static final String CHAT_REPLY = """
            {"id":"c-1","object":"chat.completion","model":"gpt-5","choices":[{"index":0,"message":
            {"role":"assistant","content":"Because."},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2}}""";
    private static final String EVENTS = """
            data: {"id":"c1","model":"gpt-5","choices":[{"index":0,"delta":{"role":"assistant","content":"Be"}}]}

            data: {"id":"c1","model":"gpt-5","choices":[{"index":0,"delta":{"content":"cause."},"finish_reason":"stop"}]}

            data: {"id":"c1","model":"gpt-5","choices":[],"usage":{"prompt_tokens":9,"completion_tokens":2,"total_tokens":11}}

            data: [DONE]

            """;
    private static final String MESSAGE_REPLY = """
            {"id":"m-1","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"Because."}],
            "stop_reason":"end_turn","usage":{"input_tokens":9,"output_tokens":2}}""";

    @TempDir
    Path home;

    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private HttpServer provider;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/v1/models", exchange -> {
            byte[] models = "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-5\"}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, models.length);
            exchange.getResponseBody().write(models);
            exchange.close();
        });
        provider.createContext("/", exchange -> {
            var body = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
            asked.add(body);
            boolean stream = body.path("stream").asBoolean(false);
            String reply = exchange.getRequestURI().getPath().endsWith("/messages")
                    ? MESSAGE_REPLY
                    : stream ? EVENTS : CHAT_REPLY;
            exchange.getResponseHeaders().add("content-type", stream ? "text/event-stream" : "application/json");
            byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        provider.start();
        String base = "http://127.0.0.1:" + provider.getAddress().getPort() + "/v1";
        server = new TestServer(
                home,
                Map.of(
                        "STET_PROVIDER_OPENAI_BASE_URL", base,
                        "STET_PROVIDER_OPENAI_API_KEY", "secret",
                        "STET_PROVIDER_ANTHROPIC_BASE_URL", base,
                        "STET_PROVIDER_ANTHROPIC_API_KEY", "secret",
                        "STET_PROVIDER_ANTHROPIC_DIALECT", "anthropic"));
    }

    @AfterEach
    void stop() {
        server.close();
        provider.stop(0);
    }

    @Test
    void theReleaseSaysWhatTheModelIsAsked() throws Exception {
        prompt("tone", "{\"type\":\"text\",\"text\":\"Be kind.\"}");
        prompt("answer", """
                {"type":"chat","messages":[{"role":"system","content":"You help {{plan}} customers. {{> tone}}"}],
                 "tools":[{"name":"lookup","parameters":{"type":"object"}}],
                 "model":{"name":"gpt-5","parameters":{"temperature":0.25}}}""");
        release("{\"steps\":{\"answer\":{\"prompt\":\"answer\"}}}");
        deploy(1);

        var answer = chat("""
                {"model":"app/billing-bot","temperature":2,"seed":7,"messages":[{"role":"user","content":"Why twice?"}],
                 "stet":{"variables":{"plan":"team"},"session":"s-1","unit":"u-7"}}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("Because.");
        var sent = asked.getFirst();
        assertThat(sent.path("model").asString()).isEqualTo("gpt-5");
        assertThat(sent.path("temperature").decimalValue().toString()).isEqualTo("0.25");
        assertThat(sent.path("seed").asInt()).isEqualTo(7);
        assertThat(sent.has("stet")).isFalse();
        assertThat(sent.path("tools").path(0).path("function").path("name").asString())
                .isEqualTo("lookup");
        assertThat(sent.path("messages").path(0).path("content").asString())
                .isEqualTo("You help team customers. Be kind.");
        assertThat(sent.path("messages").path(1).path("content").asString()).isEqualTo("Why twice?");

        var span = span(answer);
        assertThat(span.path("release").asString()).isEqualTo("1");
        assertThat(span.path("environment").asString()).isEqualTo("production");
        assertThat(span.path("sessionId").asString()).isEqualTo("s-1");
        assertThat(span.path("metadata").path("unit").asString()).isEqualTo("u-7");
        assertThat(span.path("requestModel").asString()).isEqualTo("gpt-5");
        assertThat(span.path("input").toString()).contains("You help team customers.");
        var attributes = span.path("attributes");
        assertThat(attributes.path("stet.release.digest").asString()).startsWith("sha256:");
        assertThat(attributes
                        .path("stet.prompts")
                        .valueStream()
                        .map(it -> it.path("name").asString() + "@"
                                + it.path("version").asString()))
                .containsExactly("answer@1", "tone@1");
        assertThat(attributes.path("stet.prompts").path(0).path("digest").asString())
                .startsWith("sha256:");
    }

    @Test
    void aStreamIsServedTooAndItsExtraUsageKeptBack() throws Exception {
        simple("gpt-5");

        var answer = chat(
                "{\"model\":\"app/billing-bot\",\"stream\":true,\"messages\":[],\"stet\":{\"variables\":{\"name\":\"Ada\"}}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("cause.", "[DONE]").doesNotContain("prompt_tokens");
        assertThat(asked.getFirst().path("stream_options").path("include_usage").asBoolean())
                .isTrue();
        assertThat(span(answer).path("usage").path("inputTokens").asInt()).isEqualTo(9);
        assertThat(span(answer).path("usage").path("countedBy").asString()).isEqualTo("provider");
    }

    @Test
    void anAppCanAskAModelOfAnthropic() throws Exception {
        simple("claude-x");

        var answer = server.post("/v1/messages", """
                {"model":"app/billing-bot","max_tokens":77,"system":"Short.","messages":[{"role":"user","content":"Why?"}],
                 "stet":{"variables":{"name":"Ada"}}}""");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var sent = asked.getFirst();
        assertThat(sent.path("model").asString()).isEqualTo("claude-x");
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(77);
        assertThat(sent.path("system").toString()).contains("Hello Ada").contains("Short.");
        assertThat(sent.path("messages").size()).isEqualTo(1);
    }

    @Test
    void messagesFillThePlaceholderOfThatName() throws Exception {
        prompt("answer", """
                {"type":"chat","messages":[{"role":"system","content":"First."},{"placeholder":"messages"},
                 {"role":"user","content":"Last."}],"model":{"name":"gpt-5","parameters":{}}}""");
        release("{\"steps\":{\"answer\":{\"prompt\":\"answer\"}}}");
        deploy(1);

        chat("{\"model\":\"app/billing-bot\",\"messages\":[{\"role\":\"user\",\"content\":\"Between.\"}]}");

        assertThat(asked.getFirst()
                        .path("messages")
                        .valueStream()
                        .map(it -> it.path("content").asString()))
                .containsExactly("First.", "Between.", "Last.");
    }

    @Test
    void aJinjaPromptIsRenderedToo() throws Exception {
        prompt("answer", """
                {"type":"chat","templateFormat":"jinja2","messages":[{"role":"system","content":"{% if vip %}Dear {% endif %}{{ name }}"}],
                 "model":{"name":"gpt-5","parameters":{}}}""");
        release("{\"steps\":{\"answer\":{\"prompt\":\"answer\"}}}");
        deploy(1);

        var answer = chat("{\"model\":\"app/billing-bot\",\"stet\":{\"variables\":{\"name\":\"Ada\",\"vip\":true}}}");
        var missing = chat("{\"model\":\"app/billing-bot\",\"stet\":{\"variables\":{\"vip\":true}}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(asked.getFirst().path("messages").path(0).path("content").asString())
                .isEqualTo("Dear Ada");
        assertThat(missing.statusCode()).isEqualTo(400);
    }

    @Test
    void theNextCallAfterARollbackIsServedFromTheReleaseBefore() throws Exception {
        simple("gpt-5");
        prompt("answer", greeting("Goodbye {{name}}", "gpt-5"));
        release("{\"steps\":{\"answer\":{\"prompt\":\"answer@2\"}}}");
        deploy(2);
        String call = "{\"model\":\"app/billing-bot\",\"messages\":[],\"stet\":{\"variables\":{\"name\":\"Ada\"}}}";
        chat(call);

        ok("POST", "/apps/billing-bot/environments/production/rollback", "{}", 200);
        chat(call);

        assertThat(asked.stream()
                        .map(it -> it.path("messages").path(0).path("content").asString()))
                .containsExactly("Goodbye Ada", "Hello Ada");
    }

    @Test
    void rollingBackWorksWhileTheProviderIsAway() throws Exception {
        simple("gpt-5");
        prompt("answer", greeting("Goodbye {{name}}", "gpt-5"));
        release("{\"steps\":{\"answer\":{\"prompt\":\"answer@2\"}}}");
        deploy(2);
        provider.stop(0);
        String call = "{\"model\":\"app/billing-bot\",\"messages\":[],\"stet\":{\"variables\":{\"name\":\"Ada\"}}}";
        assertThat(chat(call).statusCode()).isEqualTo(502);

        ok("POST", "/apps/billing-bot/environments/production/rollback", "{}", 200);

        assertThat(chat(call).statusCode()).isEqualTo(502);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.json(PROJECT + "/traces")
                        .path("items")
                        .valueStream()
                        .anyMatch(it -> it.path("release").asString("").equals("1")));
    }

    @Test
    void whatCannotBeServedIsRefusedInTheDialectOfTheEndpoint() throws Exception {
        var unknown = chat("{\"model\":\"app/nothing\",\"messages\":[]}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(error(unknown).path("code").asString()).isEqualTo("not_found");
        assertThat(error(unknown).path("message").asString()).contains("nothing");

        prompt("answer", greeting("{{a}} {{b}}", "gpt-5"));
        release("{\"steps\":{\"answer\":{\"prompt\":\"answer\"}}}");
        var undeployed = chat("{\"model\":\"app/billing-bot\",\"messages\":[]}");
        assertThat(undeployed.statusCode()).isEqualTo(404);
        assertThat(error(undeployed).path("message").asString()).contains("nothing is deployed yet", "production");

        deploy(1);
        var missing = chat("{\"model\":\"app/billing-bot\",\"messages\":[]}");
        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(error(missing).path("message").asString()).contains("a", "b");
        var elsewhere = chat("{\"model\":\"app/billing-bot\",\"stet\":{\"environment\":\"staging\"}}");
        assertThat(error(elsewhere).path("message").asString()).contains("live in production");
        var noStep = chat("{\"model\":\"app/billing-bot/sum\",\"messages\":[]}");
        assertThat(noStep.statusCode()).isEqualTo(404);
        assertThat(error(noStep).path("message").asString()).contains("answer", "sum");

        var anthropic = server.post("/v1/messages", "{\"model\":\"app/nothing\",\"max_tokens\":1,\"messages\":[]}");
        assertThat(anthropic.statusCode()).isEqualTo(404);
        assertThat(Json.MAPPER.readTree(anthropic.body()).path("type").asString())
                .isEqualTo("error");
        var responses = server.post("/v1/responses", "{\"model\":\"app/billing-bot\",\"input\":\"x\"}");
        assertThat(responses.statusCode()).isEqualTo(400);
        assertThat(error(responses).path("message").asString()).contains("/v1/chat/completions");
        assertThat(asked).isEmpty();
    }

    @Test
    void aPlainCallCanSayWhichPromptAndReleaseItIsOf() throws Exception {
        var answer = server.send(
                HttpRequest.newBuilder()
                        .header("content-type", "application/json")
                        .header("stet-prompt", "greeting@7")
                        .header("stet-release", "2026-11")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"model\":\"gpt-5\",\"messages\":[]}")),
                "/v1/chat/completions",
                server.key);

        assertThat(answer.statusCode()).isEqualTo(200);
        var row = row(answer);
        assertThat(row.path("promptName").asString()).isEqualTo("greeting");
        assertThat(row.path("promptVersion").asString()).isEqualTo("7");
        assertThat(row.path("release").asString()).isEqualTo("2026-11");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic"})
    void liveAppsAreListedAsModelsWithTheirEnvironments(String dialect) throws Exception {
        assertThat(models(dialect, "").path("data").size()).isEqualTo(1);
        simple("gpt-5");
        ok("POST", "/apps/billing-bot/environments/staging/deploy", "{\"release\":1}", 200);

        var listed = models(dialect, "").path("data");

        assertThat(listed.valueStream().map(it -> it.path("id").asString()))
                .containsExactly("app/billing-bot", "gpt-5");
        assertThat(listed.path(0).path("environments").toString()).isEqualTo("[\"production\",\"staging\"]");
        assertThat(models(dialect, "/app%2Fbilling-bot")).isEqualTo(listed.path(0));
    }

    private JsonNode models(String dialect, String below) throws Exception {
        var request = HttpRequest.newBuilder().GET();
        if (dialect.equals("anthropic")) {
            request.header("anthropic-version", "2023-06-01");
        }
        var answer = server.send(request, "/v1/models" + below, server.key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private void simple(String model) throws Exception {
        prompt("answer", greeting("Hello {{name}}", model));
        release("{\"steps\":{\"answer\":{\"prompt\":\"answer\"}}}");
        deploy(1);
    }

    private static String greeting(String text, String model) {
        return "{\"type\":\"chat\",\"messages\":[{\"role\":\"system\",\"content\":\"" + text
                + "\"}],\"model\":{\"name\":\"" + model + "\",\"parameters\":{}}}";
    }

    private HttpResponse<String> chat(String body) throws Exception {
        return server.post("/v1/chat/completions", body);
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return Json.MAPPER.readTree(answer.body()).path("error");
    }

    private JsonNode span(HttpResponse<String> answer) throws Exception {
        row(answer);
        return server.json(PROJECT + "/traces/" + trace(answer)).path("spans").path(0);
    }

    private JsonNode row(HttpResponse<String> answer) throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.get(PROJECT + "/traces/" + trace(answer)).statusCode() == 200);
        return server.json(PROJECT + "/traces/" + trace(answer)).path("trace");
    }

    private static String trace(HttpResponse<String> answer) {
        return answer.headers().firstValue("stet-trace-id").orElseThrow();
    }

    private void prompt(String name, String content) throws Exception {
        var saved = server.ask(
                "POST", PROJECT + "/artifacts/prompt/" + name + "/versions", "{\"content\":" + content + "}");
        if (saved.statusCode() == 404) {
            saved = server.ask(
                    "POST",
                    PROJECT + "/artifacts",
                    "{\"kind\":\"prompt\",\"name\":\"" + name + "\",\"content\":" + content + "}");
        }
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
    }

    private void release(String manifest) throws Exception {
        ok("POST", "/apps/billing-bot/releases", "{\"manifest\":" + manifest + "}", 201);
    }

    private void deploy(int release) throws Exception {
        ok("POST", "/apps/billing-bot/environments/production/deploy", "{\"release\":" + release + "}", 200);
    }

    private void ok(String method, String path, String body, int status) throws Exception {
        var answer = server.ask(method, PROJECT + path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
    }
}
