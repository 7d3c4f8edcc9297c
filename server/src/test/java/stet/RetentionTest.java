package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** How long data is kept, decided and carried out in a whole server. */
class RetentionTest {
    private static final String RETENTION = "/api/v1/projects/demo/retention";
    private static final String OLD = "0a".repeat(16);
    private static final String NEW = "0b".repeat(16);

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
    void contentThatIsOldGoesAndTheTraceSaysSo() throws Exception {
        send(OLD, Duration.ofDays(8), false);
        send(NEW, Duration.ofDays(1), false);
        assertThat(json(RETENTION)).isEqualTo(Json.MAPPER.readTree("{\"version\":0}"));

        var decided = decide("{\"version\":0,\"contentDays\":7,\"metadataDays\":30}");
        assertThat(decided.path("version").asInt()).isEqualTo(1);
        server.stet.wiring().retention.sweep();

        var old = json("/api/v1/projects/demo/traces/" + OLD);
        assertThat(old.path("spans").path(0).path("contentRemoved").asBoolean()).isTrue();
        assertThat(old.path("spans").path(0).has("input")).isFalse();
        assertThat(old.path("spans").path(0).path("userId").asString()).isEqualTo("ada");
        assertThat(json("/api/v1/projects/demo/traces/" + OLD + "/spans/00000000000000aa")
                        .path("contentRemoved")
                        .asBoolean())
                .isTrue();
        var fresh = json("/api/v1/projects/demo/traces/" + NEW).path("spans").path(0);
        assertThat(fresh.has("contentRemoved")).isFalse();
        assertThat(fresh.path("input").toString()).contains("where is my money");
        var standing = json(RETENTION);
        assertThat(standing.path("contentBeforeDays").asInt()).isEqualTo(7);
        assertThat(standing.path("lastRemoval").path("contents").asInt()).isEqualTo(1);
        assertThat(standing.path("lastRemoval").path("contentBytes").asInt()).isPositive();
        assertThat(standing.has("problem")).isFalse();
        assertThat(server.get("/metrics").body()).contains("stet_retention_removed_total{what=\"contents\"} 1.0");
        assertThat(server.get("/api/v1/audit?action=retention%20changed").body())
                .contains("content 7 days, metadata 30 days");
    }

    @Test
    void tracesThatAreOldGoAndAPolicySurvivesARestart() throws Exception {
        send(OLD, Duration.ofDays(8), false);
        send(NEW, Duration.ofDays(1), false);
        decide("{\"version\":0,\"metadataDays\":7}");

        server.close();
        server = new TestServer(home, Map.of());
        server.stet.wiring().retention.sweep();

        assertThat(server.get("/api/v1/projects/demo/traces/" + OLD).statusCode())
                .isEqualTo(404);
        assertThat(server.get("/api/v1/projects/demo/traces/" + NEW).statusCode())
                .isEqualTo(200);
        assertThat(json(RETENTION).path("lastRemoval").path("traces").asInt()).isEqualTo(1);
    }

    @Test
    void samplingDropsTheContentOfOrdinaryTracesOnceTheirTimeIsOver() throws Exception {
        decide("{\"version\":0,\"sampling\":{\"keepPercent\":0,\"afterMinutes\":0}}");
        send(OLD, Duration.ofSeconds(-2), false);
        send(NEW, Duration.ofSeconds(-2), true);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            server.stet.wiring().retention.sweep();
            return content(OLD).path("contentRemoved").asBoolean(false);
        });

        assertThat(content(NEW).has("contentRemoved")).isFalse();
        assertThat(json("/api/v1/projects/demo/traces/count").path("count").asInt())
                .isEqualTo(2);
    }

    @Test
    void aPolicyThatCannotBeOrWasChangedMeanwhileIsRefused() throws Exception {
        decide("{\"version\":0,\"contentDays\":7}");

        assertThat(put("{\"version\":0,\"contentDays\":8}").statusCode()).isEqualTo(409);
        assertThat(put("{\"contentDays\":8}").statusCode()).isEqualTo(400);
        assertThat(put("{\"version\":1,\"contentDays\":0}").body()).contains("it may be 1 to 3650");
        assertThat(put("{\"version\":1,\"contentDays\":9,\"metadataDays\":8}").statusCode())
                .isEqualTo(400);
        assertThat(put("{\"version\":1,\"sampling\":{}}").statusCode()).isEqualTo(400);
        assertThat(put("{\"version\":1,\"sampling\":{\"keepPercent\":101}}").statusCode())
                .isEqualTo(400);
        assertThat(server.send(
                                HttpRequest.newBuilder().PUT(HttpRequest.BodyPublishers.ofString("{\"version\":1}")),
                                RETENTION,
                                server.key)
                        .statusCode())
                .isEqualTo(403);
        assertThat(decide("{\"version\":1}").has("contentDays")).isFalse();
    }

    @Test
    void storageTellsHowMuchThereIsOfEverything() throws Exception {
        send(NEW, Duration.ofHours(1), false);

        var storage = json("/api/v1/storage");

        assertThat(storage.path("files").path("storeBytes").asLong()).isPositive();
        assertThat(storage.path("files").path("diskFreeBytes").asLong()).isPositive();
        var demo = storage.path("projects").path(0);
        assertThat(demo.path("project").asString()).isEqualTo("demo");
        assertThat(demo.path("spansLastDay").asLong()).isEqualTo(1);
        assertThat(demo.path("kinds").findValuesAsString("kind")).contains("spans", "content", "traces");
        assertThat(demo.path("oldestContentAt").isString()).isTrue();
    }

    private JsonNode content(String trace) throws Exception {
        return json("/api/v1/projects/demo/traces/" + trace).path("spans").path(0);
    }

    private JsonNode decide(String body) throws Exception {
        var answer = put(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body());
    }

    private HttpResponse<String> put(String body) throws Exception {
        return server.send(
                HttpRequest.newBuilder()
                        .header("content-type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)),
                RETENTION,
                Files.readString(home.resolve("cli-token")).strip());
    }

    private JsonNode json(String path) throws Exception {
        return server.json(path);
    }

    /** Sends a trace of one span, and waits for it. */
    private void send(String trace, Duration age, boolean failed) throws Exception {
        long nanos = Instant.now().minus(age).getEpochSecond() * 1_000_000_000L;
        var span = """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"chat","traceId":"%s","spanId":"00000000000000aa",
                  "startTimeUnixNano":"%d","endTimeUnixNano":"%d","status":{"code":%d},"attributes":[
                  {"key":"user.id","value":{"stringValue":"ada"}},
                  {"key":"input.value","value":{"stringValue":"where is my money"}}]}]}]}]}""".formatted(trace, nanos, nanos + 1_000_000, failed ? 2 : 1);
        assertThat(server.post("/v1/traces", span).statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.get("/api/v1/projects/demo/traces/" + trace).statusCode() == 200);
    }
}
