package stet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StetCommandTest {
    private static final String KEY = "{\"id\":\"k1\",\"name\":\"ci\",\"prefix\":\"stet_abcdef\","
            + "\"role\":\"developer\",\"createdAt\":\"2026-11-23T10:06:39.123456Z\",\"createdBy\":\"admin\"}";
    private static final String PROJECT =
            "{\"id\":\"p1\",\"name\":\"demo\",\"title\":\"Demo\",\"createdAt\":\"2026-11-23T10:00:00Z\"}";

    @TempDir
    Path home;

    private final Map<String, String> env = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String input = "";
    private CannedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new CannedServer().answers("GET /api/v1/projects", 200, "{\"items\":[" + PROJECT + "]}");
        env.put("STET_HOME", home.toString());
        Files.writeString(home.resolve("server.json"), "{\"url\":\"" + server.url() + "\",\"pid\":1}");
        Files.writeString(home.resolve("cli-token"), "stet_cli_token\n");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return StetCommand.run(
                args,
                env,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aKeyIsPrintedAsOneLineOfJson() {
        server.answers("POST /api/v1/projects/demo/keys", 201, "{\"key\":\"stet_abcdef1\",\"item\":" + KEY + "}");

        assertThat(run("key", "create", "--project", "demo", "--json")).isZero();

        assertThat(out())
                .startsWith("{\"key\":\"stet_abcdef1\",")
                .endsWith("}\n")
                .hasLineCount(1);
        assertThat(out())
                .contains("\"createdAt\":\"2026-11-23T10:06:39.123456Z\"")
                .doesNotContain("revokedAt");
        assertThat(err()).isEmpty();
        assertThat(server.asked)
                .containsExactly(
                        "POST /api/v1/projects/demo/keys {\"name\":\"command line\"} as Bearer stet_cli_token");
    }

    @Test
    void forPeopleTheKeyIsAloneOnStandardOutput() {
        server.answers("POST /api/v1/projects/demo/keys", 201, "{\"key\":\"stet_abcdef1\",\"item\":" + KEY + "}");

        assertThat(run("key", "create", "--name", "ci")).isZero();

        assertThat(out()).isEqualTo("stet_abcdef1\n");
        assertThat(err()).contains("It is shown only now");
    }

    @Test
    void keysAreListedAndRevokedByTheirPrefix() {
        server.answers("GET /api/v1/projects/demo/keys", 200, "{\"items\":[" + KEY + "]}")
                .answers("DELETE /api/v1/projects/demo/keys/k1", 204, "");

        assertThat(run("key", "list")).isZero();
        assertThat(out().lines())
                .containsExactly(
                        "ID  PREFIX       ROLE       NAME  CREATED                      BY     LAST USED  REVOKED",
                        "k1  stet_abcdef  developer  ci    2026-11-23T10:06:39.123456Z  admin  -          -");

        assertThat(run("key", "revoke", "stet_abcdef")).isZero();
        assertThat(out()).isEqualTo("Key k1 is revoked.\n");
        assertThat(run("key", "revoke", "stet_other")).isEqualTo(2);
        assertThat(err()).contains("no key of this project starts like that");
    }

    @Test
    void sessionsAndErrorsAreListedAndASessionIsAConversation() {
        server.answers("GET /api/v1/projects/demo/sessions", 200, """
                        {"items":[{"id":"s1","userId":"ada","traceCount":2,"failedCount":1,"inputTokens":20,
                        "outputTokens":40,"costUsd":0.5,"costPartial":true,"lastSeenAt":"2026-11-23T12:00:02Z"}]}""")
                .answers("GET /api/v1/projects/demo/sessions/s1", 200, """
                        {"id":"s1","traceCount":2,"failedCount":1,"costUsd":0.5}""")
                .answers("GET /api/v1/projects/demo/sessions/s1/traces", 200, """
                        {"items":[{"traceId":"t1","startedAt":"2026-11-23T12:00:00Z","status":"ok","durationMs":10,
                        "inputPreview":"hello","outputPreview":"hi"}]}""")
                .answers("GET /api/v1/projects/demo/errors", 200, """
                        {"items":[{"kind":"rate_limited","shape":"retry in <n> s","count":3,"traceCount":2,
                        "firstSeenAt":"2026-11-22T12:00:00Z","lastSeenAt":"2026-11-23T12:00:00Z",
                        "examples":[{"traceId":"t2"}]}],"nextCursor":"c"}""");

        assertThat(run("session", "list", "--status", "error")).isZero();
        assertThat(out())
                .contains("2       1       20         40")
                .contains(">= $0.5")
                .contains("ada   s1");
        assertThat(run("session", "show", "s1")).isZero();
        assertThat(out()).contains("2 traces, 1 failed").contains("  > hello\n  < hi\n");
        assertThat(run("error", "list")).isZero();
        assertThat(out()).contains("rate_limited  t2       retry in <n> s").contains("More with --cursor c");
        assertThat(run("error", "list", "-n", "0")).isEqualTo(2);
    }

    @Test
    void peopleAreLetInListedAndTakenOut() {
        String bo = "{\"id\":\"p1\",\"name\":\"bo\",\"administrator\":true,\"createdAt\":\"2026-11-23T10:00:00Z\"}";
        server.answers("POST /api/v1/people", 201, "{\"item\":" + bo + ",\"password\":\"made-up-1\"}")
                .answers("GET /api/v1/people", 200, "{\"items\":[" + bo + "]}")
                .answers("DELETE /api/v1/people/bo", 204, "");

        assertThat(run("user", "add", "bo", "--administrator")).isZero();
        assertThat(out()).isEqualTo("made-up-1\n");
        assertThat(err()).isEqualTo("'bo' can sign in, as an administrator. The password is shown only now.\n");
        assertThat(server.asked)
                .last()
                .asString()
                .contains("\"administrator\":true")
                .doesNotContain("password");
        assertThat(run("user", "list")).isZero();
        assertThat(out()).contains("bo    administrator  2026-11-23T10:00:00Z  -");
        assertThat(run("user", "remove", "bo")).isZero();
        assertThat(out()).contains("'bo' can no longer sign in.");
        assertThat(run("user", "add", "bo", "--password-stdin")).isEqualTo(2);
        assertThat(err()).contains("the input is empty");
    }

    @Test
    void projectsAreListedAndMade() {
        server.answers("POST /api/v1/projects", 201, PROJECT.replace("demo", "support"));

        assertThat(run("project", "list", "--json")).isZero();
        assertThat(out()).isEqualTo("{\"items\":[" + PROJECT + "]}\n");
        assertThat(run("project", "create", "support", "--title", "Support desk"))
                .isZero();
        assertThat(out()).contains("stet key create --project support");
    }

    @Test
    void aScoreIsSentAsItsValueLooks() {
        server.answers("POST /api/v1/projects/demo/scores", 200, "{\"ids\":[\"s1\"]}");

        assertThat(run("score", "add", "--trace", "t1", "--name", "helpful", "--value", "0.5", "--source", "user"))
                .isZero();
        assertThat(out()).isEqualTo("s1\n");
        assertThat(server.asked)
                .last()
                .asString()
                .contains("\"traceId\":\"t1\"", "\"name\":\"helpful\"", "\"value\":0.5", "\"source\":\"user\"");
        assertThat(run("score", "add", "--session", "s", "--name", "safe", "--value", "true", "--json"))
                .isZero();
        assertThat(server.asked).last().asString().contains("\"value\":true");
        assertThat(run("score", "add", "--name", "safe", "--value", "1")).isEqualTo(2);
        assertThat(err()).contains("--trace");
    }

    @Test
    void amongSeveralProjectsOneMustBeNamed() {
        server.answers(
                "GET /api/v1/projects", 200, "{\"items\":[" + PROJECT + "," + PROJECT.replace("demo", "other") + "]}");

        assertThat(run("key", "list")).isEqualTo(2);
        assertThat(err()).isEqualTo("stet: say which project with --project: demo, other\n");

        env.put("STET_PROJECT", "other");
        assertThat(run("key", "list")).isEqualTo(1);
        assertThat(server.asked).last().asString().startsWith("GET /api/v1/projects/other/keys");
    }

    @Test
    void aProvidersKeyComesFromInputOrTheEnvironmentAndNeverGoesToTheScreen() {
        server.answers(
                "PUT /api/v1/providers/openai",
                200,
                "{\"name\":\"openai\",\"dialect\":\"openai\",\"baseUrl\":\"https://x\",\"source\":\"saved\",\"keySet\":true}");
        input = "sk-secret\n";
        env.put("OTHER_KEY", "sk-other");

        assertThat(run("provider", "add", "openai", "--base-url", "https://x", "--key-stdin"))
                .isZero();
        assertThat(server.asked).last().asString().contains("\"apiKey\":\"sk-secret\"");
        assertThat(out() + err()).doesNotContain("sk-secret").contains("stet provider test openai");

        assertThat(run("provider", "add", "openai", "--base-url", "https://x", "--key-env", "OTHER_KEY"))
                .isZero();
        assertThat(server.asked).last().asString().contains("\"apiKey\":\"sk-other\"");

        assertThat(run("provider", "add", "openai", "--base-url", "https://x", "--no-key"))
                .isZero();
        assertThat(server.asked).last().asString().doesNotContain("apiKey");
    }

    @Test
    void withoutAPersonToAskTheProvidersKeyMustBeGiven() {
        input = "";

        assertThat(run("provider", "add", "openai", "--base-url", "https://x")).isEqualTo(2);
        assertThat(err()).contains("--key-stdin");
        assertThat(run("provider", "add", "openai", "--base-url", "https://x", "--key-stdin"))
                .isEqualTo(2);
        assertThat(err()).contains("standard input holds no key");
        assertThat(run("provider", "add", "openai", "--base-url", "https://x", "--key-env", "NOT_SET"))
                .isEqualTo(2);
        assertThat(err()).contains("NOT_SET is not set");
        assertThat(run("provider", "add", "openai", "--base-url", "https://x", "--key", "a", "--no-key"))
                .isEqualTo(2);
        assertThat(server.asked).isEmpty();
    }

    @Test
    void aProviderThatDoesNotAnswerEndsWithOne() {
        server.answers(
                        "GET /api/v1/providers",
                        200,
                        "{\"items\":[{\"name\":\"ollama\",\"dialect\":\"openai\",\"baseUrl\":\"http://127.0.0.1:11434/v1\","
                                + "\"source\":\"environment\",\"simulated\":false,\"keySet\":true,\"keyHint\":\"…abcd\",\"isDefault\":true}]}")
                .answers(
                        "POST /api/v1/providers/ollama/test",
                        200,
                        "{\"outcome\":\"unreachable\",\"detail\":\"connection refused\",\"durationMs\":1.6}");

        assertThat(run("provider", "list")).isZero();
        assertThat(out().lines().skip(1))
                .containsExactly("ollama  openai   http://127.0.0.1:11434/v1  …abcd  environment  default");
        assertThat(run("provider", "test", "ollama")).isEqualTo(1);
        assertThat(out()).isEqualTo("ollama is unreachable (2 ms): connection refused\n");
    }

    @Test
    void numbersAreAskedForAndShownByValue() {
        server.answers(
                "GET /api/v1/projects/demo/query",
                200,
                "{\"startedAt\":[],\"totals\":[5,0.25],\"series\":[{\"group\":\"value\",\"value\":\"gpt-5\",\"totals\":[3,0.25],\"buckets\":[]},"
                        + "{\"group\":\"other\",\"totals\":[2,null],\"buckets\":[]}]}");

        assertThat(run("query", "count", "sum(costUsd)", "--by", "model", "--where", "tag = vip"))
                .isZero();

        assertThat(server.asked)
                .last()
                .asString()
                .contains("/query?measure=count&measure=sum%28costUsd%29&where=tag%20%3D%20vip&by=model ");
        assertThat(out())
                .contains("MODEL    count  sum(costUsd)")
                .contains("gpt-5    3      0.25")
                .contains("(other)  2      unknown")
                .contains("(all)    5      0.25");
    }

    @Test
    void tracesAreListedWithTheFiltersThatWereGiven() {
        server.answers(
                "GET /api/v1/projects/demo/traces",
                200,
                "{\"items\":[{\"traceId\":\"t1\",\"name\":\"evil\\u001b[2Jname\",\"startedAt\":\"2026-11-23T10:00:00Z\","
                        + "\"durationMs\":1234.5,\"status\":\"ok\",\"models\":[\"gpt\"],\"totalTokens\":42,\"simulated\":true},"
                        + "{\"traceId\":\"t2\",\"name\":\"b\",\"startedAt\":\"2026-11-23T09:00:00Z\",\"durationMs\":12.34,"
                        + "\"status\":\"error\",\"models\":[],\"costUsd\":0.000120000}],\"nextCursor\":\"c2\"}");

        assertThat(run("trace", "list", "-n", "2", "--model", "a", "--model", "b", "-q", "x y", "--status", "error"))
                .isZero();

        assertThat(server.asked).last().asString().contains("/traces?limit=2&q=x%20y&status=error&model=a&model=b ");
        assertThat(out().lines())
                .containsExactly(
                        "STARTED               STATUS          DURATION  TOKENS  COST      MODEL  NAME          TRACE",
                        "2026-11-23T10:00:00Z  ok (simulated)  1.23 s    42      unknown   gpt    evil [2Jname  t1",
                        "2026-11-23T09:00:00Z  error           12.3 ms   -       $0.00012  -      b             t2",
                        "More with --cursor c2");
        assertThat(run("trace", "list", "--limit", "501")).isEqualTo(2);
        assertThat(run("trace", "list", "--since", "yesterday")).isEqualTo(2);
        assertThat(err()).contains("--since is 'yesterday'");
    }

    @Test
    void attributesThatNobodyUnderstandsAreListedByWhoSendsThem() {
        server.answers(
                "GET /api/v1/projects/demo/unmapped",
                200,
                "{\"items\":[{\"scope\":\"crewai\",\"scopeVersion\":\"0.9\",\"attribute\":\"crew.role\",\"spans\":1200,"
                        + "\"firstSeenAt\":\"2026-11-23T10:00:00Z\",\"lastSeenAt\":\"2026-11-23T11:00:00Z\",\"exampleTraceId\":\"t1\"}]}");

        assertThat(run("trace", "unmapped")).isZero();

        assertThat(out()).containsPattern("crewai +0.9 +crew.role +1,?200 +2026-11-23T11:00:00Z +t1");
    }

    @Test
    void aTraceIsShownAsATreeEvenWhenItsSpansAreInDisorder() {
        server.answers(
                "GET /api/v1/projects/demo/traces/t1",
                200,
                "{\"trace\":{\"traceId\":\"t1\",\"name\":\"billing\",\"startedAt\":\"2026-11-23T10:00:00Z\",\"status\":\"error\"},"
                        + "\"spans\":[{\"spanId\":\"c\",\"parentSpanId\":\"b\",\"name\":\"call\",\"kind\":\"generation\",\"durationMs\":5,"
                        + "\"status\":\"error\",\"errorKind\":\"timeout\",\"requestModel\":\"gpt\",\"usage\":{\"totalTokens\":3}},"
                        + "{\"spanId\":\"b\",\"parentSpanId\":\"lost\",\"name\":\"agent\",\"kind\":\"agent\",\"durationMs\":7,\"status\":\"ok\"},"
                        + "{\"spanId\":\"x\",\"parentSpanId\":\"y\",\"name\":\"loop x\",\"kind\":\"span\",\"durationMs\":1,\"status\":\"ok\"},"
                        + "{\"spanId\":\"y\",\"parentSpanId\":\"x\",\"name\":\"loop y\",\"kind\":\"span\",\"durationMs\":1,\"status\":\"ok\"}]}");

        assertThat(run("trace", "show", "t1")).isZero();

        assertThat(out().lines().skip(3))
                .containsExactly(
                        "SPAN      KIND        DURATION  TOKENS  COST     MODEL  STATUS",
                        "agent     agent       7.0 ms    -       -        -      ok",
                        "  call    generation  5.0 ms    3       unknown  gpt    error: timeout",
                        "loop x    span        1.0 ms    -       -        -      ok",
                        "  loop y  span        1.0 ms    -       -        -      ok");
    }

    @Test
    void aRefusalEndsWithOneAndTheServersWords() {
        assertThat(run("trace", "show", "nope")).isEqualTo(1);

        assertThat(err()).isEqualTo("stet: there is no page /api/v1/projects/demo/traces/nope\n");
        assertThat(out()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereEndsWithThree() {
        server.close();

        assertThat(run("project", "list")).isEqualTo(3);
        assertThat(err()).contains("nothing answers at " + server.url(), "is the server running there?");
    }

    @Test
    void beforeTheFirstStartTheMissingTokenIsExplained() throws Exception {
        Files.delete(home.resolve("cli-token"));
        Files.delete(home.resolve("server.json"));

        assertThat(run("project", "list")).isEqualTo(3);
        assertThat(err()).contains("start the server with './stet serve'");
    }

    @Test
    void theTokenOfThisMachineIsNotSentElsewhere() {
        assertThat(run("project", "list", "--url", "http://stet.invalid:7070")).isEqualTo(2);
        assertThat(err()).contains("set STET_TOKEN or STET_KEY");

        env.put("STET_KEY", "stet_other");
        assertThat(run("project", "list", "--url", server.url())).isZero();
        assertThat(server.asked).last().asString().endsWith("as Bearer stet_other");
    }

    @Test
    void wrongUseEndsWithTwoAndPointsToHelp() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("nonsense")).isEqualTo(2);
        assertThat(run("key")).isEqualTo(2);
        assertThat(run("key", "create", "--nmae", "x")).isEqualTo(2);
        assertThat(err()).contains("--nmae", "See 'stet key create --help'");
        assertThat(run("project", "list", "--url", "ftp://x")).isEqualTo(2);
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("trace", "key", "provider", "project", "doctor", "stet serve", "Exit codes");
    }

    @Test
    void theDoctorFindsAllWell() throws Exception {
        Files.writeString(home.resolve("stet-home"), "");
        server.answers(
                "GET /health/ready",
                200,
                "{\"status\":\"ready\",\"checks\":[{\"name\":\"journal\",\"ok\":true},{\"name\":\"stores\",\"ok\":true}]}");

        assertThat(run("doctor", "--json")).as(out()).isZero();

        var found = Output.JSON.readTree(out());
        assertThat(found.path("ok").asBoolean()).isTrue();
        assertThat(found.path("checks").valueStream().map(it -> it.path("name").asString()))
                .containsExactly("java", "home", "disk", "server", "journal", "stores", "caller", "providers");
    }

    @Test
    void theDoctorTestsEveryProvider() throws Exception {
        Files.writeString(home.resolve("stet-home"), "");
        server.answers("GET /health/ready", 200, "{\"status\":\"ready\",\"checks\":[]}")
                .answers(
                        "GET /api/v1/providers",
                        200,
                        "{\"items\":[{\"name\":\"openai\",\"dialect\":\"openai\",\"baseUrl\":\"https://x/v1\",\"source\":\"saved\"},"
                                + "{\"name\":\"ollama\",\"dialect\":\"openai\",\"baseUrl\":\"http://y/v1\",\"source\":\"saved\"}]}")
                .answers(
                        "POST /api/v1/providers/openai/test",
                        200,
                        "{\"outcome\":\"refused\",\"detail\":\"does not take the key (401)\",\"durationMs\":1}")
                .answers(
                        "POST /api/v1/providers/ollama/test",
                        200,
                        "{\"outcome\":\"reachable\",\"detail\":\"answers\",\"durationMs\":1}");

        assertThat(run("doctor")).isEqualTo(1);

        assertThat(out())
                .contains("WRONG provider openai: does not take the key (401)")
                .contains("-> check its key and its base URL, which is https://x/v1")
                .contains("ok    provider ollama: answers");
    }

    @Test
    void theDoctorNamesWhatIsWrongAndTheRemedy() {
        Map.of(
                        "GET /health/ready",
                        "{\"status\":\"not ready\",\"checks\":[{\"name\":\"stores\",\"ok\":false,\"detail\":\"disk full\"}]}")
                .forEach((path, body) -> server.answers(path, 503, body));

        assertThat(run("doctor")).isEqualTo(1);

        assertThat(out())
                .contains("WRONG home: " + home + " holds files that are not stet's")
                .contains("-> set STET_HOME to an empty or new folder")
                .contains("WRONG stores: disk full");
    }

    @Test
    void theDoctorSaysWhenNoServerRunsAndWhenItsPortIsTaken() throws Exception {
        server.close();
        Files.writeString(home.resolve("stet-home"), "");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            env.put("STET_PORT", Integer.toString(taken.getLocalPort()));
            assertThat(run("doctor")).isEqualTo(1);
            assertThat(out()).contains("WRONG port: " + taken.getLocalPort() + " is used by another program");
        }

        assertThat(run("doctor")).isEqualTo(3);
        assertThat(out()).contains("WRONG server: nothing answers", "start it with './stet serve'");
    }

    @Test
    void aPolicyIsChangedWhereItIsNamedAndTheRestStays() {
        server.answers(
                        "GET /api/v1/projects/demo/retention",
                        200,
                        "{\"version\":4,\"contentDays\":90,\"sampling\":{\"keepPercent\":5.0,\"afterMinutes\":60}}")
                .answers(
                        "PUT /api/v1/projects/demo/retention",
                        200,
                        "{\"version\":5,\"metadataDays\":365,\"sampling\":{\"keepPercent\":5.0,\"afterMinutes\":60}}");

        assertThat(run("retention", "set", "--content-days", "forever", "--metadata-days", "365"))
                .isZero();

        assertThat(server.asked.getLast())
                .contains(
                        "{\"version\":4,\"metadataDays\":365,\"sampling\":{\"keepPercent\":5.0,\"afterMinutes\":60}}");
        assertThat(out()).contains("Content is kept for ever, metadata 365 days", "5.0 % keep their content");
        assertThat(run("retention", "set", "--slow-ms", "5")).isEqualTo(StetCommand.USAGE);
    }

    @Test
    void aDeletionSaysHowMuchItIsUnlessItIsMeant() {
        var counts = "{\"traces\":2,\"spans\":7,\"contents\":7,\"amendments\":0,\"scores\":1,\"rejected\":0}";
        var deletion = "{\"id\":\"d1\",\"state\":\"done\",\"step\":\"done\",\"removed\":" + counts
                + ",\"check\":{\"rowsLeft\":0,\"filesSearched\":9,\"foundIn\":[]}}";
        server.answers("POST /api/v1/projects/demo/deletions/dry-run", 200, counts)
                .answers(
                        "POST /api/v1/projects/demo/deletions",
                        201,
                        "{\"id\":\"d1\",\"state\":\"waiting\",\"step\":\"waits\"}")
                .answers("GET /api/v1/projects/demo/deletions/d1", 200, deletion);

        assertThat(run("delete", "--user", "ada")).isZero();
        assertThat(out()).contains("would delete 2 traces with 7 spans, 7 of them with content", "Add --yes");

        assertThat(run("delete", "--user", "ada", "--yes")).isZero();
        assertThat(out()).contains("Deleted 2 traces", "Left: 0 rows; searched 9 files");
        assertThat(run("delete", "--user", "ada", "--session", "s")).isEqualTo(StetCommand.USAGE);
    }

    @Test
    void storageIsATableOfKinds() {
        server.answers(
                "GET /api/v1/storage",
                200,
                "{\"files\":{\"storeBytes\":1048576,\"diskBytes\":2048},\"projects\":[{\"project\":\"demo\",\"spansLastDay\":3,"
                        + "\"growthBytesPerDay\":10,\"kinds\":[{\"kind\":\"content\",\"rows\":12,\"bytes\":1536}]}]}");

        assertThat(run("storage")).isZero();

        assertThat(out()).contains("Telemetry store 1.0 MiB", "content", "12", "1.5 KiB", "3 spans");
    }

    @Test
    void scoresAreListedByWhatIsAskedAndRemoved() {
        server.answers(
                        "GET /api/v1/projects/demo/scores",
                        200,
                        "{\"items\":[{\"id\":\"s1\",\"traceId\":\"t1\",\"name\":\"helpful\",\"value\":false,\"source\":\"user\",\"at\":\"2026-11-23T10:00:00Z\"}]}")
                .answers("DELETE /api/v1/projects/demo/scores/s1", 204, "");

        assertThat(run("score", "list", "--name", "helpful")).isZero();
        assertThat(server.asked.getLast()).contains("/scores?limit=20&name=helpful");
        assertThat(out()).contains("helpful", "false", "user", "t1", "s1");
        assertThat(run("score", "remove", "s1")).isZero();
        assertThat(out()).isEqualTo("removed\n");
    }
}
