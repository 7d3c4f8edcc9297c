package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.client.reports.Report;
import stet.client.reports.ReportOptions;
import stet.client.reports.Reports;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** What an application reports behind its own back, to a whole server or to none. */
class ReportsClientTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

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
    void scoresFeedbackAndOutcomesArriveWithTheirSource() throws Exception {
        try (var reports = options().open()) {
            reports.send(Report.score("similarity", 0.83).ofSession("s-kinds"));
            reports.send(Report.feedback("helpful", false).ofSession("s-kinds").because("wrong refund"));
            reports.send(Report.outcome("escalated", true).ofSession("s-kinds"));

            assertThat(reports.flush(LONG_ENOUGH)).isTrue();
            assertThat(reports.counts().sent()).isEqualTo(3);
        }
        var found = scores("s-kinds", 3);
        assertThat(byName(found, "similarity").path("source").asString()).isEqualTo("code");
        assertThat(byName(found, "helpful").path("source").asString()).isEqualTo("user");
        assertThat(byName(found, "helpful").path("comment").asString()).isEqualTo("wrong refund");
        assertThat(byName(found, "escalated").path("value").asBoolean()).isTrue();
    }

    @Test
    void closingSendsWhatWaits() throws Exception {
        var reports = options().every(Duration.ofMinutes(5)).open();
        for (int i = 0; i < 450; i++) {
            reports.send(Report.score("accuracy", i).ofSession("s-close"));
        }
        reports.close();

        assertThat(reports.counts().sent()).isEqualTo(450);
        assertThat(reports.counts().waiting()).isZero();
        assertThat(reports.send(Report.score("late", 1).ofSession("s-close"))).isFalse();
        scores("s-close", 450);
    }

    @Test
    void withTheServerAwayTheOldestAreDroppedAndNobodyWaits() throws Exception {
        int nobody;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        var reports = Reports.to(URI.create("http://127.0.0.1:" + nobody), "stet_x", "demo")
                .most(1000)
                .longestClose(Duration.ofMillis(200))
                .open();
        for (int i = 0; i < 10_000; i++) {
            reports.send(Report.score("accuracy", i).ofSession("s-away"));
        }

        var counts = reports.counts();
        assertThat(counts.waiting()).isLessThanOrEqualTo(1000);
        assertThat(counts.dropped() + counts.waiting()).isEqualTo(10_000);
        reports.close();
        assertThat(reports.counts().dropped()).isEqualTo(10_000);
    }

    @Test
    void whatAServerPutsOffIsSentAgainAfterAsLongAsItSays() throws Exception {
        var times = Collections.synchronizedList(new ArrayList<Long>());
        var busy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        busy.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            times.add(System.nanoTime());
            if (times.size() == 1) {
                exchange.getResponseHeaders().set("retry-after", "1");
            }
            exchange.sendResponseHeaders(times.size() == 1 ? 503 : 200, -1);
            exchange.close();
        });
        busy.start();
        try (var reports = Reports.to(
                        URI.create("http://127.0.0.1:" + busy.getAddress().getPort()), "stet_x", "demo")
                .every(Duration.ofMillis(1))
                .open()) {
            reports.send(Report.score("accuracy", 1).ofTrace(TRACE));

            await().atMost(LONG_ENOUGH).until(() -> reports.counts().sent() == 1);
            assertThat(Duration.ofNanos(times.get(1) - times.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(950));
        } finally {
            busy.stop(0);
        }
    }

    @Test
    void oneReportThatTheServerRefusesDoesNotTakeTheOthersWithIt() throws Exception {
        try (var reports = options().every(Duration.ofMinutes(5)).open()) {
            for (int i = 0; i < 10; i++) {
                reports.send(Report.score("accuracy", i).ofSession("s-half"));
            }
            reports.send(Report.score("accuracy", 1).ofTrace("t".repeat(128)));

            assertThat(reports.flush(LONG_ENOUGH)).isTrue();
            assertThat(reports.counts().sent() + reports.counts().refused()).isEqualTo(11);
        }
        scores("s-half", 10);
    }

    @Test
    void aReportWithoutSubjectIsAboutTheCurrentSpan() throws Exception {
        var span = Span.wrap(
                SpanContext.create(TRACE, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault()));
        try (var reports = options().open()) {
            assertThat(reports.send(Report.score("nowhere", 1))).isFalse();
            try (var scope = span.makeCurrent()) {
                assertThat(scope).isNotNull();
                assertThat(reports.send(Report.score("grounded", 0.5))).isTrue();
            }
            assertThat(reports.flush(LONG_ENOUGH)).isTrue();
            assertThat(reports.counts().refused()).isEqualTo(1);
        }
        await().atMost(LONG_ENOUGH).until(() -> list("trace=" + TRACE).size() == 1);
        assertThat(list("trace=" + TRACE).get(0).path("spanId").asString()).isEqualTo("00f067aa0ba902b7");
    }

    @Test
    void nothingLeavesUnmasked() throws Exception {
        try (var reports = options()
                .masked((field, text) -> {
                    if (text.contains("secret")) {
                        throw new IllegalStateException("no");
                    }
                    return text.replaceAll("[0-9]{4,}", "#");
                })
                .open()) {
            reports.send(Report.feedback("comment", "card 4111111111111111")
                    .ofSession("s-mask")
                    .because("call 5551234"));
            assertThat(reports.send(Report.feedback("comment", "secret").ofSession("s-mask")))
                    .isFalse();
            assertThat(reports.flush(LONG_ENOUGH)).isTrue();
        }
        var found = scores("s-mask", 1).get(0);
        assertThat(found.path("value").asString()).isEqualTo("card #");
        assertThat(found.path("comment").asString()).isEqualTo("call #");
    }

    @Test
    void aReportThatCanNotBeIsRefusedWhereItIsMade() {
        assertThatThrownBy(() -> Report.score("accuracy", Double.NaN)).hasMessageContaining("is no number");
        assertThatThrownBy(() -> Report.score("", 1)).hasMessageContaining("'name' has 0 characters");
        assertThatThrownBy(() -> Report.score("accuracy", List.of())).hasMessageContaining("a number, true or false");
    }

    private static ReportOptions options() {
        return Reports.to(server.uri(""), server.key, "demo").every(Duration.ofMillis(20));
    }

    private static JsonNode scores(String session, int many) throws Exception {
        await().atMost(LONG_ENOUGH)
                .until(() -> list("limit=500&session=" + session).size() == many);
        return list("limit=500&session=" + session);
    }

    private static JsonNode list(String query) throws Exception {
        return Json.MAPPER
                .readTree(server.get("/api/v1/projects/demo/scores?" + query).body())
                .path("items");
    }

    private static JsonNode byName(JsonNode items, String name) {
        for (var item : items) {
            if (item.path("name").asString().equals(name)) {
                return item;
            }
        }
        throw new AssertionError("no score " + name);
    }
}
