package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a span over OTLP to what the API says of it. */
class ConventionsHttpTest {
    private static final String UNMAPPED = "/api/v1/projects/demo/unmapped";
    private static final String SPAN = """
            {"resourceSpans":[{"resource":{},"scopeSpans":[{"scope":{"name":"crewai","version":"0.9"},"spans":[
              {"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","name":"crew","kind":1,
               "startTimeUnixNano":"1795000000000000000","endTimeUnixNano":"1795000001000000000","attributes":[
                {"key":"openinference.span.kind","value":{"stringValue":"AGENT"}},
                {"key":"crew.role","value":{"stringValue":"clerk"}},
                {"key":"annotations.0.annotation.name","value":{"stringValue":"correctness"}},
                {"key":"annotations.0.annotation.score","value":{"doubleValue":0.5}}]}]}]}]}
            """;

    @TempDir
    Path home;

    @Test
    void aJudgementThatASpanCarriesIsAScoreOfItsTrace() throws Exception {
        try (var server = new TestServer(home, Map.of())) {
            server.post("/v1/traces", SPAN);

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                var score = server.json("/api/v1/projects/demo/traces/5b8efff798038103d269b633813fc60c")
                        .at("/scores/0");
                assertThat(score.path("name")).hasToString("\"correctness\"");
                assertThat(score.path("value")).hasToString("0.5");
                assertThat(score.path("spanId")).hasToString("\"eee19b7ec3c1b174\"");
            });
        }
    }

    @Test
    void whatNobodyUnderstandsIsListedAlsoAfterARestart() throws Exception {
        try (var server = new TestServer(home, Map.of())) {
            assertThat(server.post("/v1/traces", SPAN).statusCode()).isEqualTo(200);

            var items = server.json(UNMAPPED).path("items");
            assertThat(items).hasSize(1);
            assertThat(items.at("/0/scope")).hasToString("\"crewai\"");
            assertThat(items.at("/0/scopeVersion")).hasToString("\"0.9\"");
            assertThat(items.at("/0/attribute")).hasToString("\"crew.role\"");
            assertThat(items.at("/0/spans")).hasToString("1");
            assertThat(items.at("/0/exampleTraceId")).hasToString("\"5b8efff798038103d269b633813fc60c\"");
            server.post("/v1/traces", SPAN);
        }
        try (var again = new TestServer(home, Map.of())) {
            assertThat(again.json(UNMAPPED).at("/items/0/spans")).hasToString("2");
        }
    }
}
