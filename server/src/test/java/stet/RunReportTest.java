package stet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.cli.StetCommand;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Runs held against each other, through REST and the command line. */
class RunReportTest {
    private static final String PROJECT = "/api/v1/projects/demo";

    @TempDir
    Path folder;

    private FailingProviders providers;
    private TestServer server;
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws Exception {
        providers = new FailingProviders();
        server = new TestServer(folder.resolve("home"), new HashMap<>(providers.settings()));
        ok("POST", PROJECT + "/artifacts", """
                {"kind":"prompt","name":"answer","content":{"text":"{{question}}","model":{"provider":"one","name":"m"}}}""", 201);
    }

    @AfterEach
    void stop() {
        server.close();
        providers.close();
    }

    @Test
    void aSuiteIsRunFromAFileAndComparedWithWhatIsInProduction() throws Exception {
        save("{'metric':'pass','regression':{'margin':0.1}}", "Because.");
        ok("PUT", PROJECT + "/artifacts/prompt/answer/labels/production", "{\"expected\":0,\"version\":1}", 200);
        assertThat(run("eval", "run", "answers", "--baseline", "production")).isEqualTo(1);
        assertThat(err).contains("no run of the suite with answer@1 is finished");
        assertThat(run("eval", "run", "answers", "--name", "first", "--inconclusive", "pass"))
                .as(out + err)
                .isZero();
        assertThat(err).contains("has begun: 40 items", "40/40 items, 40 pass, 0 fail, 0 error");

        assertThat(run("eval", "run", "answers", "--baseline", "production"))
                .as(out + err)
                .isZero();
        assertThat(out).contains("Passed: answers@1", "pass no worse than the baseline's by 0.1", "40 unchanged");

        providers.say("Perhaps.");
        var page = folder.resolve("report.html");
        assertThat(run("eval", "run", "answers", "--baseline", "previous", "--output", page.toString()))
                .as(out + err)
                .isEqualTo(2);
        assertThat(out).contains("Regression: answers@1", "40 regressed");
        assertThat(Files.readString(page)).contains("Perhaps.", "Because.");

        var history = ok("GET", PROJECT + "/suites/answers/history", "", 200).path("items");
        assertThat(history).hasSize(4);
        assertThat(history.at("/0/metrics/0/mean/mean").asDouble()).isZero();
        assertThat(history.at("/3/target").asString()).isEqualTo("answer@1");
        var map = ok("GET", PROJECT + "/suites/answers/heat-map?limit=2", "", 200);
        assertThat(map.path("runs")).hasSize(2);
        assertThat(map.path("rows")).hasSize(40);
        assertThat(map.at("/rows/0/passes").toString()).isEqualTo("[1.0,0.0]");

        String worse = history.at("/0/runId").asString();
        String better = history.at("/1/runId").asString();
        var comparison = ok("GET", PROJECT + "/runs/" + worse + "/comparison?baseline=" + better, "", 200);
        assertThat(comparison.at("/changes/REGRESSED").asInt()).isEqualTo(40);
        assertThat(ok("GET", PROJECT + "/runs/" + worse + "/verdict?baseline=" + better, "", 200)
                        .path("outcome")
                        .asString())
                .isEqualTo("REGRESSION");
        assertThat(ok("GET", PROJECT + "/runs/" + worse + "/verdict", "", 200)
                        .path("outcome")
                        .asString())
                .isEqualTo("INCONCLUSIVE");
        ok("GET", PROJECT + "/runs/" + worse + "/comparison", "", 400);
        ok("GET", PROJECT + "/runs/nothing/verdict", "", 400);
        ok("GET", PROJECT + "/runs/" + worse + "/verdict?baseline=nowhere", "", 404);
        assertThat(run("eval", "compare", worse, better, "--format", "junit")).isEqualTo(2);
        assertThat(out).startsWith("<?xml");
        assertThat(run("eval", "compare", better)).isEqualTo(3);
        assertThat(run("eval", "runs", "--suite", "answers")).isZero();
        assertThat(out).contains(worse, "answer@1", "finished");
    }

    @Test
    void aSuiteNeedNotBeSaved() throws Exception {
        var suite = Files.writeString(folder.resolve("suite.yaml"), """
                cases:
                  - {id: one, variables: {question: Why?}}
                target: {prompt: {name: answer}}
                evaluators:
                  because: {type: contains, value: Because}
                """);

        assertThat(run(
                        "eval",
                        "run",
                        suite.toString(),
                        "--prompt",
                        "answer@1",
                        "--repetitions",
                        "2",
                        "--format",
                        "json"))
                .as(out + err)
                .isZero();
        var report = Json.MAPPER.readTree(out);
        assertThat(report.at("/verdict/outcome").asString()).isEqualTo("PASS");
        assertThat(report.path("cases")).hasSize(2);

        providers.fails("one", 400);
        assertThat(run("eval", "run", suite.toString())).as(out + err).isEqualTo(3);
        assertThat(run("eval", "run", suite.toString(), "--model", "m")).isEqualTo(1);
        assertThat(run("eval", "run", folder.resolve("no.yaml").toString())).isEqualTo(1);
        assertThat(err).contains("there is no file");
        Files.writeString(suite, "cases: []\ncriterias: []\n");
        assertThat(run("eval", "run", suite.toString())).isEqualTo(1);
        assertThat(err).contains("criterias");
    }

    @Test
    void aPromptfooConfigurationBecomesASuiteThatRuns() throws Exception {
        Files.writeString(folder.resolve("ask.txt"), "Answer: {{ question }}");
        var config = Files.writeString(folder.resolve("promptfooconfig.yaml"), """
                description: Why
                prompts: ['file://ask.txt']
                providers: ['openai:gpt-test', 'ollama:llama']
                sharing: true
                defaultTest:
                  assert: [{type: not-icontains, value: sorry}]
                tests:
                  - vars: {question: Why?}
                    assert: [{type: contains, value: Because}, {type: llm-rubric, value: polite}, {type: regex, value: '^B'}]
                  - vars: {question: How?}
                """);

        assertThat(run("eval", "convert", config.toString(), "--name", "why", "--folder", folder.toString()))
                .as(err)
                .isZero();
        assertThat(out)
                .contains(
                        "not taken over: sharing",
                        "not taken over: providers[1]: 'ollama:llama'",
                        "not taken over: tests[0].assert[1]: 'llm-rubric'");
        assertThat(Files.readString(folder.resolve("prompts/why.md"))).contains("Answer: {{ question }}");
        var suite = folder.resolve("suites/why.yaml");
        assertThat(run("eval", "run", suite.toString(), "--prompt", "answer", "--format", "json"))
                .as(out + err)
                .isZero();
        assertThat(Json.MAPPER.readTree(out).path("cases")).hasSize(2);
        assertThat(run("eval", "convert", config.toString(), "--name", "why", "--folder", folder.toString()))
                .isEqualTo(1);
        assertThat(err).contains("is there already");
    }

    private void save(String criterion, String expected) throws Exception {
        var cases = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            cases.append(i == 0 ? "" : ",").append("{'id':'c").append(i).append("','variables':{'question':'Why ");
            cases.append(i).append("?'}}");
        }
        ok(
                "POST",
                PROJECT + "/artifacts",
                ("{'kind':'suite','name':'answers','content':{'cases':[" + cases
                                + "],'target':{'prompt':{'name':'answer'}},'evaluators':{'right':{'type':'equals','value':'"
                                + expected + "'}},'criteria':[" + criterion + "]}}")
                        .replace('\'', '"'),
                201);
    }

    private JsonNode ok(String method, String path, String body, int status) throws Exception {
        var answer = server.ask(method, path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return answer.body().isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(answer.body());
    }

    private int run(String... arguments) {
        var written = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        int code = StetCommand.run(
                arguments,
                Map.of("STET_HOME", folder.resolve("home").toString()),
                new PrintStream(written, true, UTF_8),
                new PrintStream(errors, true, UTF_8));
        out = written.toString(UTF_8);
        err = errors.toString(UTF_8);
        return code;
    }
}
