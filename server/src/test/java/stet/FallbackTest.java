package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Apps whose release has fallbacks, through a whole server to providers that fail in their own ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FallbackTest {
    private static final String PROJECT = "/api/v1/projects/demo";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private FailingProviders providers;
    private TestServer server;
    private int apps;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        providers = new FailingProviders();
        var settings = new HashMap<>(providers.settings());
        settings.put("STET_FALLBACK_SECONDS", "1");
        server = new TestServer(home, settings);
    }

    @AfterAll
    void stop() {
        server.close();
        providers.close();
    }

    @BeforeEach
    void allAnswer() {
        providers.reset();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 503, 529, FailingProviders.SILENT, FailingProviders.CLOSES})
    void theNextModelAnswersWhenTheFirstCannot(int how) throws Exception {
        providers.fails("one", how);
        String app = app("one", "two");

        var answer = chat(app, false);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Json.MAPPER.readTree(answer.body()).path("model").asString()).isEqualTo("model-two");
        assertThat(servedBy(answer)).isEqualTo("two/model-two");
        assertThat(providers.whoWasAsked()).endsWith("one", "two");
        assertThat(providers.asked.getLast().body().path("seed").asInt()).isEqualTo(2);
        assertThat(providers.asked.getLast().body().path("messages").toString()).contains("Hello.", "Why?");
    }

    @Test
    void everyAttemptIsRecordedInsideTheCallAndTheCallIsNoFailure() throws Exception {
        providers.fails("two", 429);
        String app = app("dead", "two", "three");

        var answer = chat(app, false);

        assertThat(servedBy(answer)).isEqualTo("three/model-three");
        var trace = trace(answer, 3);
        assertThat(trace.path("trace").path("status").asString()).isEqualTo("ok");
        var call = span(trace, "model-three");
        assertThat(call.path("status").asString()).isEqualTo("ok");
        assertThat(call.path("provider").asString()).isEqualTo("three");
        assertThat(call.path("usage").path("inputTokens").asInt()).isEqualTo(9);
        assertThat(call.path("attributes").path("stet.attempt").asInt()).isEqualTo(3);
        var first = span(trace, "model-dead");
        assertThat(first.path("parentSpanId")).isEqualTo(call.path("spanId"));
        assertThat(first.path("status").asString()).isEqualTo("error");
        assertThat(first.path("errorKind").asString()).isEqualTo("connection");
        var second = span(trace, "model-two");
        assertThat(second.path("parentSpanId")).isEqualTo(call.path("spanId"));
        assertThat(second.path("errorKind").asString()).isEqualTo("rate_limited");
        assertThat(second.path("attributes").path("http.response.status_code").asInt())
                .isEqualTo(429);
        for (JsonNode span : List.of(call, first, second)) {
            assertThat(span.path("release").asString()).isEqualTo("1");
            assertThat(span.path("app").asString()).isEqualTo(app);
        }
    }

    @Test
    void aStreamIsAnsweredByTheNextModelToo() throws Exception {
        providers.fails("one", 503);
        var answer = chat(app("one", "two"), true);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("model-two", "Because.", "[DONE]");
        assertThat(servedBy(answer)).isEqualTo("two/model-two");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anthropicsDialectFallsBackToo(boolean stream) throws Exception {
        providers.fails("claude-one", 529);
        String app = app("claude-one", "claude-two");

        var answer = server.post(
                "/v1/messages",
                "{\"model\":\"app/" + app + "\",\"max_tokens\":50,\"stream\":" + stream
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("model-claude-two", "Because.");
        assertThat(servedBy(answer)).isEqualTo("claude-two/model-claude-two");
        assertThat(trace(answer, 2).path("trace").path("status").asString()).isEqualTo("ok");
    }

    @Test
    void aStreamThatHasBegunIsNeverBegunAgain() throws Exception {
        providers.fails("one", FailingProviders.BREAKS_OFF);
        String app = app("one", "two");
        String body = call(app, true);

        String came = server.raw(body);

        assertThat(came).contains("model-one", "broke off").doesNotContain("model-two", "[DONE]");
        assertThat(providers.whoWasAsked()).containsExactly("one");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 422})
    void whatIsWrongWithTheRequestIsTheClientsToKnow(int status) throws Exception {
        providers.fails("one", status);

        var answer = chat(app("one", "two"), false);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(providers.whoWasAsked()).containsExactly("one");
    }

    @Test
    void whenNobodyCanAnswerTheLastOnesWordIsPassedOn() throws Exception {
        providers.fails("one", 500);
        providers.fails("two", 429);

        var answer = chat(app("one", "two"), false);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(servedBy(answer)).isEqualTo("two/model-two");
        assertThat(trace(answer, 2).path("trace").path("status").asString()).isEqualTo("error");
        var unreachable = chat(app("one", "dead"), false);
        assertThat(unreachable.statusCode()).isEqualTo(502);
    }

    @Test
    void aCallAsksFiveModelsAtMost() throws Exception {
        providers.fails("one", 500);

        var answer = chat(app("one", "one", "one", "one", "one", "two"), false);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(providers.whoWasAsked()).hasSize(5).containsOnly("one");
    }

    @Test
    void aModelOfAnotherDialectIsPassedOver() throws Exception {
        providers.fails("one", 500);

        assertThat(servedBy(chat(app("one", "claude-one", "two"), false))).isEqualTo("two/model-two");
        assertThat(servedBy(chat(app("claude-one", "two"), false))).isEqualTo("two/model-two");
    }

    @Test
    void thePlaygroundFallsBackAndSaysWhoCouldNotAnswer() throws Exception {
        providers.fails("one", 500);
        String app = app("one", "dead", "claude-two");

        var events = play("{\"variants\":[{\"prompt\":{\"name\":\"" + app + "\"}}]}");

        var turn = events.path("turn");
        assertThat(turn.path("span").path("provider").asString()).isEqualTo("claude-two");
        assertThat(turn.path("attempts")
                        .valueStream()
                        .map(it -> it.path("provider").asString() + " "
                                + it.path("errorKind").asString()))
                .containsExactly("one upstream_error", "dead connection");
        assertThat(events.path("finished").path("text").asString()).isEqualTo("Because.");
        String path =
                PROJECT + "/traces/" + events.path("finished").path("traceId").asString();
        await().atMost(PATIENCE).until(() -> server.json(path).path("spans").size() == 3);
        var trace = server.json(path);
        assertThat(trace.path("trace").path("status").asString()).isEqualTo("ok");
        assertThat(trace.path("spans")
                        .valueStream()
                        .map(it -> it.path("promptName").asString() + "@"
                                + it.path("promptVersion").asString()))
                .containsOnly(app + "@1");
    }

    @Test
    void aModelThatIsTriedInsteadOfThePromptsOwnHasNoFallbacks() throws Exception {
        providers.fails("one", 500);
        String app = app("two", "two");

        var events = play("{\"variants\":[{\"prompt\":{\"name\":\"" + app
                + "\"},\"model\":{\"provider\":\"one\",\"name\":\"other\"}}]}");

        assertThat(events.path("failed").path("errorKind").asString()).isEqualTo("upstream_error");
        assertThat(providers.whoWasAsked()).containsExactly("one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"amount": 12, "currency": "EUR"} | true  |
            {"amount": "12"}                  | false | /amount
            {"amount": 12, "currency": "eur"} | false | /currency
            """)
    void anAnswerIsComparedWithTheSchemaItWasAskedFor(String text, boolean valid, @Nullable String at)
            throws Exception {
        providers.say(text);

        var finished = play("""
                {"variants":[{"content":{"text":"How much?","model":{"provider":"one","name":"m"},"response":{"schema":
                {"type":"object","properties":{"amount":{"type":"number"},"currency":{"type":"string","pattern":"^[A-Z]{3}$"}}}}}}]}
                """).path("finished");

        assertThat(finished.path("valid").asBoolean()).isEqualTo(valid);
        assertThat(finished.path("faults")
                        .valueStream()
                        .map(it -> it.path("at").asString())
                        .toList())
                .isEqualTo(at == null ? List.of() : List.of(at));
        assertThat(finished.path("structured").path("amount").isMissingNode()).isFalse();
    }

    /** The last event of each kind. */
    private JsonNode play(String run) throws Exception {
        var answer = server.ask("POST", PROJECT + "/playground/runs", run);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var events = Json.MAPPER.createObjectNode();
        for (String event : answer.body().split("\n\n", -1)) {
            var lines = event.lines().toList();
            lines.stream()
                    .filter(it -> it.startsWith("event: "))
                    .findFirst()
                    .ifPresent(kind -> events.set(
                            kind.substring(7),
                            Json.MAPPER.readTree(lines.stream()
                                    .filter(it -> it.startsWith("data: "))
                                    .map(it -> it.substring(6))
                                    .collect(Collectors.joining()))));
        }
        return events;
    }

    /** An app whose first model is the first provider's, and whose fallbacks are the others'. */
    private String app(String... names) throws Exception {
        String app = "bot-" + ++apps;
        var models = Stream.of(names)
                .map(it -> "{\"provider\":\"" + it + "\",\"name\":\"model-" + it + "\",\"parameters\":{\"seed\":"
                        + (it.endsWith("two") ? 2 : 1) + "}}")
                .toList();
        String content = "{\"type\":\"chat\",\"messages\":[{\"role\":\"system\",\"content\":\"Hello.\"}],\"model\":"
                + models.getFirst() + ",\"fallbacks\":["
                + models.stream().skip(1).collect(Collectors.joining(",")) + "]}";
        ok("/artifacts", "{\"kind\":\"prompt\",\"name\":\"" + app + "\",\"content\":" + content + "}", 201);
        ok("/apps/" + app + "/releases", "{\"manifest\":{\"steps\":{\"answer\":{\"prompt\":\"" + app + "\"}}}}", 201);
        ok("/apps/" + app + "/environments/production/deploy", "{\"release\":1}", 200);
        return app;
    }

    private HttpResponse<String> chat(String app, boolean stream) throws Exception {
        return server.post("/v1/chat/completions", call(app, stream));
    }

    private static String call(String app, boolean stream) {
        return "{\"model\":\"app/" + app + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}";
    }

    private static String servedBy(HttpResponse<String> answer) {
        return answer.headers().firstValue("stet-served-by").orElse("nobody");
    }

    private JsonNode trace(HttpResponse<String> answer, int spans) throws Exception {
        String path = PROJECT + "/traces/"
                + answer.headers().firstValue("stet-trace-id").orElseThrow();
        await().atMost(PATIENCE).until(() -> server.json(path).path("spans").size() == spans);
        return server.json(path);
    }

    private static JsonNode span(JsonNode trace, String model) {
        return trace.path("spans")
                .valueStream()
                .filter(it -> it.path("requestModel").asString("").equals(model))
                .findFirst()
                .orElseThrow();
    }

    private void ok(String path, String body, int status) throws Exception {
        var answer = server.ask("POST", PROJECT + path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
    }
}
