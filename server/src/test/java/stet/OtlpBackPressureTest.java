package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More telemetry at once than may be held: what is refused is refused honestly, what is acknowledged is stored. */
class OtlpBackPressureTest {
    private static final int SENDERS = 40;

    @TempDir
    Path home;

    @Test
    void whatCannotBeHeldIsToldToComeAgainAndWhatIsAcknowledgedIsStored() throws Exception {
        try (var server = new TestServer(home, Map.of("STET_HELD_BODIES_MIB", "4"));
                var client = HttpClient.newHttpClient()) {
            String padding = "x".repeat(900_000);
            var sent = IntStream.range(0, SENDERS)
                    .mapToObj(number -> client.sendAsync(
                            HttpRequest.newBuilder(server.uri("/v1/traces"))
                                    .header("authorization", "Bearer " + server.key)
                                    .header("content-type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(span(number, padding)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString()))
                    .toList();
            var answers = sent.stream()
                    .map(it -> it.handle((answer, _) -> answer).join())
                    .toList();

            long stored = answers.stream()
                    .filter(it -> it != null && it.statusCode() == 200)
                    .count();
            assertThat(stored).isPositive();
            assertThat(answers)
                    .filteredOn(it -> it != null && it.statusCode() != 200)
                    .isNotEmpty()
                    .allSatisfy(it -> {
                        assertThat(it.statusCode()).isEqualTo(503);
                        assertThat(it.headers().firstValue("retry-after")).contains("1");
                        assertThat(it.body()).startsWith("{\"code\":14");
                    });
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.json("/api/v1/projects/demo/traces/count")
                                    .path("count")
                                    .asLong()
                            >= stored);
        }
    }

    @Test
    void whileMemoryIsFullTelemetryIsToldToComeAgain() throws Exception {
        try (var server = new TestServer(home, Map.of("STET_HEAP_PERCENT", "1"))) {
            var answer = server.post("/v1/traces", span(1, "x"));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("retry-after")).contains("2");
            assertThat(answer.body()).startsWith("{\"code\":14").contains("memory is nearly full");
            assertThat(server.get("/api/v1/projects/demo/traces").statusCode()).isEqualTo(200);
        }
    }

    private static String span(int number, String padding) {
        return """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%032x","spanId":"b7ad6b7169203331","name":"large",
                 "startTimeUnixNano":"1790000000000000000","endTimeUnixNano":"1790000000000000001",
                 "attributes":[{"key":"padding","value":{"stringValue":"%s"}}]}]}]}]}
                """.formatted(number + 1, padding);
    }
}
