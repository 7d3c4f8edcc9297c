package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** A person's data and traces, deleted from a whole server. */
class DeletionTest {
    private static final String ADA = "ada-7731-lovelace";
    private static final String MARKER = "Zq8842 my card was charged twice Xw1109";
    private static final String DELETIONS = "/api/v1/projects/demo/deletions";
    private final Instant yesterday = Instant.now().minus(Duration.ofDays(1));

    @TempDir
    Path home;

    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void nothingOfAPersonIsLeftInAnyFile() throws Exception {
        send(
                span("a1", ADA, MARKER, yesterday),
                span("a2", ADA, MARKER, yesterday),
                span("b1", "bob-4410", "hello", yesterday));
        server.post(
                "/v1/traces",
                spans(span("c1", ADA, MARKER, yesterday).replace("\"spanId\":\"c100000000000000\",", "")));
        server.post(
                "/api/v1/projects/demo/scores",
                "{\"items\":[{\"traceId\":\"%s\",\"name\":\"helpful\",\"value\":false,\"comment\":\"%s\"}]}"
                        .formatted(trace("a1"), MARKER));
        awaitTrace("a1");
        assertThat(filesWith(ADA)).isNotEmpty();

        var counts = ask("/dry-run", "{\"user\":\"" + ADA + "\"}");
        assertThat(List.of(number(counts, "traces"), number(counts, "spans"), number(counts, "rejected")))
                .containsExactly(2L, 2L, 1L);
        assertThat(server.json("/api/v1/projects/demo/traces").path("items")).hasSize(3);

        var done = awaitDone(ask("", "{\"user\":\"" + ADA + "\",\"reason\":\"asked by letter\"}"));

        assertThat(number(done.path("removed"), "traces")).isEqualTo(2);
        assertThat(number(done.path("removed"), "scores")).isEqualTo(1);
        assertThat(number(done.path("removed"), "rejected")).isEqualTo(1);
        assertThat(number(done.path("check"), "rowsLeft")).isZero();
        assertThat(number(done.path("check"), "filesSearched")).isPositive();
        assertThat(done.path("check").path("foundIn")).isEmpty();
        assertThat(done.path("reason").asString()).isEqualTo("asked by letter");
        assertThat(filesWith(ADA)).isEmpty();
        assertThat(filesWith(MARKER)).isEmpty();
        assertThat(filesWith("Zq8842")).isEmpty();
        assertThat(server.get("/api/v1/projects/demo/traces/" + trace("a1")).statusCode())
                .isEqualTo(404);
        assertThat(server.get("/api/v1/projects/demo/traces/" + trace("b1")).statusCode())
                .isEqualTo(200);
        assertThat(server.json("/api/v1/projects/demo/rejected").path("items")).isEmpty();
        assertThat(server.get("/api/v1/audit?action=data%20deleted").body())
                .contains(done.path("subject").asString())
                .doesNotContain(ADA);
        assertThat(server.get(DELETIONS).body()).doesNotContain(ADA);
    }

    @Test
    void whatComesLateOfTheTimeBeforeIsRemovedAndWhatHappensLaterStays() throws Exception {
        send(span("a1", ADA, MARKER, yesterday));
        awaitTrace("a1");
        var done = awaitDone(ask("", "{\"user\":\"" + ADA + "\"}"));
        assertThat(done.path("watchedUntil").isString()).isTrue();

        send(
                span("a2", ADA, MARKER, yesterday),
                span("a3", ADA, "I am back", Instant.now().plusSeconds(1)));
        awaitTrace("a2");
        server.stet.wiring().deletion.look();

        assertThat(server.get("/api/v1/projects/demo/traces/" + trace("a2")).statusCode())
                .isEqualTo(404);
        assertThat(server.get("/api/v1/projects/demo/traces/" + trace("a3")).statusCode())
                .isEqualTo(200);
        var later = server.json(DELETIONS + "/" + done.path("id").asString());
        assertThat(number(later.path("late"), "traces")).isEqualTo(1);
    }

    @Test
    void aDeletionThatWasInterruptedGoesOnAfterARestart() throws Exception {
        send(span("a1", ADA, MARKER, yesterday));
        awaitTrace("a1");
        var asked = ask("", "{\"session\":\"session-of-" + ADA + "\"}");

        server.close();
        server = new TestServer(home, Map.of());

        assertThat(number(awaitDone(asked).path("check"), "rowsLeft")).isZero();
        assertThat(filesWith(ADA)).isEmpty();
    }

    @Test
    void tracesGoByIdAndByFilter() throws Exception {
        send(
                span("a1", ADA, MARKER, yesterday),
                span("b1", "bob-4410", "hello", yesterday),
                span("c1", "eve-1", "hello", yesterday));
        awaitTrace("c1");

        var byId = awaitDone(ask("", "{\"traceIds\":[\"%s\"],\"files\":true}".formatted(trace("a1"))));
        assertThat(byId.path("subject").asString()).isEqualTo("1 trace");
        assertThat(byId.path("check").path("foundIn")).isEmpty();
        var byFilter = awaitDone(ask("", "{\"where\":\"user = bob-4410\"}"));
        assertThat(number(byFilter.path("removed"), "spans")).isEqualTo(1);
        assertThat(byFilter.path("subject").asString()).doesNotContain("bob");

        assertThat(server.json("/api/v1/projects/demo/traces").path("items"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("traceId").asString()).isEqualTo(trace("c1")));
    }

    @Test
    void aRequestThatMeansNothingOrTooMuchIsRefused() throws Exception {
        assertThat(admin("", "{}").statusCode()).isEqualTo(400);
        assertThat(admin("", "{\"user\":\"a\",\"session\":\"b\"}").body()).contains("say one of 'user'");
        assertThat(admin("", "{\"user\":\" \"}").statusCode()).isEqualTo(400);
        assertThat(admin("", "{\"traceIds\":[]}").statusCode()).isEqualTo(400);
        assertThat(admin("", "{\"where\":\"nonsense\"}").statusCode()).isEqualTo(400);
        assertThat(admin("", "{\"user\":\"a\",\"from\":\"2026-01-01T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.post(DELETIONS, "{\"user\":\"a\"}").statusCode()).isEqualTo(403);
        assertThat(server.get(DELETIONS + "/nothing").statusCode()).isEqualTo(404);
    }

    private JsonNode awaitDone(JsonNode asked) {
        var path = DELETIONS + "/" + asked.path("id").asString();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !List.of("waiting", "running")
                        .contains(server.json(path).path("state").asString()));
        try {
            var deletion = server.json(path);
            assertThat(deletion.path("problem").asString("")).isEmpty();
            assertThat(deletion.path("state").asString()).isEqualTo("done");
            return deletion;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode ask(String operation, String body) throws Exception {
        var answer = admin(operation, body);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return Json.MAPPER.readTree(answer.body());
    }

    private java.net.http.HttpResponse<String> admin(String operation, String body) throws Exception {
        return server.send(
                HttpRequest.newBuilder()
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                DELETIONS + operation,
                Files.readString(home.resolve("cli-token")).strip());
    }

    private List<String> filesWith(String text) throws Exception {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        try (var files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, wanted))
                    .map(file -> home.relativize(file).toString())
                    .toList();
        }
    }

    private static boolean holds(Path file, byte[] wanted) {
        try {
            var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return bytes.contains(new String(wanted, StandardCharsets.ISO_8859_1));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void awaitTrace(String name) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.get("/api/v1/projects/demo/traces/" + trace(name))
                                .statusCode()
                        == 200);
    }

    private void send(String... spans) throws Exception {
        assertThat(server.post("/v1/traces", spans(spans)).statusCode()).isEqualTo(200);
    }

    private static String spans(String... spans) {
        return "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + String.join(",", spans) + "]}]}]}";
    }

    private static String trace(String name) {
        return name + "0".repeat(30);
    }

    private static String span(String name, String user, String text, Instant at) {
        long nanos = at.getEpochSecond() * 1_000_000_000L;
        return """
                {"name":"chat","traceId":"%s","spanId":"%s","startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[
                  {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                  {"key":"user.id","value":{"stringValue":"%s"}},
                  {"key":"session.id","value":{"stringValue":"session-of-%s"}},
                  {"key":"input.value","value":{"stringValue":"%s"}}]}""".formatted(trace(name), name + "0".repeat(14), nanos, nanos + 1_000_000, user, user, text);
    }

    private static long number(JsonNode node, String field) {
        return node.path(field).asLong(-1);
    }
}
