package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.db.OnBothDatabases;
import stet.platform.db.RecordsAddress;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Runs of suites, through a whole server to providers on real sockets. */
class RunTest extends OnBothDatabases {
    private static final String PROJECT = "/api/v1/projects/demo";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private FailingProviders providers;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        records.close();
        providers = new FailingProviders();
        server = open();
        ok("POST", PROJECT + "/artifacts", """
                {"kind":"prompt","name":"answer","content":{"text":"{{question}}","model":{"provider":"one","name":"m"}}}""", 201);
    }

    @AfterEach
    void stop() {
        server.close();
        providers.close();
    }

    @Test
    void everyCaseIsAskedAndJudgedInEveryRepetition() throws Exception {
        dataset("faq", 3);
        ok("POST", PROJECT + "/artifacts", """
                {"kind":"evaluator","name":"because","content":{"type":"equals","value":"Because."}}""", 201);
        ok("POST", PROJECT + "/artifacts", """
                {"kind":"suite","name":"answers","content":{"dataset":{"name":"faq"},"target":{"prompt":{"name":"answer"}},"repetitions":2,
                 "evaluators":{"right":{"use":"because"},"polite":{"type":"contains","value":"please","weight":0}}}}""", 201);

        var run = finished(begin("{\"suite\":\"answers\",\"name\":\"first\"}"));

        assertThat(run.path("state").asString()).isEqualTo("finished");
        assertThat(run.path("items").asInt()).isEqualTo(6);
        assertThat(run.at("/counts/pass").asInt()).isEqualTo(6);
        assertThat(run.path("passShare").asDouble()).isEqualTo(1);
        assertThat(run.at("/pins/target").asString()).isEqualTo("answer@1");
        assertThat(run.at("/pins/datasetVersion").asInt()).isEqualTo(1);
        assertThat(run.at("/pins/evaluators/right/version").asString()).isEqualTo("because@1");
        var items = items(run);
        assertThat(items.valueStream()
                        .map(it -> it.at("/item/caseId").asString()
                                + it.at("/item/repetition").asInt()))
                .containsExactly("c11", "c12", "c21", "c22", "c31", "c32");
        var first = items.get(0);
        assertThat(first.path("verdict").asString()).isEqualTo("pass");
        assertThat(first.at("/item/output").asString()).isEqualTo("Because.");
        assertThat(first.at("/item/scores")
                        .valueStream()
                        .map(it -> it.path("evaluator").asString() + " "
                                + it.path("verdict").asString()))
                .containsExactlyInAnyOrder("right PASS", "polite FAIL");
        assertThat(providers.asked.getFirst().body().path("messages").toString())
                .contains("What is");
        var trace = PROJECT + "/traces/" + first.at("/item/traceId").asString();
        await().atMost(PATIENCE).until(() -> server.get(trace).statusCode() == 200);
        assertThat(server.json(trace).at("/trace/environment").asString()).isEqualTo("evaluation");
        assertThat(server.json(PROJECT + "/end-users").path("items")).isEmpty();
        assertThat(ok("GET", PROJECT + "/runs?suite=answers", "", 200)
                        .at("/items/0/name")
                        .asString())
                .isEqualTo("first");
    }

    @Test
    void aCallThatFailsIsAnErrorAndNeitherAPassNorAFail() throws Exception {
        providers.fails("one", 400);

        var run = finished(begin(inline(2, "{\"not right\":{\"type\":\"equals\",\"value\":\"x\",\"not\":true}}", "")));

        assertThat(run.at("/counts/failed").asInt()).isEqualTo(2);
        assertThat(run.at("/counts/error").asInt()).isEqualTo(2);
        assertThat(run.path("passShare").isMissingNode()).isTrue();
        assertThat(items(run).at("/0/item/error").asString()).isNotEmpty();
    }

    @Test
    void aProviderThatLimitsIsAskedAgain() throws Exception {
        providers.fails("one", 429);
        var id = begin(inline(1, "{}", ",\"retries\":5"));
        await().atMost(PATIENCE).until(() -> providers.asked.size() >= 2);
        providers.reset();

        var run = finished(id);

        assertThat(run.at("/counts/done").asInt()).isEqualTo(1);
    }

    @Test
    void aRunIsCalledOffAndGoesOnWhereItWas() throws Exception {
        providers.fails("one", FailingProviders.SILENT);
        var id = begin(inline(3, "{}", ""));
        await().atMost(PATIENCE).until(() -> providers.asked.size() == 3);

        var cancelled = ok("POST", PROJECT + "/runs/" + id + "/cancel", "", 200);
        assertThat(cancelled.path("state").asString()).isEqualTo("cancelled");
        assertThat(cancelled.at("/counts/pending").asInt()).isEqualTo(3);
        ok("POST", PROJECT + "/runs/" + id + "/cancel", "", 409);
        providers.reset();
        await().atMost(PATIENCE)
                .until(() -> server.ask("POST", PROJECT + "/runs/" + id + "/resume", "")
                                .statusCode()
                        == 200);

        assertThat(finished(id).at("/counts/done").asInt()).isEqualTo(3);
    }

    @Test
    void aRunThatItsServerLeftGoesOnWithoutPayingTwice() throws Exception {
        providers.answerOnly(5);
        var id = begin(inline(60, "{}", ",\"concurrency\":1"));
        await().atMost(PATIENCE).until(() -> providers.asked.size() == 6);
        await().atMost(PATIENCE).until(() -> run(id).at("/counts/done").asInt() == 5);
        server.close();
        providers.reset();

        server = open();

        assertThat(finished(id).at("/counts/done").asInt()).isEqualTo(60);
        assertThat(providers.asked).hasSize(55);
    }

    @Test
    void outputsThatOthersMadeAreJudgedAndTheRunKeepsItsCases() throws Exception {
        dataset("faq", 2);
        var id = begin("""
                {"content":{"dataset":{"name":"faq"},"target":{"outputs":true},"evaluators":{"right":{"type":"equals","value":"Yes"}}}}""");
        dataset("faq", 5);
        var outputs = PROJECT + "/runs/" + id + "/outputs";

        assertThat(ok("POST", outputs, "{\"outputs\":[{\"caseId\":\"c9\",\"output\":\"Yes\"}]}", 400)
                        .path("detail")
                        .asString())
                .contains("outputs[0].caseId", "no case 'c9'");
        assertThat(ok("POST", outputs, "{\"outputs\":[{\"caseId\":\"c1\",\"output\":\"Yes\",\"latencyMs\":12}]}", 200)
                        .path("pending")
                        .asInt())
                .isEqualTo(1);
        ok(
                "POST",
                outputs,
                "{\"outputs\":[{\"caseId\":\"c1\",\"output\":\"No\"},{\"caseId\":\"c2\",\"error\":\"timed out\"}]}",
                200);

        var run = run(id);
        assertThat(run.path("state").asString()).isEqualTo("finished");
        assertThat(run.at("/counts/pass").asInt()).isEqualTo(1);
        assertThat(run.at("/counts/error").asInt()).isEqualTo(1);
        ok("POST", outputs, "{\"outputs\":[{\"caseId\":\"c1\",\"output\":\"Yes\"}]}", 409);
    }

    @Test
    void aReleaseIsAskedAsItWouldBeOnceItIsDeployed() throws Exception {
        release("{\"text\":\"First: {{question}}\",\"model\":{\"provider\":\"one\",\"name\":\"m\"}}", "m");
        release("{\"text\":\"Second: {{question}}\",\"model\":{\"provider\":\"one\",\"name\":\"m\"}}", "m2");

        var run = finished(begin("""
                {"content":{"cases":[{"id":"c1","variables":{"question":"Why?"},"messages":[{"role":"user","content":"Really?"}]}],
                 "target":{"app":{"name":"bot","release":"latest"}},"evaluators":{"right":{"type":"equals","value":"Because."}}}}"""));

        assertThat(run.at("/counts/pass").asInt()).isEqualTo(1);
        assertThat(run.at("/pins/target").asString()).isEqualTo("app/bot@2");
        assertThat(run.at("/pins/targetVersion").asInt()).isEqualTo(2);
        var asked = providers.asked.getLast().body();
        assertThat(asked.path("model").asString()).isEqualTo("m2");
        assertThat(asked.path("messages").toString()).contains("Second: Why?", "Really?");
        var trace = PROJECT + "/traces/" + items(run).at("/0/item/traceId").asString();
        await().atMost(PATIENCE).until(() -> server.get(trace).statusCode() == 200);
        assertThat(server.json(trace).toString()).contains("\"release\":\"2\"").contains("\"app\":\"bot\"");
        assertThat(server.json(trace).at("/trace/environment").asString()).isEqualTo("evaluation");
    }

    private void release(String prompt, String model) throws Exception {
        ok("POST", PROJECT + "/artifacts/prompt/answer/versions", "{\"content\":" + prompt + "}", 201);
        ok("POST", PROJECT + "/apps/bot/releases", """
                {"manifest":{"steps":{"answer":{"prompt":"answer@latest","model":{"provider":"one","name":"%s"}}}}}""".formatted(model), 201);
    }

    @Test
    void aBudgetStopsARunAndSaysSo() throws Exception {
        ok("POST", PROJECT + "/artifacts", """
                {"kind":"prompt","name":"dear","content":{"text":"{{question}}","model":{"provider":"anthropic","name":"claude-opus-4-1"}}}""", 201);
        var run = finished(begin(
                inline(20, "{}", ",\"concurrency\":1,\"budgetUsd\":0.000001").replace("\"answer\"", "\"dear\"")));

        assertThat(run.path("state").asString()).isEqualTo("stopped");
        assertThat(run.path("stopped").asString()).contains("it may");
        assertThat(run.at("/counts/pending").asInt()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                       | no cases
            {"cases":[{"variables":{}}],"nonsense":1}                                | nonsense
            {"cases":[{}]}                                                           | cases[0]
            {"cases":[{"variables":{"a":1}}]}                                        | target
            {"cases":[{"variables":{"a":1}}],"target":{"outputs":true,"prompt":{}}}  | target
            {"cases":[{"variables":{"a":1}}],"repetitions":0}                        | repetitions
            {"evaluators":{"pass":{"type":"is-json"}}}                               | evaluators.pass
            {"evaluators":{"a":{"type":"no-such"}}}                                  | evaluators.a
            {"criteria":[{"metric":"quality","min":1}]}                              | criteria[0].metric
            {"criteria":[{"metric":"pass"}]}                                         | criteria[0]
            {"dataset":{"name":"none-of-it"},"target":{"outputs":true}}              | none-of-it
            """)
    void whatIsWrongWithASuiteIsSaid(String content, String said) throws Exception {
        var answer = server.ask("POST", PROJECT + "/runs", "{\"content\":" + content + "}");

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
        assertThat(answer.body()).contains(said);
    }

    @Test
    void aRemovedRunIsGone() throws Exception {
        var id = begin(inline(1, "{}", ""));
        finished(id);

        ok("DELETE", PROJECT + "/runs/" + id, "", 204);

        ok("GET", PROJECT + "/runs/" + id, "", 404);
        ok("GET", PROJECT + "/runs/" + id + "/items", "", 404);
    }

    private TestServer open() throws Exception {
        return new TestServer(home.resolve("server"), settings(providers, address));
    }

    static Map<String, String> settings(FailingProviders providers, RecordsAddress address) throws Exception {
        var settings = new HashMap<>(providers.settings());
        if (address.jdbcUrl().startsWith("jdbc:postgresql://")) {
            settings.put(
                    "STET_RECORDS_URL",
                    address.jdbcUrl().replace("jdbc:postgresql://", "postgres://postgres:postgres@"));
        }
        settings.put("ANTHROPIC_API_KEY", "secret");
        settings.put("ANTHROPIC_BASE_URL", settings.get("STET_PROVIDER_CLAUDE_ONE_BASE_URL"));
        return settings;
    }

    private void dataset(String name, int cases) throws Exception {
        server.ask("POST", PROJECT + "/datasets", "{\"name\":\"" + name + "\"}");
        ok("POST", PROJECT + "/datasets/" + name + "/versions", "{\"put\":[" + cases(cases) + "]}", 201);
    }

    private static String cases(int many) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(it -> "{\"id\":\"c" + it + "\",\"variables\":{\"question\":\"What is " + it + "?\"}}")
                .collect(Collectors.joining(","));
    }

    private static String inline(int cases, String evaluators, String more) {
        return "{\"content\":{\"cases\":[" + cases(cases)
                + "],\"target\":{\"prompt\":{\"name\":\"answer\"}},\"evaluators\":" + evaluators + more + "}}";
    }

    private String begin(String body) throws Exception {
        return ok("POST", PROJECT + "/runs", body, 201).path("id").asString();
    }

    private JsonNode run(String id) throws Exception {
        return ok("GET", PROJECT + "/runs/" + id, "", 200);
    }

    private JsonNode finished(String id) throws Exception {
        await().atMost(PATIENCE)
                .until(() -> !List.of("running", "waiting")
                        .contains(run(id).path("state").asString()));
        return run(id);
    }

    private JsonNode items(JsonNode run) throws Exception {
        return ok("GET", PROJECT + "/runs/" + run.path("id").asString() + "/items", "", 200)
                .path("items");
    }

    private JsonNode ok(String method, String path, String body, int status) throws Exception {
        var answer = server.ask(method, path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(answer.body());
    }
}
