package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Logs and metrics, sent to a whole server. */
class OtlpLogsTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

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
    void messagesThatAreLoggedBeforeTheirSpanAppearOnIt() throws Exception {
        String messages = logs(
                log("gen_ai.user.message", "{\"key\":\"content\",\"value\":{\"stringValue\":\"Where is my money?\"}}"),
                log(
                        "gen_ai.choice",
                        "{\"key\":\"finish_reason\",\"value\":{\"stringValue\":\"stop\"}},{\"key\":\"message\",\"value\":{\"kvlistValue\":{\"values\":["
                                + "{\"key\":\"content\",\"value\":{\"stringValue\":\"On its way.\"}}]}}}"));

        assertThat(server.post("/v1/logs", messages).body()).isEqualTo("{}");
        assertThat(server.post("/v1/logs", messages).statusCode()).isEqualTo(200);
        assertThat(server.post("/v1/traces", span()).statusCode()).isEqualTo(200);

        var span = stored(TRACE);
        assertThat(span.path("input").path(0).path("parts").path(0).path("text").asString())
                .isEqualTo("Where is my money?");
        assertThat(span.path("input").size()).isEqualTo(1);
        assertThat(span.path("output")
                        .path(0)
                        .path("parts")
                        .path(0)
                        .path("text")
                        .asString())
                .isEqualTo("On its way.");
        assertThat(span.path("output").path(0).path("finishReason").asString()).isEqualTo("stop");
    }

    @Test
    void messagesThatAreLoggedAfterTheirSpanAppearOnItToo() throws Exception {
        server.post("/v1/traces", span());
        assertThat(stored(TRACE).has("input")).isFalse();

        server.post(
                "/v1/logs",
                logs(log("gen_ai.user.message", "{\"key\":\"content\",\"value\":{\"stringValue\":\"Too late?\"}}")));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> stored(TRACE).path("input").toString().contains("Too late?"));
        assertThat(stored(TRACE).path("input").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEvaluationThatIsLoggedIsAScoreOfItsSpan(boolean afterItsSpan) throws Exception {
        String evaluation = logs(log(
                "gen_ai.evaluation.result",
                "{\"key\":\"gen_ai.evaluation.name\",\"value\":{\"stringValue\":\"relevance\"}},"
                        + "{\"key\":\"gen_ai.evaluation.score.value\",\"value\":{\"doubleValue\":0.75}},"
                        + "{\"key\":\"gen_ai.evaluation.explanation\",\"value\":{\"stringValue\":\"on topic\"}}"));
        server.post(afterItsSpan ? "/v1/traces" : "/v1/logs", afterItsSpan ? span() : evaluation);
        server.post(afterItsSpan ? "/v1/logs" : "/v1/traces", afterItsSpan ? evaluation : span());

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !server.json("/api/v1/projects/demo/traces/" + TRACE)
                        .path("scores")
                        .isEmpty());
        var scores = server.json("/api/v1/projects/demo/traces/" + TRACE).path("scores");
        assertThat(scores.size()).isEqualTo(1);
        assertThat(scores.get(0).path("name").asString()).isEqualTo("relevance");
        assertThat(scores.get(0).path("value").asDouble()).isEqualTo(0.75);
        assertThat(scores.get(0).path("comment").asString()).isEqualTo("on topic");
        assertThat(scores.get(0).path("spanId").asString()).isNotEmpty();
    }

    @Test
    void whatWaitsForItsSpanOutlivesARestart() throws Exception {
        server.post("/v1/logs", logs(log("retry", "{\"key\":\"attempt\",\"value\":{\"intValue\":\"2\"}}")));
        server.close();
        server = new TestServer(home, Map.of());

        server.post("/v1/traces", span());

        var event = stored(TRACE).path("events").path(0);
        assertThat(event.path("name").asString()).isEqualTo("retry");
        assertThat(event.path("attributes").path("attempt").asInt()).isEqualTo(2);
    }

    @Test
    void logsWithoutASpanAndMetricsAreCounted() throws Exception {
        String lone =
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":\"1790000000000000000\",\"severityNumber\":17,"
                        + "\"body\":{\"stringValue\":\"lone line\"}}]}]}]}";
        assertThat(server.post("/v1/logs", lone).body()).isEqualTo("{}");
        assertThat(server.post(
                                "/v1/metrics",
                                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"gen_ai.client.token.usage\"},{\"name\":\"http.server.duration\"}]}]}]}")
                        .body())
                .isEqualTo("{}");

        assertThat(server.get("/metrics").body())
                .contains("stet_otlp_logs_total{outcome=\"counted\",severity=\"error\"} 1.0")
                .contains("stet_otlp_metrics_total{metric=\"gen_ai.client.token.usage\"} 1.0")
                .contains("stet_otlp_metrics_total{metric=\"other\"} 1.0");
    }

    @Test
    void aBadLogRecordIsNamedAndDoesNotHoldBackTheOthers() throws Exception {
        var answer = server.post(
                "/v1/logs",
                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"when?\"}},{\"timeUnixNano\":1790000000000000000}]}]}]}");

        assertThat(answer.body())
                .isEqualTo(
                        "{\"partialSuccess\":{\"rejectedLogRecords\":\"1\",\"errorMessage\":\"it has neither a time nor an observed time\"}}");
    }

    @Test
    void theJavaSdkSendsAllThreeSignalsOverGrpc() throws Exception {
        String url = server.stet.url().toString();
        String key = "Bearer " + server.key;
        try (var logs = SdkLoggerProvider.builder()
                        .addLogRecordProcessor(SimpleLogRecordProcessor.create(OtlpGrpcLogRecordExporter.builder()
                                .setEndpoint(url)
                                .addHeader("authorization", key)
                                .build()))
                        .build();
                var metrics = SdkMeterProvider.builder()
                        .registerMetricReader(PeriodicMetricReader.create(OtlpGrpcMetricExporter.builder()
                                .setEndpoint(url)
                                .addHeader("authorization", key)
                                .build()))
                        .build();
                var traces = SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(OtlpGrpcSpanExporter.builder()
                                .setEndpoint(url)
                                .addHeader("authorization", key)
                                .build()))
                        .build()) {
            var span = traces.get("test")
                    .spanBuilder("chat")
                    .setAttribute(AttributeKey.stringKey("gen_ai.operation.name"), "chat")
                    .startSpan();
            logs.get("test")
                    .logRecordBuilder()
                    .setContext(Context.root().with(span))
                    .setEventName("gen_ai.user.message")
                    .setBody(Value.of(KeyValue.of("content", Value.of("Hello over gRPC"))))
                    .emit();
            assertThat(logs.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
            span.end();
            metrics.get("test").counterBuilder("gen_ai.calls").build().add(1);
            assertThat(metrics.forceFlush().join(10, TimeUnit.SECONDS).isSuccess())
                    .isTrue();

            assertThat(stored(span.getSpanContext().getTraceId()).path("input").toString())
                    .contains("Hello over gRPC");
            assertThat(server.get("/metrics").body()).contains("stet_otlp_metrics_total{metric=\"gen_ai.calls\"}");
        }
    }

    private JsonNode stored(String trace) throws Exception {
        String path = "/api/v1/projects/demo/traces/" + trace;
        await().atMost(Duration.ofSeconds(10)).until(() -> server.get(path).statusCode() == 200);
        return server.json(path).path("spans").path(0);
    }

    private static String logs(String... records) {
        return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + String.join(",", records) + "]}]}]}";
    }

    private static String log(String event, String fields) {
        return """
                {"timeUnixNano":"1790000000000000001","traceId":"%s","spanId":"b7ad6b7169203331",
                 "attributes":[{"key":"event.name","value":{"stringValue":"%s"}},{"key":"gen_ai.system","value":{"stringValue":"openai"}}],
                 "body":{"kvlistValue":{"values":[%s]}}}
                """.formatted(TRACE, event, fields);
    }

    private static String span() {
        return """
                {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"%s","spanId":"b7ad6b7169203331","name":"chat",
                 "startTimeUnixNano":"1790000000000000000","endTimeUnixNano":"1790000001000000000",
                 "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
                   {"key":"gen_ai.request.model","value":{"stringValue":"gpt-5"}}]}]}]}]}
                """.formatted(TRACE);
    }
}
