package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** PromptLayer's client library, from npm, pointed at stet by its base URL. */
class PromptLayerTest {
    @TempDir
    static Path home;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(home, Map.of("STET_SIMULATED", "true"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode trace(String where) {
        return await().until(
                        () -> server.json("/api/v1/projects/demo/traces?where=" + where)
                                .path("items")
                                .path(0),
                        it -> !it.isMissingNode());
    }

    private static JsonNode span(JsonNode trace) throws Exception {
        return server.json(
                        "/api/v1/projects/demo/traces/" + trace.path("traceId").asString())
                .path("spans")
                .path(0);
    }

    @Test
    void itsClientLogsRequestsAndSaysMoreOfThemLater() throws Exception {
        var answers = NpmClient.installed("compat/promptlayer").run("logs.cjs", server, server.key);

        assertThat(answers.path("id").isIntegralNumber()).isTrue();
        assertThat(answers.path("group").asString()).isEqualTo("true");
        assertThat(answers.path("proxied").path("words").asString()).isNotEmpty();
        assertThat(answers.path("anthropic").path("words").asString()).isNotEmpty();

        var logged = span(trace("tag%20%3D%20billing"));
        assertThat(logged.path("requestModel").asString()).isEqualTo("gpt-4o-mini");
        assertThat(logged.path("input")
                        .path(0)
                        .path("parts")
                        .path(0)
                        .path("text")
                        .asString())
                .isEqualTo("May I have a refund?");
        assertThat(logged.path("output")
                        .path(0)
                        .path("parts")
                        .path(0)
                        .path("text")
                        .asString())
                .isEqualTo("Within 30 days.");
        assertThat(logged.path("usage").path("inputTokens").asInt()).isEqualTo(7);
        assertThat(logged.path("userId").asString()).isEqualTo("ada");
        assertThat(logged.path("metadata").path("plan").asString()).isEqualTo("3");
        assertThat(logged.path("durationMs").asDouble()).isBetween(1999.0, 2001.0);
        await().untilAsserted(() -> {
            var later = span(trace("tag%20%3D%20billing")).path("attributes");
            assertThat(later.path("promptlayer.metadata.ticket").asString()).isEqualTo("T-1");
            assertThat(later.path("promptlayer.group_id").isIntegralNumber()).isTrue();
        });
        var score = server.json("/api/v1/projects/demo/scores?name=tone")
                .path("items")
                .path(0);
        assertThat(score.path("value").asInt()).isEqualTo(80);
        assertThat(score.path("traceId").asString())
                .isEqualTo(logged.path("traceId").asString());

        var proxied = span(trace("tag%20%3D%20proxied"));
        assertThat(proxied.path("kind").asString()).isEqualTo("generation");
        assertThat(proxied.path("provider").asString()).isEqualTo("openai");
        assertThat(proxied.path("output")
                        .path(0)
                        .path("parts")
                        .path(0)
                        .path("text")
                        .asString())
                .isEqualTo(answers.path("proxied").path("words").asString());
        assertThat(proxied.path("usage").path("outputTokens").asInt()).isPositive();
    }

    @Test
    void credentialsInACallsArgumentsAreNotKept() throws Exception {
        var said = server.post("/track-request", """
                {"api_key":"%s","provider_type":"anthropic","function_name":"anthropic.messages.create",
                 "kwargs":{"model":"claude-x","max_tokens":10,"apiKey":"sk-secret-1","baseURL":"https://inner.example",
                   "default_headers":{"authorization":"Bearer sk-secret-2"},"messages":[{"role":"user","content":"my api_key is mine"}]},
                 "tags":["leak"],"request_start_time":"2026-11-23T10:00:00","request_end_time":"2026-11-23T10:00:01.5",
                 "request_response":{"type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"ok"}],
                   "usage":{"input_tokens":3,"output_tokens":1}}}""".formatted(server.key));
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);

        var kept = span(trace("tag%20%3D%20leak"));
        assertThat(kept.toString())
                .doesNotContain("sk-secret", "inner.example", server.key)
                .contains("my api_key is mine");
        assertThat(kept.path("startedAt").asString()).startsWith("2026-11-23T10:00:00");
        assertThat(kept.path("durationMs").asDouble()).isEqualTo(1500);
        assertThat(kept.path("output")
                        .path(0)
                        .path("parts")
                        .path(0)
                        .path("text")
                        .asString())
                .isEqualTo("ok");
    }

    @Test
    void aRequestThatIsSentAgainIsTheSameRequest() throws Exception {
        String body = """
                {"function_name":"openai.chat.completions.create","span_id":"s1","kwargs":{"model":"m","messages":[]},"tags":["again"],
                 "request_start_time":1700000000,"request_end_time":1700000001000,"request_response":{"choices":[]}}""";
        var first = Json.MAPPER.readTree(server.post("/track-request", body).body());
        var second =
                Json.MAPPER.readTree(server.post("/rest/track-request", body).body());

        assertThat(second.path("request_id")).isEqualTo(first.path("request_id"));
        assertThat(trace("tag%20%3D%20again").path("spanCount").asInt()).isEqualTo(1);
        assertThat(trace("tag%20%3D%20again").path("durationMs").asDouble()).isEqualTo(1000);
    }

    @Test
    void refusalsHaveTheClientsForm() throws Exception {
        var wrongKey = Json.MAPPER.readTree(
                server.post("/create-group", "{\"api_key\":\"pl_123\"}").body());
        assertThat(wrongKey.path("success").asBoolean(true)).isFalse();
        assertThat(wrongKey.path("message").asString()).contains("not a key of stet");

        var noScore = server.post("/library-track-score", "{\"request_id\":7,\"score\":\"good\"}");
        assertThat(noScore.statusCode()).isEqualTo(400);
        assertThat(noScore.body()).contains("\"success\":false").contains("a number from 0 to 100");
        assertThat(server.post("/log-request", "{\"provider\":\"openai\"}").body())
                .contains("model: text is expected");
        assertThat(server.post("/track-request", "[]").statusCode()).isEqualTo(400);
    }
}
