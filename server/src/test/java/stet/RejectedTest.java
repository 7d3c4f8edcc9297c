package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.access.Permission;
import stet.cli.StetCommand;
import stet.client.Rejected;
import stet.client.StetClient;
import stet.client.StetException;
import stet.traces.rejected.Rejection;

/** What cannot be stored, on its list: over REST, through the client and on the command line. */
class RejectedTest {
    private static final String BAD =
            "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"bot\"}}]},"
                    + "\"scopeSpans\":[{\"scope\":{\"name\":\"s\"},\"spans\":[{\"name\":\"no ids\"},{\"name\":\"no ids either\"}]}]}]}";

    @TempDir
    Path home;

    private TestServer server;
    private Rejected rejected;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home, Map.of());
        rejected = StetClient.to(server.stet.url(), server.key).rejected("demo");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theListHasTheNewestFirstPageByPage() throws Exception {
        server.post("/v1/traces", BAD);

        var first = rejected.list(1, null, null);
        var second = rejected.list(1, "otlp-traces", first.nextCursor());

        assertThat(first.items()).singleElement().satisfies(it -> {
            assertThat(it.reason()).isEqualTo("it has neither a trace id nor a span id");
            assertThat(it.whole()).isTrue();
        });
        assertThat(rejected.get(first.items().getFirst().id()).text()).contains("no ids either", "bot");
        assertThat(rejected.get(second.items().getFirst().id()).text()).contains("\"no ids\"");
        assertThat(second.nextCursor()).isNull();
        assertThat(rejected.list(10, "store", null).items()).isEmpty();
    }

    @Test
    void protobufIsShownInWordsAndKeptAsItCame() throws Exception {
        var request = ExportTraceServiceRequest.newBuilder();
        request.addResourceSpansBuilder()
                .addScopeSpansBuilder()
                .addSpansBuilder()
                .setName("short id")
                .setTraceId(ByteString.copyFrom(new byte[16]))
                .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3}));
        server.send(
                HttpRequest.newBuilder()
                        .header("content-type", "application/x-protobuf")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(
                                request.build().toByteArray())),
                "/v1/traces",
                server.key);

        var kept = rejected.get(rejected.list(10, null, null).items().getFirst().id());

        assertThat(kept.text()).contains("name: \"short id\"");
        assertThat(ExportTraceServiceRequest.parseFrom(Base64.getDecoder().decode(kept.payload())))
                .isEqualTo(request.build());
    }

    @Test
    void whatIsRejectedAgainStaysAndWhatIsDiscardedIsGone() throws Exception {
        server.post("/v1/traces", BAD);
        var items = rejected.list(10, null, null).items();

        var replayed = rejected.replay(items.getFirst().id());
        assertThat(replayed.stored()).isZero();
        assertThat(replayed.reasons()).containsExactly("it has neither a trace id nor a span id");
        assertThat(rejected.replayAll(null).rejected()).isEqualTo(2);
        assertThat(rejected.list(10, null, null).items()).isEqualTo(items);

        rejected.discard(items.getFirst().id());
        assertThat(rejected.list(10, null, null).items()).hasSize(1);
        assertThat(rejected.discardAll("otlp-logs")).isZero();
        assertThat(rejected.discardAll(null)).isEqualTo(1);
        assertThat(rejected.list(10, null, null).items()).isEmpty();
        assertThat(server.get("/api/v1/projects/demo/rejected/none").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRecordThatCanBeStoredNowLeavesTheListAndIsFoundAmongTheTraces() throws Exception {
        var good =
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"second try\",\"traceId\":\"0af7651916cd43dd8448eb211c80319c\","
                        + "\"spanId\":\"b7ad6b7169203331\",\"startTimeUnixNano\":\"1790000000000000000\",\"endTimeUnixNano\":\"1790000000000000001\"}]}]}]}";
        server.stet
                .wiring()
                .rejected
                .keep(
                        server.stet.wiring().access.callers().server().may(Permission.WRITE_TRACES, "demo"),
                        List.of(new Rejection(
                                "otlp-traces",
                                "an earlier version could not read it",
                                Rejection.Format.JSON,
                                good.getBytes(StandardCharsets.UTF_8))));

        assertThat(run("rejected", "replay", "--all")).startsWith("0 1 stored, 0 still rejected");

        assertThat(rejected.list(10, null, null).items()).isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> server.get("/api/v1/projects/demo/traces/0af7651916cd43dd8448eb211c80319c")
                                .statusCode()
                        == 200);
    }

    @Test
    void whatTheStoreRefusesIsOnTheListAndSentAgainFromThere() throws Exception {
        server.post(
                "/v1/traces",
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\"dear\",\"traceId\":\"0af7651916cd43dd8448eb211c80319c\","
                        + "\"spanId\":\"b7ad6b7169203331\",\"startTimeUnixNano\":\"1790000000000000000\",\"endTimeUnixNano\":\"1790000000000000001\","
                        + "\"attributes\":[{\"key\":\"gen_ai.operation.name\",\"value\":{\"stringValue\":\"chat\"}},"
                        + "{\"key\":\"gen_ai.usage.cost\",\"value\":{\"doubleValue\":1e30}}]}]}]}]}");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !rejected.list(10, "store", null).items().isEmpty());

        var item = rejected.list(10, "store", null).items().getFirst();
        assertThat(item.whole()).isTrue();
        assertThat(rejected.get(item.id()).text()).contains("\"dear\"");
        assertThat(rejected.replay(item.id()).stored()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rejected.list(10, "store", null).items().stream()
                        .anyMatch(it -> !it.id().equals(item.id())));
    }

    @Test
    void theCommandLineListsShowsAndDiscards() throws Exception {
        server.post("/v1/traces", BAD);
        String id = rejected.list(1, null, null).items().getFirst().id();

        assertThat(run("rejected", "list")).contains("REASON", id, "it has neither a trace id nor a span id");
        assertThat(run("rejected", "show", id)).contains("no ids either");
        assertThat(run("rejected", "replay", id)).startsWith("1 0 stored, 1 still rejected");
        assertThat(run("rejected", "discard", id)).startsWith("0 1 discarded");
        assertThat(run("rejected", "discard")).startsWith("2 ");
        assertThat(run("rejected", "discard", "--all")).startsWith("0 1 discarded");
    }

    @Test
    void anotherProjectsKeySeesNothing() {
        var other = StetClient.to(server.stet.url(), "stet_nothing").rejected("demo");

        assertThatExceptionOfType(StetException.class).isThrownBy(() -> other.list(10, null, null));
    }

    /** The exit code and what was printed. */
    private String run(String... arguments) {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int exit = StetCommand.run(
                arguments, Map.of("STET_URL", server.stet.url().toString(), "STET_TOKEN", server.key), out, out);
        return exit + " " + printed.toString(StandardCharsets.UTF_8);
    }
}
