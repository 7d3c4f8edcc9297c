package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.db.OnBothDatabases;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Suites that a version must pass before a label points at it, or an environment has it; through a whole server. */
class SuiteGateTest extends OnBothDatabases {
    private static final String PROJECT = "/api/v1/projects/demo";
    private static final String LABEL = PROJECT + "/artifacts/prompt/answer/labels/production";
    private static final String PRODUCTION = PROJECT + "/apps/bot/environments/production";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private FailingProviders providers;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        records.close();
        providers = new FailingProviders();
        server = new TestServer(home.resolve("server"), RunTest.settings(providers, address));
        prompt("{{question}}");
        suite("Because.", "");
    }

    @AfterEach
    void stop() {
        server.close();
        providers.close();
    }

    @Test
    void aLabelMovesOnceItsSuiteIsPassed() throws Exception {
        ok("PUT", PROJECT + "/label-protections/prompt/production", "{\"gates\":[\"suite answers\"]}", 200);

        var held = ok("PUT", LABEL, "{\"version\":1,\"expected\":0}", 422);
        assertThat(held.path("outcome").asString()).isEqualTo("held");
        assertThat(held.path("unmet").toString()).contains("suite answers with answer@1 is running");
        finished(1);

        assertThat(ok("PUT", LABEL, "{\"version\":1,\"expected\":0}", 200)
                        .path("outcome")
                        .asString())
                .isEqualTo("moved");
        finished(1);
    }

    @Test
    void aVersionThatFailsItsSuiteIsHeldWithTheReasonsAndGlassIsBrokenWithoutARun() throws Exception {
        ok("PUT", PROJECT + "/label-protections/prompt/production", "{\"gates\":[\"suite answers\"]}", 200);
        suite("No.", "");
        ok("PUT", LABEL, "{\"version\":1,\"expected\":0}", 422);
        finished(1);

        var held = ok("PUT", LABEL, "{\"version\":1,\"expected\":0}", 422);
        assertThat(held.path("unmet").toString()).contains("suite answers: ").contains("(run ");
        prompt("Now: {{question}}");
        ok("PUT", LABEL, "{\"version\":2,\"expected\":0,\"breakGlass\":true,\"reason\":\"the old one is worse\"}", 200);

        finished(1);
        var history = ok("GET", LABEL + "/history", "", 200).at("/items/0");
        assertThat(history.path("breakGlass").asBoolean()).isTrue();
    }

    @Test
    void aSuiteThatIsAboutAnotherPromptHoldsNothing() throws Exception {
        ok("PUT", PROJECT + "/label-protections/prompt/production", "{\"gates\":[\"suite answers\"]}", 200);
        ok(
                "POST",
                PROJECT + "/artifacts",
                "{\"kind\":\"prompt\",\"name\":\"other\",\"content\":{\"text\":\"x\"}}",
                201);

        ok("PUT", PROJECT + "/artifacts/prompt/other/labels/production", "{\"version\":1,\"expected\":0}", 200);
    }

    @Test
    void anEnvironmentHasAReleaseOnceItsSuitesArePassedAndARollbackNeedsNone() throws Exception {
        release();
        ok("PUT", PRODUCTION + "/gates", "{\"gates\":[\"suite answers\"]}", 200);
        assertThat(ok("POST", PRODUCTION + "/deploy", "{\"release\":1}", 422)
                        .path("unmet")
                        .toString())
                .contains("bot@1 is running");
        finished(1);
        ok("POST", PRODUCTION + "/deploy", "{\"release\":1}", 200);
        prompt("Tell me: {{question}}");
        release();
        suite("No.", "");

        var held = ok("POST", PRODUCTION + "/deploy", "{\"release\":2}", 422);
        assertThat(held.path("outcome").asString()).isEqualTo("held");
        finished(3);
        held = ok("POST", PRODUCTION + "/deploy", "{\"release\":2}", 422);
        assertThat(held.path("detail").asString()).contains("suite answers: ");
        ok("POST", PRODUCTION + "/deploy", "{\"release\":2,\"breakGlass\":true}", 400);
        var deployed = ok(
                "POST",
                PRODUCTION + "/deploy",
                "{\"release\":2,\"breakGlass\":true,\"reason\":\"the suite is wrong\"}",
                200);
        assertThat(deployed.at("/deployment/overrode").toString()).contains("suite answers");
        assertThat(ok("GET", "/api/v1/audit?limit=20", "", 200).toString()).contains("in spite of: suite answers");

        ok("POST", PRODUCTION + "/rollback", "", 200);
    }

    @Test
    void whatIsLiveIsTriedTooWhereTheSuiteComparesAndCannotTellMayPass() throws Exception {
        suite(
                "Because.",
                ",\"criteria\":[{\"metric\":\"pass\",\"regression\":{\"margin\":0.02}}],\"gate\":{\"inconclusive\":\"pass\"}");
        ok("PUT", LABEL, "{\"version\":1,\"expected\":0}", 200);
        prompt("Tell me: {{question}}");
        ok("PUT", PROJECT + "/label-protections/prompt/production", "{\"gates\":[\"suite answers\"]}", 200);

        var held = ok("PUT", LABEL, "{\"version\":2,\"expected\":1}", 422);
        assertThat(held.path("unmet").toString()).contains("answer@2").contains("answer@1");
        finished(2);

        ok("PUT", LABEL, "{\"version\":2,\"expected\":1}", 200);
    }

    @Test
    void aGateThatThereIsNotIsRefused() throws Exception {
        assertThat(ok("PUT", PROJECT + "/label-protections/prompt/production", "{\"gates\":[\"suite nothing\"]}", 400)
                        .path("detail")
                        .asString())
                .contains("'suite nothing' is no gate: suite answers");
        release();
        ok("PUT", PRODUCTION + "/gates", "{\"gates\":[\"nothing\"]}", 400);
        assertThat(ok("GET", PRODUCTION + "/gates", "", 200).path("available").toString())
                .contains("suite answers");
    }

    private void suite(String expected, String more) throws Exception {
        var content = """
                {"cases":[{"id":"c1","variables":{"question":"Why?"}},{"id":"c2","variables":{"question":"Who?"}}],"target":{"prompt":{"name":"answer"}},
                 "evaluators":{"right":{"type":"equals","value":"%s"}}%s}""".formatted(expected, more);
        if (server.ask(
                                "POST",
                                PROJECT + "/artifacts",
                                "{\"kind\":\"suite\",\"name\":\"answers\",\"content\":" + content + "}")
                        .statusCode()
                != 201) {
            ok("POST", PROJECT + "/artifacts/suite/answers/versions", "{\"content\":" + content + "}", 201);
        }
    }

    private void prompt(String text) throws Exception {
        var content = "{\"text\":\"" + text + "\",\"model\":{\"provider\":\"one\",\"name\":\"m\"}}";
        if (server.ask(
                                "POST",
                                PROJECT + "/artifacts",
                                "{\"kind\":\"prompt\",\"name\":\"answer\",\"content\":" + content + "}")
                        .statusCode()
                != 201) {
            ok("POST", PROJECT + "/artifacts/prompt/answer/versions", "{\"content\":" + content + "}", 201);
        }
    }

    private void release() throws Exception {
        ok(
                "POST",
                PROJECT + "/apps/bot/releases",
                "{\"manifest\":{\"steps\":{\"answer\":{\"prompt\":\"answer@latest\"}}}}",
                201);
    }

    /** Awaits that there are so many runs, and all are finished. */
    private void finished(int many) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var runs = ok("GET", PROJECT + "/runs", "", 200).path("items");
            assertThat(runs).hasSize(many);
            assertThat(runs.valueStream().map(it -> it.path("state").asString()))
                    .containsOnly("finished");
        });
    }

    private JsonNode ok(String method, String path, String body, int status) throws Exception {
        var answer = server.ask(method, path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(answer.body());
    }
}
