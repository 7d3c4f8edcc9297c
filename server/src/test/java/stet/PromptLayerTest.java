package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.access.KeyRole;
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

    private static List<String> recorded() throws Exception {
        var details = new ArrayList<String>();
        for (JsonNode item :
                server.json("/api/v1/projects/demo/traces?limit=100").path("items")) {
            details.add(span(item).toString());
        }
        return details;
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
    void itsClientPublishesFetchesAndRunsPromptsThroughTheGateway() throws Exception {
        var access = server.stet.wiring().access;
        String developer = access.keys()
                .create(access.callers().server(), "demo", "developer", KeyRole.DEVELOPER)
                .key();

        var did = NpmClient.installed("compat/promptlayer").run("prompts.cjs", server, developer);

        assertThat(did.path("published").path("version_number").asInt()).isEqualTo(1);
        var got = did.path("got");
        assertThat(got.path("prompt_name").asString()).isEqualTo("support/billing");
        assertThat(got.path("prompt_template")
                        .path("messages")
                        .path(0)
                        .path("content")
                        .path(0)
                        .path("text")
                        .asString())
                .isEqualTo("You answer for ACME.");
        assertThat(got.path("llm_kwargs")
                        .path("messages")
                        .path(1)
                        .path("content")
                        .asString())
                .isEqualTo("May I have a refund?");
        assertThat(got.path("llm_kwargs").path("temperature").asDouble()).isEqualTo(0.2);
        assertThat(got.path("metadata").path("owner").asString()).isEqualTo("ada");
        assertThat(got.path("custom_provider").path("api_key").asString()).startsWith("stet_run_");
        assertThat(did.path("names").toString()).contains("support/billing", "claude");
        for (String how : List.of("run", "anthropic", "streamed")) {
            assertThat(did.path(how).path("words").asString())
                    .as(how + did.path("failed"))
                    .isNotEmpty();
            assertThat(did.path(how).path("id").isIntegralNumber()).as(how).isTrue();
        }
        assertThat(did.path("run")
                        .path("blueprint")
                        .path("prompt_template")
                        .path("messages")
                        .size())
                .isEqualTo(3);

        await().untilAsserted(() -> assertThat(server.json("/api/v1/projects/demo/traces?where=tag%20%3D%20run")
                        .path("items")
                        .size())
                .isGreaterThanOrEqualTo(3));
        var run =
                span(trace("tag%20%3D%20run%20and%20prompt%20%3D%20%22support%2Fbilling%22%20and%20user%20%3D%20ada"));
        assertThat(run.path("kind").asString()).as(run.toString()).isEqualTo("chain");
        assertThat(run.path("name").asString()).isEqualTo("run support/billing");
        assertThat(run.path("userId").asString()).isEqualTo("ada");
        assertThat(server.json("/api/v1/projects/demo/scores?name=helpful")
                        .path("items")
                        .path(0)
                        .path("value")
                        .asInt())
                .isEqualTo(90);
        assertThat(recorded())
                .anyMatch(it -> it.contains("msg_simulated") && it.contains("May I have a refund?"))
                .noneMatch(it -> it.contains("stet_run_") || it.contains("baseURL"));
    }

    @Test
    void aRunsKeyCallsModelsAndDoesNothingElse() throws Exception {
        var access = server.stet.wiring().access;
        String key = access.keys()
                .create(access.callers().server(), "demo", "app", KeyRole.APPLICATION)
                .key();
        String run = access.callers().runKey(access.callers().holding(key)).orElseThrow();

        assertThat(server.send(HttpRequest.newBuilder().GET(), "/v1/models", run)
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(HttpRequest.newBuilder().GET(), "/prompt-templates", run)
                        .statusCode())
                .isEqualTo(403);
        String other = run.substring(0, run.length() - 2) + (run.endsWith("AA") ? "BB" : "AA");
        assertThat(server.send(HttpRequest.newBuilder().GET(), "/v1/models", other)
                        .statusCode())
                .isEqualTo(401);
        var item = access.keys().list(access.callers().server(), "demo").stream()
                .filter(it -> it.name().equals("app"))
                .findFirst()
                .orElseThrow();
        access.keys().revoke(access.callers().server(), "demo", item.id());
        assertThat(server.send(HttpRequest.newBuilder().GET(), "/v1/models", run)
                        .statusCode())
                .isEqualTo(401);
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
