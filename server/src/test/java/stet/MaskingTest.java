package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.cli.StetCommand;
import stet.client.Masking;
import stet.client.StetClient;
import stet.client.StetException;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Masking rules over every way in: what they take out is in no file of the home. */
class MaskingTest {
    private static final String EMAIL = "ada.lovelace@example.com";
    private static final String CARD = "4111111111111111";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String RULES = """
            [{"name":"pii","kind":"personal-data"},
             {"name":"headers","kind":"drop","names":["http.request.header.*"]},
             {"name":"who","kind":"hash","names":["user.id"]}]""";

    @TempDir
    Path home;

    private TestServer server;
    private Masking masking;
    private String openKey;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home, Map.of("STET_SIMULATED", "true"));
        masking = admin().masking("demo");
        masking.put(0, json(RULES));
        var access = server.stet.wiring().access;
        access.projects().create(access.callers().server(), "open", null);
        openKey =
                access.keys().create(access.callers().server(), "open", "test").key();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void spansKeepNothingOfWhatIsMaskedAndSayWhatWasDone() throws Exception {
        send("/v1/traces", spans(), server.key);

        var span = stored(TRACE);
        assertThat(span.at("/input/0/parts/0/text").asString()).isEqualTo("I am [email]");
        assertThat(span.at("/attributes/note").asString()).isEqualTo("card [card]");
        assertThat(span.at("/attributes").has("http.request.header.cookie")).isFalse();
        assertThat(span.path("userId").asString()).startsWith("hmac:");
        assertThat(span.path("errorMessage").asString()).isEqualTo("[email] is unknown");
        assertThat(span.path("masked")).isEqualTo(json("{\"card\":1,\"email\":2,\"headers\":1,\"who\":1}"));
        assertThat(server.get("/metrics").body()).contains("stet_masked_total{kind=\"card\"} 1.0");
        assertThatNoFileHolds(EMAIL, CARD, "session-cookie", "ada-the-user");
    }

    @Test
    void aProjectWithoutRulesIsStoredAsItCameWhichShowsThatTheSearchFinds() throws Exception {
        send("/v1/traces", spans(), openKey);
        send("/v1/chat/completions", call("plain-" + EMAIL, false), openKey);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(filesWith("plain-" + EMAIL)).isNotEmpty());
        assertThat(filesWith(CARD)).isNotEmpty();
    }

    @Test
    void callsThroughTheGatewayAreMaskedBeforeTheirRecordIsWritten() throws Exception {
        send("/v1/chat/completions", call("plain " + EMAIL, false), server.key);
        send("/v1/chat/completions", call("stream " + EMAIL, true), server.key);
        send("/v1/chat/completions", call("x".repeat(700_000) + " large " + EMAIL, false), server.key);
        send("/v1/chat/completions", call("refused " + EMAIL, false).replace("simulated-large", "nobody"), server.key);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.json("/api/v1/projects/demo/traces")
                                .path("items")
                                .size()
                        == 4);
        var texts = new ArrayList<String>();
        for (var row : server.json("/api/v1/projects/demo/traces").path("items")) {
            var span = stored(row.path("traceId").asString());
            texts.add(span.path("input").toString().replaceAll("x{100,}", "…"));
            assertThat(span.path("masked").path("email").asInt()).isPositive();
        }
        assertThat(String.join("\n", texts))
                .contains("plain [email]", "stream [email]", "large [email]", "refused [email]");
        assertThatNoFileHolds(EMAIL);
    }

    @Test
    void logsThatComeBeforeTheirSpanAndAfterItAreMasked() throws Exception {
        send("/v1/logs", log("gen_ai.user.message", "first " + EMAIL), server.key);
        send("/v1/traces", spans(), server.key);
        stored(TRACE);
        send("/v1/logs", log("gen_ai.user.message", "second " + EMAIL), server.key);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> stored(TRACE).path("input").toString().contains("second [email]"));
        assertThat(stored(TRACE).path("input").toString()).contains("first [email]");
        assertThat(stored(TRACE).path("masked").path("email").asInt()).isGreaterThan(2);
        assertThatNoFileHolds(EMAIL);
    }

    @Test
    void scoresAreMasked() throws Exception {
        send("/v1/traces", spans(), server.key);
        send(
                "/api/v1/projects/demo/scores",
                "{\"items\":[{\"traceId\":\"" + TRACE + "\",\"name\":\"helpful\",\"value\":true,\"comment\":\"" + EMAIL
                        + " liked it\"}]}",
                server.key);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.get("/api/v1/projects/demo/traces/" + TRACE)
                        .body()
                        .contains("[email] liked it"));
        assertThatNoFileHolds(EMAIL);
    }

    @Test
    void aRejectedRecordKeepsItsReasonAndNotItsPayload() throws Exception {
        send(
                "/v1/traces",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"" + EMAIL + "\"}]}]}]}",
                server.key);

        var item = admin().rejected("demo").list(1, null, null).items().getFirst();
        assertThat(item.reason()).isEqualTo("it has neither a trace id nor a span id");
        assertThat(item.whole()).isFalse();
        assertThat(item.bytes()).isPositive();
        assertThat(admin().rejected("demo").get(item.id()).payload()).isEmpty();
        assertThatExceptionOfType(StetException.class)
                .isThrownBy(() -> admin().rejected("demo").replay(item.id()))
                .withMessageContaining("masking rules");
        assertThatNoFileHolds(EMAIL);
    }

    @Test
    void changedRulesHoldAtOnceAndAfterARestart() throws Exception {
        masking.put(1, json("[{\"name\":\"short\",\"kind\":\"cut\",\"bytes\":4}]"));
        server.close();
        server = new TestServer(home, Map.of());

        send("/v1/traces", spans(), server.key);

        assertThat(stored(TRACE).at("/input/0/parts/0/text").asString()).isEqualTo("I am");
        assertThat(stored(TRACE).at("/attributes/stet.cut/input/bytes").asInt()).isEqualTo(EMAIL.length() + 1);
    }

    @Test
    void aChangeOfAnOldVersionIsRefusedAndWhatWasDoneIsOnRecord() {
        assertThatExceptionOfType(StetException.class)
                .isThrownBy(() -> masking.put(0, json("[]")))
                .withMessageContaining("version 1");
        assertThat(masking.put(1, json("[]")).version()).isEqualTo(2);

        assertThatExceptionOfType(StetException.class)
                .as("a key may look, not change")
                .isThrownBy(() -> keyed().put(2, json(RULES)))
                .withMessageContaining("masking rules");
        assertThat(keyed().get().rules()).isEmpty();
        assertThatExceptionOfType(StetException.class).isThrownBy(() -> keyed().attempt(null, json("\"x\"")));
    }

    @Test
    void everyChangeIsInTheAudit() throws Exception {
        var entries = server.json("/api/v1/audit?action=masking%20changed").path("items");

        assertThat(entries.get(0).path("subject").asString()).isEqualTo("version 1: pii, headers, who");
        assertThat(entries.get(0).path("project").asString()).isEqualTo("demo");
    }

    @Test
    void rulesAreTriedOutWithoutKeepingAnything() throws Exception {
        var saved = masking.attempt(null, json("\"mail " + EMAIL + "\""));
        var others = masking.attempt(json("[{\"name\":\"short\",\"kind\":\"cut\",\"bytes\":2}]"), json("\"mail\""));

        assertThat(saved.content()).isEqualTo(json("\"mail [email]\""));
        assertThat(saved.hits()).containsExactly(Map.entry("email", 1));
        assertThat(others.content()).isEqualTo(json("\"ma\""));
        assertThat(String.valueOf(others.cut())).startsWith("{\"input\":{\"bytes\":2,");
        assertThat(masking.get().version()).isEqualTo(1);
    }

    @Test
    void theCommandLineShowsSetsAndTries() throws Exception {
        assertThat(run("masking", "show"))
                .startsWith("0 version 1")
                .contains("pii", "personal-data", "http.request.header.*");
        var file = home.resolveSibling("rules.json");
        Files.writeString(
                file,
                "{\"version\":1,\"rules\":[{\"name\":\"cust\",\"kind\":\"pattern\",\"pattern\":\"C-[0-9]+\",\"replacement\":\"#\"}]}");

        assertThat(run("masking", "try", "C-12 and " + EMAIL)).contains("C-12 and [email]", "email: 1");
        assertThat(run("masking", "try", "--file", file.toString(), "C-12")).contains("#");
        assertThat(run("masking", "set", "--file", file.toString())).startsWith("0 version 2");
        assertThat(run("masking", "set", "--file", file.toString()))
                .startsWith("1 ")
                .contains("version 2");
        Files.writeString(file, "{}");
        assertThat(run("masking", "set", "--file", file.toString())).startsWith("2 ");
    }

    private StetClient admin() throws IOException {
        return StetClient.to(
                server.stet.url(), Files.readString(home.resolve("cli-token")).strip());
    }

    private Masking keyed() {
        return StetClient.to(server.stet.url(), server.key).masking("demo");
    }

    private HttpResponse<String> send(String path, String body, String key) throws Exception {
        return server.send(
                HttpRequest.newBuilder()
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(body)),
                path,
                key);
    }

    private JsonNode stored(String trace) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.get("/api/v1/projects/demo/traces/" + trace).statusCode() == 200);
        try {
            return server.json("/api/v1/projects/demo/traces/" + trace)
                    .path("spans")
                    .path(0);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Also after a stop, which writes down everything there is. */
    private void assertThatNoFileHolds(String... secrets) throws IOException {
        for (String secret : secrets) {
            assertThat(filesWith(secret)).isEmpty();
        }
        server.close();
        for (String secret : secrets) {
            assertThat(filesWith(secret)).isEmpty();
        }
    }

    private List<Path> filesWith(String secret) throws IOException {
        try (var files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(it -> holds(it, secret))
                    .toList();
        }
    }

    private static boolean holds(Path file, String secret) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(secret);
        } catch (IOException gone) {
            return false;
        }
    }

    private static String spans() {
        return "{\"resourceSpans\":[{\"scopeSpans\":[{\"scope\":{\"name\":\"s\"},\"spans\":[{\"name\":\"chat\",\"traceId\":\""
                + TRACE
                + "\",\"spanId\":\"b7ad6b7169203331\",\"startTimeUnixNano\":\"1790000000000000000\",\"endTimeUnixNano\":\"1790000000000000001\","
                + "\"status\":{\"code\":2,\"message\":\"" + EMAIL + " is unknown\"},\"attributes\":["
                + attribute("gen_ai.operation.name", "chat") + ","
                + attribute(
                        "gen_ai.input.messages",
                        "[{\\\"role\\\":\\\"user\\\",\\\"parts\\\":[{\\\"type\\\":\\\"text\\\",\\\"content\\\":\\\"I am "
                                + EMAIL + "\\\"}]}]")
                + ","
                + attribute("note", "card " + CARD) + ","
                + attribute("http.request.header.cookie", "session-cookie") + ","
                + attribute("user.id", "ada-the-user") + "]}]}]}]}";
    }

    private static String attribute(String key, String value) {
        return "{\"key\":\"" + key + "\",\"value\":{\"stringValue\":\"" + value + "\"}}";
    }

    private static String log(String event, String content) {
        return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"1790000000000000000\",\"traceId\":\""
                + TRACE
                + "\",\"spanId\":\"b7ad6b7169203331\",\"eventName\":\"" + event
                + "\",\"body\":{\"kvlistValue\":{\"values\":["
                + attribute("content", content) + "]}}}]}]}]}";
    }

    private static String call(String text, boolean stream) {
        return "{\"model\":\"simulated-large\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    /** The exit code and what was printed. */
    private String run(String... arguments) throws IOException {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int exit = StetCommand.run(
                arguments,
                Map.of(
                        "STET_URL", server.stet.url().toString(),
                        "STET_TOKEN",
                                Files.readString(home.resolve("cli-token")).strip(),
                        "STET_PROJECT", "demo"),
                out,
                out);
        return exit + " " + printed.toString(StandardCharsets.UTF_8);
    }
}
