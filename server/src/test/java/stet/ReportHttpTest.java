package stet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import stet.cli.StetCommand;
import stet.platform.json.Json;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportHttpTest {
    private static final String REPORT = "/api/v1/projects/demo/evaluations/report";

    @TempDir
    Path folder;

    private TestServer server;
    private String out = "";
    private String err = "";

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new TestServer(home, Map.of());
        this.home = home;
    }

    private Path home = Path.of(".");

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void resultsFromElsewhereAreComparedAndJudged() throws Exception {
        var answer = server.ask(
                "POST",
                REPORT,
                "{\"title\":\"bot\",\"candidate\":{\"items\":" + items(60, 20) + "},\"baseline\":{\"items\":"
                        + items(60, 0) + "}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var report = Json.MAPPER.readTree(answer.body());
        assertThat(report.at("/verdict/outcome").asString()).isEqualTo("REGRESSION");
        assertThat(report.at("/comparison/changes/REGRESSED").asInt()).isEqualTo(20);
        assertThat(report.at("/comparison/metrics/0/pairs").asInt()).isEqualTo(60);
    }

    @Test
    void whatIsWrongWithResultsIsNamed() throws Exception {
        assertThat(detail("{}")).startsWith("candidate: is missing");
        assertThat(detail("{\"candidate\":{\"items\":[]}}")).startsWith("candidate.items: is no list");
        assertThat(detail("{\"candidate\":{\"items\":[{\"caseId\":\"a\"},{\"caseId\":\"a\"}]}}"))
                .startsWith("candidate.items[1]: repetition 1 of case 'a' is there twice");
        assertThat(detail("{\"candidate\":{\"items\":[{\"caseId\":\"a\",\"scores\":[{\"evaluator\":\"x\","
                        + "\"pass\":true,\"score\":2}]}]}}"))
                .startsWith("candidate.items[0].scores[0].score: 2.0 does not lie from 0 to 1");
        assertThat(detail("{\"candidate\":{\"items\":[{\"caseId\":\"a\"}]},\"criteria\":[{\"metric\":\"pass\"}]}"))
                .startsWith("criteria[0]: demands nothing");
        assertThat(server.ask("POST", REPORT + "?format=pdf", "{\"candidate\":{\"items\":[{\"caseId\":\"a\"}]}}")
                        .body())
                .contains("'pdf' is none of table, json, html, junit, markdown");
    }

    @Test
    void theCommandLineEndsAsTheVerdictSays() throws Exception {
        var good = results("good.jsonl", 60, 0);
        var bad = results("bad.jsonl", 60, 20);
        var page = folder.resolve("report.html");
        var xml = folder.resolve("report.xml");

        assertThat(run("eval", "check", good.toString())).as(err).isZero();
        assertThat(out).contains("Passed: good.jsonl", "60 items: 60 pass");
        assertThat(run(
                        "eval",
                        "check",
                        bad.toString(),
                        "--baseline",
                        good.toString(),
                        "--output",
                        page.toString(),
                        "--output",
                        xml.toString()))
                .as(err)
                .isEqualTo(2);
        assertThat(out).contains("Regression: bad.jsonl", "20 regressed");
        assertThat(Files.readString(page)).contains("<svg", "Regression");
        assertThat(Files.readString(xml)).contains("<testsuites");

        var few = results("few.jsonl", 3, 0);
        assertThat(run("eval", "check", few.toString(), "--baseline", few.toString()))
                .isEqualTo(3);
        assertThat(run("eval", "check", few.toString(), "--baseline", few.toString(), "--inconclusive", "pass"))
                .isZero();
        assertThat(run("eval", "check", few.toString(), "--baseline", few.toString(), "--inconclusive", "fail"))
                .isEqualTo(2);
    }

    @Test
    void criteriaComeFromASuitesFile() throws Exception {
        var bad = results("half.jsonl", 60, 20);
        var suite = Files.writeString(folder.resolve("suite.yaml"), "criteria:\n  - metric: pass\n    min: 0.6\n");

        assertThat(run("eval", "check", bad.toString(), "--suite", suite.toString(), "--format", "markdown"))
                .as(err)
                .isZero();
        assertThat(out).startsWith("### ✅ Passed: half.jsonl").contains("pass at least 0.6");
    }

    @Test
    void aFileThatIsNoResultsIsRefusedByLine() throws Exception {
        var broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"caseId\":\"a\"}\n\nnot json\n");

        assertThat(run("eval", "check", broken.toString())).isEqualTo(1);
        assertThat(err).contains("broken.jsonl, line 3: this is not JSON");
        assertThat(run("eval", "check", folder.resolve("none.jsonl").toString()))
                .isEqualTo(1);
        assertThat(err).contains("none.jsonl cannot be read");
        assertThat(run("eval", "check", broken.toString(), "--output", "report.pdf"))
                .isEqualTo(1);
        assertThat(err).contains("'report.pdf' ends in none of .txt, .json, .html, .xml, .md");
    }

    @Test
    void whatIsNoVerdictEndsWithOne() throws Exception {
        var good = results("asked.jsonl", 3, 0);

        assertThat(run("eval", "check")).isEqualTo(1);
        assertThat(run("eval", "check", good.toString(), "--format", "pdf")).isEqualTo(1);
        assertThat(run("eval", "check", good.toString(), "--url", "http://127.0.0.1:1"))
                .isEqualTo(1);
        assertThat(err).contains("nothing answers at http://127.0.0.1:1");
    }

    private String detail(String body) throws Exception {
        var answer = server.ask("POST", REPORT, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        return Json.MAPPER.readTree(answer.body()).path("detail").asString();
    }

    private static String items(int cases, int fails) {
        return IntStream.range(0, cases)
                .mapToObj(it -> item(it, it >= fails))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String item(int number, boolean pass) {
        return "{\"caseId\":\"case-" + number + "\",\"output\":\"answer\",\"latencyMs\":" + (100 + number)
                + ",\"scores\":[{\"evaluator\":\"polite\",\"pass\":" + pass + ",\"reason\":\"so\"}]}";
    }

    private Path results(String name, int cases, int fails) throws Exception {
        return Files.writeString(
                folder.resolve(name),
                IntStream.range(0, cases).mapToObj(it -> item(it, it >= fails)).collect(Collectors.joining("\n")));
    }

    private int run(String... arguments) {
        var written = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        int code = StetCommand.run(
                arguments,
                Map.of("STET_HOME", home.toString()),
                new PrintStream(written, true, UTF_8),
                new PrintStream(errors, true, UTF_8));
        out = written.toString(UTF_8);
        err = errors.toString(UTF_8);
        return code;
    }
}
