package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** A recost is more than one slice long here, so that it can be stopped and left in its middle. */
class RecostResumeTest {
    private static final String RECOSTS = "/api/v1/projects/demo/recosts";
    private static final int CALLS = 9_000;
    private static final int BATCH = 1_000;
    private static final String PRICE = """
            {"price":{"provider":"acme","model":"acme-1","input":2,"output":10,"validFrom":"2020-01-01"},"message":"new"}""";

    @TempDir
    Path home;

    @Test
    void oneThatIsLeftInItsMiddleIsGoneOnWithAndCountsEachCallOnce() throws Exception {
        String path;
        try (var server = filled()) {
            var begun = RECOSTS + "/" + begin(server).path("id").stringValue();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> server.json(begun).path("looked").intValue() > 0);
            path = begun;
        }
        try (var server = new TestServer(home, Map.of())) {
            var done = ended(server, path);

            assertThat(done.path("state").stringValue()).isEqualTo("done");
            assertThat(done.path("looked").intValue()).isEqualTo(CALLS);
            assertThat(done.path("report").path("changed").intValue()).isEqualTo(CALLS);
            assertThat(done.path("report").path("costAfterUsd").decimalValue()).isEqualByComparingTo("18000");
            assertThat(server.json("/api/v1/unpriced-models").path("items").size())
                    .isZero();
        }
    }

    @Test
    void oneThatIsStoppedKeepsWhatItChangedAndAnotherDoesTheRest() throws Exception {
        try (var server = filled()) {
            var path = RECOSTS + "/" + begin(server).path("id").stringValue();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> server.json(path).path("looked").intValue() > 0);
            var stopped = server.ask("POST", path + "/stop", "");
            assertThat(stopped.statusCode()).isIn(200, 409);

            var first = ended(server, path);
            var second = ended(server, RECOSTS + "/" + begin(server).path("id").stringValue());

            assertThat(first.path("state").stringValue()).isEqualTo(stopped.statusCode() == 200 ? "stopped" : "done");
            assertThat(second.path("looked").intValue()).isEqualTo(CALLS);
            assertThat(second.path("report").path("costAfterUsd").decimalValue())
                    .isEqualByComparingTo("18000");
            assertThat(second.path("report").path("changed").intValue())
                    .isLessThanOrEqualTo(CALLS - first.path("looked").intValue());
            assertThat(server.ask("POST", path + "/stop", "").statusCode()).isEqualTo(409);
        }
    }

    private TestServer filled() throws Exception {
        var server = new TestServer(home, Map.of());
        long now = System.currentTimeMillis() * 1_000_000;
        for (int batch = 0; batch < CALLS / BATCH; batch++) {
            var spans = new StringBuilder();
            for (int i = 0; i < BATCH; i++) {
                int number = batch * BATCH + i;
                spans.append(i == 0 ? "" : ",").append(span(number, now - 3_600_000_000_000L + number * 1_000_000L));
            }
            assertThat(server.post("/v1/traces", "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}")
                            .statusCode())
                    .isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> server.json("/api/v1/projects/demo/traces/count")
                                .path("count")
                                .intValue()
                        == CALLS);
        assertThat(server.ask("POST", "/api/v1/prices", PRICE).statusCode()).isEqualTo(201);
        return server;
    }

    private static String span(int number, long at) {
        return """
                {"traceId":"%032x","spanId":"%016x","name":"chat","kind":3,"startTimeUnixNano":"%d","endTimeUnixNano":"%d",
                 "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                  {"key":"gen_ai.provider.name","value":{"stringValue":"acme"}},
                  {"key":"gen_ai.request.model","value":{"stringValue":"acme-1"}},
                  {"key":"gen_ai.usage.input_tokens","value":{"intValue":"1000000"}},
                  {"key":"gen_ai.usage.output_tokens","value":{"intValue":"0"}}]}""".formatted(number + 1, number + 1, at, at + 1_000_000);
    }

    private static JsonNode begin(TestServer server) throws Exception {
        var from = Instant.now().minus(Duration.ofDays(1));
        var begun = server.ask("POST", RECOSTS, "{\"from\":\"" + from + "\",\"dryRun\":false}");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        return Json.MAPPER.readTree(begun.body());
    }

    private static JsonNode ended(TestServer server, String path) throws Exception {
        await().atMost(Duration.ofSeconds(90)).until(() -> server.json(path).has("endedAt"));
        return server.json(path);
    }
}
