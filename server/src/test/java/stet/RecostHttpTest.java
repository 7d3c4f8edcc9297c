package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

class RecostHttpTest {
    private static final String RECOSTS = "/api/v1/projects/demo/recosts";

    @TempDir
    static Path home;

    private static TestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(home, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aModelWithoutAPriceIsToldOfTriedOutPricedAndItsHistoryPricedToo() throws Exception {
        send("11", "acme", "acme-1", "\"gen_ai.usage.input_tokens\":1000000,\"gen_ai.usage.output_tokens\":100000");
        send(
                "12",
                "acme",
                "acme-1",
                "\"gen_ai.usage.input_tokens\":1000000,\"gen_ai.usage.output_tokens\":0,\"gen_ai.usage.cost\":0.5");
        awaitTraces(2);

        var unpriced = server.json("/api/v1/unpriced-models").path("items");
        assertThat(unpriced.size()).isEqualTo(1);
        assertThat(unpriced.get(0).path("calls").path("model").stringValue()).isEqualTo("acme-1");
        assertThat(unpriced.get(0).path("calls").path("unknown").intValue()).isEqualTo(1);

        var price =
                "{\"provider\":\"acme\",\"model\":\"acme-1\",\"input\":2,\"output\":10,\"validFrom\":\"2020-01-01\"}";
        var preview = json(server.ask("POST", "/api/v1/price-previews", "{\"price\":" + price + "}"), 200);
        assertThat(preview.path("report").path("becameKnown").intValue()).isEqualTo(1);
        assertThat(preview.path("report").path("costAfterUsd").decimalValue()).isEqualByComparingTo("3");
        assertThat(server.json("/api/v1/unpriced-models").path("items").size()).isEqualTo(1);

        var saved = json(server.ask("POST", "/api/v1/prices", "{\"price\":" + price + ",\"message\":\"new\"}"), 201);
        send("13", "acme", "acme-1", "\"gen_ai.usage.input_tokens\":1000000,\"gen_ai.usage.output_tokens\":0");
        awaitTraces(3);
        assertThat(cost("13")).isEqualTo("2 " + saved.path("priceVersion").stringValue());

        var dry = ended(json(server.ask("POST", RECOSTS, "{\"from\":\"" + yesterday() + "\"}"), 201));
        assertThat(dry.path("state").stringValue()).isEqualTo("done");
        assertThat(dry.path("asked").path("dryRun").booleanValue()).isTrue();
        assertThat(dry.path("report").path("becameKnown").intValue()).isEqualTo(1);
        assertThat(dry.path("report").path("reportedKept").intValue()).isEqualTo(1);
        assertThat(dry.path("report")
                        .path("samples")
                        .get(0)
                        .path("costAfterUsd")
                        .decimalValue())
                .isEqualByComparingTo("3");
        assertThat(cost("11")).startsWith("null");

        var real = ended(json(server.ask("POST", RECOSTS, "{\"from\":\"" + yesterday() + "\",\"dryRun\":false}"), 201));
        assertThat(real.path("report")).isEqualTo(dry.path("report"));
        assertThat(cost("11")).isEqualTo("3 " + saved.path("priceVersion").stringValue());
        assertThat(cost("12")).isEqualTo("0.5 reported");
        assertThat(server.json("/api/v1/unpriced-models").path("items").size()).isZero();

        var again =
                ended(json(server.ask("POST", RECOSTS, "{\"from\":\"" + yesterday() + "\",\"dryRun\":false}"), 201));
        assertThat(again.path("report").path("changed").intValue()).isZero();

        ended(json(
                server.ask(
                        "POST",
                        RECOSTS,
                        "{\"from\":\"" + yesterday()
                                + "\",\"dryRun\":false,\"includeReported\":true,\"where\":\"costUsd = 0.5\"}"),
                201));
        assertThat(cost("12")).startsWith("2 ");
        assertThat(server.json("/api/v1/audit").toString()).contains("recost started", "price added");
        assertThat(server.json(RECOSTS).path("items").size()).isEqualTo(4);
    }

    @Test
    void whatCannotBeAskedIsRefusedByName() throws Exception {
        assertThat(server.ask("POST", RECOSTS, "{}").body()).contains("from: is missing");
        assertThat(server.ask("POST", RECOSTS, "{\"from\":\"2026-01-01T00:00:00Z\",\"where\":\"colour = red\"}")
                        .body())
                .contains("where");
        assertThat(server.ask("POST", RECOSTS, "{\"from\":\"2026-01-01T00:00:00Z\",\"to\":\"2025-01-01T00:00:00Z\"}")
                        .body())
                .contains("is not after");
        assertThat(server.post(RECOSTS, "{\"from\":\"2026-01-01T00:00:00Z\"}").statusCode())
                .isEqualTo(403);
        assertThat(server.post("/api/v1/prices", "{\"price\":{\"model\":\"m\",\"input\":1}}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(server.ask("POST", "/api/v1/prices", "{\"price\":{\"model\":\"m\",\"input\":1,\"inptu\":1}}")
                        .body())
                .contains("there is no field 'inptu' here");
        assertThat(server.ask("POST", "/api/v1/prices", "{\"price\":{\"model\":\"m\",\"input\":-1}}")
                        .body())
                .contains("*/m: input is 0 to 1000000000 dollars per million tokens");
        assertThat(server.ask("POST", RECOSTS + "/" + java.util.UUID.randomUUID() + "/stop", "")
                        .statusCode())
                .isEqualTo(404);
    }

    private static JsonNode ended(JsonNode recost) throws Exception {
        var path = RECOSTS + "/" + recost.path("id").stringValue();
        await().atMost(Duration.ofSeconds(30)).until(() -> server.json(path).has("endedAt"));
        return server.json(path);
    }

    private static void send(String trace, String provider, String model, String usage) throws Exception {
        var attributes = new StringBuilder();
        for (var field : Json.MAPPER
                .readTree("{\"gen_ai.operation.name\":\"chat\",\"gen_ai.provider.name\":\"" + provider
                        + "\",\"gen_ai.request.model\":\"" + model + "\"," + usage + "}")
                .properties()) {
            var value = field.getValue();
            attributes
                    .append(attributes.isEmpty() ? "" : ",")
                    .append("{\"key\":\"")
                    .append(field.getKey())
                    .append("\",\"value\":{")
                    .append(
                            value.isString()
                                    ? "\"stringValue\":" + value
                                    : value.isIntegralNumber() ? "\"intValue\":" + value : "\"doubleValue\":" + value)
                    .append("}}");
        }
        long now = System.currentTimeMillis() * 1_000_000;
        assertThat(server.post("/v1/traces", """
                        {"resourceSpans":[{"scopeSpans":[{"scope":{"name":"test"},"spans":[{"traceId":"%s","spanId":"%s",
                        "name":"chat","kind":3,"startTimeUnixNano":"%d","endTimeUnixNano":"%d","attributes":[%s]}]}]}]}""".formatted(
                                        trace.repeat(16), trace.repeat(8), now - 1_000_000_000, now, attributes))
                        .statusCode())
                .isEqualTo(200);
    }

    private static void awaitTraces(int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.json("/api/v1/projects/demo/traces")
                                .path("items")
                                .size()
                        == count);
    }

    private static String cost(String trace) throws Exception {
        var span = server.json("/api/v1/projects/demo/traces/" + trace.repeat(16))
                .path("spans")
                .get(0);
        return (span.has("costUsd")
                        ? span.path("costUsd")
                                .decimalValue()
                                .stripTrailingZeros()
                                .toPlainString()
                        : "null")
                + " " + span.path("priceVersion").asString("");
    }

    private static Instant yesterday() {
        return Instant.now().minus(Duration.ofDays(1));
    }

    private static JsonNode json(java.net.http.HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }
}
