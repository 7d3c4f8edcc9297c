package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.access.KeyRole;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Langfuse's client libraries, from npm, pointed at stet by their base URL. */
class LangfuseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path home;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(home, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode trace(String id) throws Exception {
        return server.json("/api/v1/projects/demo/traces/" + id);
    }

    private static JsonNode named(JsonNode trace, String name) {
        return trace.path("spans")
                .valueStream()
                .filter(it -> it.path("name").asString().equals(name))
                .findFirst()
                .orElseGet(Json.MAPPER::missingNode);
    }

    @Test
    void itsClientOfVersionThreeTellsOfATraceInSeveralBatches() throws Exception {
        var answers = NpmClient.installed("compat/langfuse").run("tell.cjs", server, server.key);

        assertThat(answers.path("problems").size()).as(answers.toString()).isZero();
        await().untilAsserted(() -> {
            var whole = trace("my-own-trace-id");
            assertThat(named(whole, "answer")
                            .path("output")
                            .path(0)
                            .path("parts")
                            .path(0)
                            .path("text")
                            .asString())
                    .as(whole.toString())
                    .isEqualTo("Within 30 days.");
            assertThat(named(whole, "refund question").path("output").asString())
                    .isEqualTo("Within 30 days.");
        });
        var whole = trace("my-own-trace-id");
        var root = named(whole, "refund question");
        assertThat(root.path("userId").asString()).isEqualTo("ada");
        assertThat(root.path("sessionId").asString()).isEqualTo("s-1");
        assertThat(root.path("tags").path(0).asString()).isEqualTo("langfuse-3");
        assertThat(root.path("metadata").path("plan").asString()).isEqualTo("pro");
        assertThat(named(whole, "search").path("parentSpanId")).isEqualTo(root.path("spanId"));
        var generation = named(whole, "answer");
        assertThat(generation.path("parentSpanId"))
                .isEqualTo(named(whole, "search").path("spanId"));
        assertThat(generation.path("kind").asString()).isEqualTo("generation");
        assertThat(generation.path("requestModel").asString()).isEqualTo("gpt-4o-mini");
        assertThat(generation.path("usage").path("outputTokens").asInt()).isEqualTo(5);
        assertThat(generation.path("usage").path("countedBy").asString()).isEqualTo("instrumentation");
        assertThat(generation.path("durationMs").asDouble())
                .as("its end was told of later")
                .isEqualTo(2000);

        var tone = server.json("/api/v1/projects/demo/scores?name=tone")
                .path("items")
                .path(0);
        assertThat(tone.path("value").asDouble()).isEqualTo(0.8);
        assertThat(tone.path("traceId").asString()).isEqualTo("my-own-trace-id");
        var right = server.json("/api/v1/projects/demo/scores?name=right")
                .path("items")
                .path(0);
        assertThat(right.path("spanId")).isEqualTo(generation.path("spanId"));
        assertThat(right.path("value").asBoolean()).isTrue();
    }

    @Test
    void itsClientsOfVersionsThreeToFiveMakeLabelAndFetchPrompts() throws Exception {
        var access = server.stet.wiring().access;
        String developer = access.keys()
                .create(access.callers().server(), "demo", "developer", KeyRole.DEVELOPER)
                .key();

        var got = NpmClient.installed("compat/langfuse").run("prompts.mjs", server, developer);

        assertThat(got.path("live").asString()).isEqualTo("Hello Ada!");
        assertThat(got.path("config").path("model").asString()).isEqualTo("gpt-4o-mini");
        assertThat(got.path("labels").toString()).contains("production");
        assertThat(got.path("staged").asString()).isEqualTo("Good day Ada!");
        assertThat(got.path("chat").toString())
                .isEqualTo(
                        "[{\"role\":\"system\",\"content\":\"You answer for ACME.\"},{\"role\":\"user\",\"content\":\"Hi\"}]");
        assertThat(got.path("moved").asInt()).isEqualTo(2);
        assertThat(got.path("missing").asString()).isEqualTo("spare");
        var artifact = server.json("/api/v1/projects/demo/artifacts/prompt/support%2Fgreeting");
        assertThat(artifact.path("tags").path(0).asString()).isEqualTo("billing");
        assertThat(artifact.path("labels").path("production").asInt()).isEqualTo(2);
        var first = server.json("/api/v1/projects/demo/artifacts/prompt/support%2Fgreeting/versions/1");
        assertThat(first.path("content").path("model").path("name").asString()).isEqualTo("gpt-4o-mini");
        assertThat(first.path("message").asString()).isEqualTo("First");
    }

    @Test
    void itsClientsTellOfMediaNestingAndScoresAndFetchPromptsThroughCaches() throws Exception {
        var access = server.stet.wiring().access;
        String developer = access.keys()
                .create(access.callers().server(), "demo", "developer", KeyRole.DEVELOPER)
                .key();

        var did = NpmClient.installed("compat/langfuse").run("more.mjs", server, developer);

        assertThat(did.path("problems").size()).as(did.toString()).isZero();
        assertThat(did.path("cached").toString())
                .as("first, from the cache, anew; the client that moved the label forgets what it cached")
                .isEqualTo(
                        "[[\"One a\",\"One a\",\"Two a\"],[\"One a\",\"Two a\",\"Two a\"],[\"One a\",\"One a\",\"Two a\"]]");
        assertThat(did.path("spare").toString()).isEqualTo("[[\"spare\",true],[\"spare\",true],[\"spare\",true]]");
        assertThat(did.path("older").asInt()).isEqualTo(1);
        var listed = did.path("listed").path("data").path(0);
        assertThat(listed.path("name").asString()).isEqualTo("more/cached");
        assertThat(listed.path("versions").toString()).isEqualTo("[1,2]");
        assertThat(listed.path("tags").toString()).isEqualTo("[\"more\"]");
        assertThat(did.path("byLabel")
                        .path("data")
                        .valueStream()
                        .map(it -> it.path("name").asString()))
                .contains("more/cached");

        await().atMost(PATIENCE).untilAsserted(() -> {
            var root = named(trace("nested-trace"), "after");
            assertThat(root.path("output").path("said").asString()).isEqualTo("A word.");
            assertThat(root.path("userId").asString()).isEqualTo("eve");
        });
        var whole = trace("nested-trace");
        var root = named(whole, "after");
        assertThat(root.path("sessionId").asString()).isEqualTo("s-more");
        assertThat(named(whole, "outer").path("parentSpanId")).isEqualTo(root.path("spanId"));
        assertThat(named(whole, "middle").path("parentSpanId"))
                .isEqualTo(named(whole, "outer").path("spanId"));
        var inner = named(whole, "inner");
        assertThat(inner.path("parentSpanId")).isEqualTo(named(whole, "middle").path("spanId"));
        assertThat(named(whole, "noticed").path("parentSpanId")).isEqualTo(inner.path("spanId"));
        var picture = inner.path("input").path(0).path("parts").path(1);
        assertThat(picture.path("type").asString()).as(inner.toString()).isEqualTo("media");
        assertThat(picture.path("mediaType").asString()).isEqualTo("image/png");
        assertThat(picture.path("reference").asString()).isNotEmpty();
        assertThat(inner.path("metadata").path("file").asString())
                .startsWith("@@@langfuseMedia:type=application/pdf|id=");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.json("/api/v1/projects/demo/scores?name=session-5")
                                .path("items")
                                .path(0)
                                .path("sessionId")
                                .asString())
                        .isEqualTo("s-more"));
        assertThat(server.json("/api/v1/projects/demo/scores?name=tone-4")
                        .path("items")
                        .path(0)
                        .path("value")
                        .asString())
                .isEqualTo("kind");
        assertThat(server.json("/api/v1/projects/demo/scores?name=tone-5")
                        .path("items")
                        .path(0)
                        .path("comment")
                        .asString())
                .isEqualTo("half");
    }

    @Test
    void aScoreMayComeByItselfAndMediaAreNamedButNotKept() throws Exception {
        var made = server.post(
                "/api/public/scores", "{\"id\":\"sc-1\",\"traceId\":\"t-scored\",\"name\":\"alone\",\"value\":0.3}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).isEqualTo("{\"id\":\"sc-1\"}");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(server.json("/api/v1/projects/demo/scores?name=alone")
                                .path("items")
                                .size())
                        .isEqualTo(1));
        var wrong = server.post("/api/public/scores", "{\"name\":\"alone\",\"value\":1}");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("a score is about a 'traceId'");

        var named = server.post(
                "/api/public/media",
                "{\"sha256Hash\":\"LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=\",\"contentType\":\"image/png\"}");
        assertThat(named.statusCode()).isEqualTo(201);
        assertThat(Json.MAPPER.readTree(named.body()).path("mediaId").asString())
                .isEqualTo("LPJNul-wow4m6DsqxbninhsW".substring(0, 22));
        assertThat(server.post("/api/public/media", "{}").body()).contains("sha256Hash");
        var content = server.send(HttpRequest.newBuilder().GET(), "/api/public/media/abc", server.key);
        assertThat(content.statusCode()).isEqualTo(404);
        assertThat(content.body()).contains("LangfuseNotFoundError");
    }

    @Test
    void oneWrongEventDoesNotHoldUpTheOthers() throws Exception {
        var answer = server.post("/api/public/ingestion", """
                {"batch":[
                  {"id":"e1","type":"event-create","timestamp":"2026-11-23T10:00:00Z","body":{"id":"o1","traceId":"t-mixed","name":"seen"}},
                  {"id":"e2","type":"score-create","timestamp":"2026-11-23T10:00:00Z","body":{"traceId":"t-mixed","name":"x"}},
                  {"id":"e3","type":"nonsense","timestamp":"2026-11-23T10:00:00Z","body":{}}]}""");

        assertThat(answer.statusCode()).isEqualTo(207);
        var said = Json.MAPPER.readTree(answer.body());
        assertThat(said.path("successes").path(0).path("id").asString()).isEqualTo("e1");
        assertThat(said.path("errors").size()).isEqualTo(2);
        assertThat(said.path("errors").path(0).path("message").asString()).contains("'value' is missing");
        await().untilAsserted(() ->
                assertThat(named(trace("t-mixed"), "seen").isMissingNode()).isFalse());
    }

    @Test
    void aPairOfKeysNamesTheProjectAndARefusalHasTheClientsForm() throws Exception {
        String pair = Base64.getEncoder().encodeToString(("pk-any:" + server.key).getBytes(StandardCharsets.UTF_8));
        var projects = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri("/api/public/projects"))
                                .header("authorization", "Basic " + pair)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(Json.MAPPER
                        .readTree(projects.body())
                        .path("data")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("demo");

        var refused = server.send(HttpRequest.newBuilder().GET(), "/api/public/projects", "sk-lf-123");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("\"message\"").contains("not a key of stet");
    }
}
