package stet;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import stet.access.Callers;
import stet.platform.http.Answer;
import stet.platform.http.Api;
import stet.platform.http.OpenApi;
import stet.platform.telemetry.Health;
import tools.jackson.databind.JsonNode;

/** What the server says of itself: health, metrics, its API's description, and where it stands. */
record SystemRoutes(Callers callers, Health health, PrometheusMeterRegistry meters, Supplier<SystemStatus> status) {

    /** The process answers. */
    record Live(String status) {}

    void declare(Api api) {
        api.get("/health/live", "Whether the process answers")
                .open()
                .answers(200, Live.class)
                .by(_ -> Answer.ok(new Live("live")));
        api.get("/health/ready", "Whether the server can do its work, and if not, which part cannot")
                .open()
                .answers(200, Health.Readiness.class)
                .answers(503, Health.Readiness.class)
                .by(_ -> {
                    var readiness = health.readiness();
                    return new Answer(readiness.status().equals("ready") ? 200 : 503, readiness, Map.of());
                });
        api.get("/metrics", "Metrics in the Prometheus text format")
                .open()
                .answers(200, String.class)
                .by(_ -> Answer.raw(
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        meters.scrape().getBytes(StandardCharsets.UTF_8)));
        api.get("/api/v1/system", "Where this server stands")
                .answers(200, SystemStatus.class)
                .by(call -> {
                    callers.of(call);
                    return Answer.ok(status.get());
                });
        var description = new OpenApi(api);
        api.get("/api/openapi.json", "This description")
                .open()
                .answers(200, JsonNode.class)
                .by(_ -> Answer.raw(200, "application/json", description.document()));
    }
}
