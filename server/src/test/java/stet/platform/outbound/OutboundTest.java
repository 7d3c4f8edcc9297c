package stet.platform.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.outbound.Outbound.Sent;

class OutboundTest {
    private static final Destinations LOOPBACK =
            new Destinations(List.of(Network.parse("127.0.0.0/8"), Network.parse("::1")));

    private final Vertx vertx = Vertx.vertx();
    private final Outbound outbound = new Outbound(vertx, LOOPBACK, Duration.ofSeconds(30));
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<String> seen = new AtomicReference<>("");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            asked.incrementAndGet();
            seen.set(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("host") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] answer = "taken".getBytes(UTF_8);
            exchange.sendResponseHeaders(202, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().set("location", "/hook");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.createContext("/long", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = "x".repeat(1_000).getBytes(UTF_8);
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(part);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop(0);
        outbound.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anAnswerComesBack() throws Exception {
        var sent = outbound.post(url("/hook?a=b%2Fc"), Map.of("content-type", "text/plain"), "hello".getBytes(UTF_8));

        assertThat(sent).isEqualTo(new Sent.Answered(202, "taken", null));
        assertThat(seen.get())
                .isEqualTo("POST /hook?a=b%2Fc localhost:" + server.getAddress().getPort() + " hello");
    }

    @Test
    void anAddressThatIsNotAllowedIsNotEvenConnectedTo() throws Exception {
        try (var strict = new Outbound(vertx, Destinations.INTERNET)) {
            for (var host : List.of("localhost", "127.0.0.1", "[::1]", "2130706433")) {
                var sent = strict.post(
                        URI.create("http://" + host + ":" + server.getAddress().getPort() + "/hook"),
                        Map.of(),
                        new byte[0]);

                assertThat(sent)
                        .isInstanceOfSatisfying(
                                Sent.Failed.class,
                                failed -> assertThat(failed.why())
                                        .contains("may not be sent to")
                                        .contains("this machine itself"));
            }
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        assertThat(outbound.post(url("/moved"), Map.of(), new byte[0])).isEqualTo(new Sent.Answered(307, "", null));
        assertThat(asked).hasValue(0);
    }

    @Test
    void onlyTheBeginningOfALongAnswerIsRead() throws Exception {
        assertThat(outbound.post(url("/long"), Map.of(), new byte[0]))
                .isEqualTo(new Sent.Answered(200, "x".repeat(Outbound.MOST_BYTES), null));
    }

    @Test
    void oneThatHangsIsCut() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var hasty = new Outbound(vertx, LOOPBACK, Duration.ofSeconds(2))) {
            long begun = System.nanoTime();

            var sent = hasty.post(URI.create("http://localhost:" + silent.getLocalPort() + "/"), Map.of(), new byte[0]);

            assertThat(sent).isEqualTo(new Sent.Failed("no whole answer within 2 s"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(8));
        }
    }

    @Test
    void whatDoesNotAnswerOrIsNotThereIsSaid() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        assertThat(outbound.post(URI.create("http://localhost:" + closed + "/"), Map.of(), new byte[0]))
                .isInstanceOfSatisfying(
                        Sent.Failed.class, failed -> assertThat(failed.why()).containsIgnoringCase("refused"));
        assertThat(outbound.post(URI.create("http://there-is-no-such-host.invalid/"), Map.of(), new byte[0]))
                .isInstanceOf(Sent.Failed.class);
    }

    private URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }
}
