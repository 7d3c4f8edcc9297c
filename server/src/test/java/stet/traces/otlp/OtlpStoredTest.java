package stet.traces.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.access.AccessFeature;
import stet.client.StetClient;
import stet.platform.Notices;
import stet.platform.db.Records;
import stet.platform.db.RecordsAddress;
import stet.platform.http.Api;
import stet.platform.http.ServedApi;
import stet.platform.json.Json;
import stet.traces.Masking;
import stet.traces.Refusals;
import stet.traces.Span;
import stet.traces.TraceFeature;
import stet.traces.rejected.RejectedFeature;
import tools.jackson.databind.JsonNode;

/** Bytes of a real client in, a trace out, through the real journal and store. */
class OtlpStoredTest {
    @TempDir
    Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private Records records;
    private AccessFeature access;
    private TraceFeature traces;
    private ServedApi server;
    private String key;

    @BeforeEach
    void start() throws Exception {
        records = Records.open(RecordsAddress.inHome(home));
        access = AccessFeature.create(records, home, Optional.of("correct horse"), InstantSource.system());
        traces = TraceFeature.create(
                home, 256L * 1024 * 1024, Duration.ofSeconds(30), Refusals.needs(), InstantSource.system());
        var api = new Api();
        access.declare(api);
        traces.declare(api, access.callers());
        OtlpFeature.create(
                        new OtlpFeature.Needs(
                                access.callers(),
                                traces.sink(),
                                traces.amendmentSink(),
                                traces.scoreSink(),
                                (_, _, _, _) -> Span.Cost.unknown("no prices"),
                                Masking.NONE,
                                RejectedFeature.create(records, access.callers(), new Notices(), InstantSource.system())
                                        .records(),
                                new Pressure(() -> false, () -> 0, 0),
                                new SimpleMeterRegistry()),
                        1024 * 1024)
                .declare(api);
        server = new ServedApi(api);
        key = StetClient.to(
                        server.url(),
                        Files.readString(home.resolve("cli-token")).strip())
                .keys("demo")
                .create("otlp")
                .key();
    }

    @AfterEach
    void stop() {
        server.close();
        traces.close();
        access.close();
        records.close();
        client.close();
    }

    @Test
    void whatAClientSentIsATraceEvenIfItSendsItTwice() throws Exception {
        String traceId = Fixtures.JAVA_SDK.spans().getFirst().traceId();

        for (int time = 0; time < 2; time++) {
            assertThat(send(Fixtures.JAVA_SDK)).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> traces.lag().records() == 0);

        JsonNode trace = get("/api/v1/projects/demo/traces/" + traceId);
        assertThat(trace.path("trace").path("spanCount")).hasToString("4");
        assertThat(trace.path("spans"))
                .extracting(
                        it -> it.path("kind").asString() + " " + it.path("name").asString())
                .containsExactlyInAnyOrder(
                        "agent Billing", "generation chat claude-sonnet-4-5", "tool refund", "span SELECT invoices");
        assertThat(trace.path("spans"))
                .filteredOn(it -> it.path("kind").asString().equals("generation"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.path("source").asString()).isEqualTo("otlp");
                    assertThat(call.at("/input/1/parts/0/text").asString()).isEqualTo("Refund INV-7?");
                    assertThat(call.at("/usage/inputTokens")).hasToString("1042");
                    assertThat(call.path("costUnknownBecause").asString()).isEqualTo("no prices");
                });
    }

    private int send(Fixtures fixture) throws Exception {
        var request = HttpRequest.newBuilder(server.url().resolve("/v1/traces"))
                .header("authorization", "Bearer " + key)
                .header("content-type", fixture.contentType)
                .header("content-encoding", fixture.contentEncoding)
                .POST(BodyPublishers.ofByteArray(fixture.bytes()))
                .build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private JsonNode get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("authorization", "Bearer " + key)
                .build();
        return Json.MAPPER.readTree(
                client.send(request, BodyHandlers.ofByteArray()).body());
    }
}
