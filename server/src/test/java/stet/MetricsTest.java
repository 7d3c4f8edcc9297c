package stet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;

class MetricsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String METERED =
            ",\"timeToFirstTokenMs\":120,\"usage\":{\"inputTokens\":100,\"outputTokens\":20,\"cacheReadTokens\":60},\"costUsd\":0.25,\"responseId\":\"r1\"";

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
    void aStoredCallIsCountedWithWhatItUsedAndCost() throws Exception {
        store(call("t", "a", "otlp", "gpt-5", METERED));

        var metrics = Exposition.read(scrape());

        assertThat(metrics.value("stet_llm_requests_total", "model", "gpt-5", "app", "bot", "status", "ok"))
                .isEqualTo(1);
        assertThat(metrics.value("stet_llm_tokens_total", "type", "cache_read")).isEqualTo(60);
        assertThat(metrics.value("stet_llm_cost_usd_total", "project", "demo")).isEqualTo(0.25);
        assertThat(metrics.value("gen_ai_client_operation_duration_seconds_sum", "gen_ai_response_model", "gpt-5"))
                .isEqualTo(0.5);
        assertThat(metrics.value("gen_ai_client_operation_time_to_first_chunk_seconds_bucket", "le", "0.16"))
                .isEqualTo(1);
        assertThat(metrics.value("gen_ai_client_token_usage_sum", "gen_ai_token_type", "input"))
                .isEqualTo(100);
    }

    @Test
    void aCallThatClientAndGatewayReportIsCountedOnceInAnyOrder() throws Exception {
        store(call("one", "client", "otlp", "gpt-5", METERED));
        store(call("one", "gateway", "gateway", "gpt-5", ",\"parentSpanId\":\"client\"" + METERED));
        store(call("two", "gateway", "gateway", "gpt-5", ",\"parentSpanId\":\"client\"" + METERED));
        store(call("two", "client", "otlp", "gpt-5", METERED));
        store(call("three", "client", "otlp", "gpt-5", "")
                + call("three", "gateway", "gateway", "gpt-5", ",\"parentSpanId\":\"client\"" + METERED));
        store(call("two", "client", "otlp", "gpt-5", METERED));

        var metrics = Exposition.read(scrape());

        assertThat(metrics.value("stet_llm_requests_total", "model", "gpt-5")).isEqualTo(3);
        assertThat(metrics.value("stet_llm_cost_usd_total", "model", "gpt-5")).isEqualTo(0.75);
        assertThat(metrics.value("stet_llm_tokens_total", "type", "input")).isEqualTo(300);
    }

    @Test
    void failuresAreCountedByKind() throws Exception {
        store(call("t", "a", "otlp", "gpt-5", ",\"status\":\"error\",\"errorKind\":\"rate_limited\""));

        var metrics = Exposition.read(scrape());

        assertThat(metrics.value("stet_llm_requests_total", "status", "error")).isEqualTo(1);
        assertThat(metrics.value("stet_llm_errors_total", "kind", "rate_limited"))
                .isEqualTo(1);
    }

    @Test
    void labelsAreBounded() throws Exception {
        store(IntStream.range(0, 400)
                .mapToObj(i -> call("t" + i, "a", "otlp", "model-" + i + "x".repeat(200), METERED))
                .collect(Collectors.joining()));

        var text = scrape();
        var metrics = Exposition.read(text);

        assertThat(metrics.value("stet_llm_requests_total", "model", "other")).isEqualTo(300);
        assertThat(metrics.labels("stet_llm_requests_total", "model"))
                .hasSize(101)
                .allSatisfy(it -> assertThat(it).hasSizeLessThanOrEqualTo(80));
        assertThat(metrics.labels("gen_ai_client_operation_duration_seconds_count", "gen_ai_response_model"))
                .hasSize(41);
        assertThat(text.length()).isLessThan(1024 * 1024);
    }

    @Test
    void theDashboardAndTheManualAskForMetricsThatExist() throws Exception {
        store(call("t", "a", "otlp", "gpt-5", METERED)
                + call("u", "a", "otlp", "gpt-5", ",\"status\":\"error\",\"errorKind\":\"timeout\"")
                + call("v", "a", "otlp", "gpt-5", ""));
        var there = Exposition.read(scrape()).names();
        var dashboard = Json.MAPPER.readTree(Files.readString(ROOT.resolve("deploy/grafana/stet.json")));
        var asked = new LinkedHashSet<String>();
        for (var panel : dashboard.path("panels")) {
            for (var target : panel.path("targets")) {
                asked.addAll(metricsIn(target.path("expr").stringValue()));
            }
        }
        for (var variable : dashboard.path("templating").path("list")) {
            asked.addAll(metricsIn(variable.path("definition").asString("")));
        }
        var manual = metricsIn(Files.readString(ROOT.resolve("docs/metrics.md"))).stream()
                .filter(it -> it.startsWith("stet_llm_") || it.startsWith("gen_ai_client_"))
                .collect(Collectors.toSet());

        assertThat(asked).hasSizeGreaterThan(8).isSubsetOf(there);
        assertThat(manual).hasSize(8);
        assertThat(there.stream()
                        .map(MetricsTest::family)
                        .filter(it -> it.startsWith("stet_llm_") || it.startsWith("gen_ai_"))
                        .collect(Collectors.toSet()))
                .isEqualTo(manual);
    }

    private static String family(String sample) {
        return sample.replaceFirst("_(bucket|sum|count|max)$", "");
    }

    private static Set<String> metricsIn(String text) {
        return Pattern.compile("\\b(?:stet|gen_ai_client|jvm)_[a-z_]+")
                .matcher(text)
                .results()
                .map(it -> it.group())
                .filter(it -> !List.of("gen_ai_client_").contains(it))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String call(String trace, String span, String source, String model, String more) {
        return """
                {"traceId":"%s","spanId":"%s","name":"chat","kind":"generation","source":"%s","requestModel":"%s",\
                "startedAt":"2026-11-23T12:00:00Z","durationMs":500,"provider":"openai","app":"bot",\
                "environment":"production"%s}
                """.formatted(trace, span, source, model, more);
    }

    private void store(String lines) throws Exception {
        var answer = server.send(
                HttpRequest.newBuilder().POST(BodyPublishers.ofByteArray(lines.getBytes(UTF_8))),
                "/api/v1/projects/demo/import",
                server.key);
        assertThat(Json.MAPPER.readTree(answer.body()).path("refused").intValue(-1))
                .as(answer.body())
                .isZero();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.json("/api/v1/system")
                                .path("journal")
                                .path("lagRecords")
                                .intValue()
                        == 0);
    }

    private String scrape() throws Exception {
        return server.get("/metrics").body();
    }
}
