package stet.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that read too slowly, send too much, or stop in the middle. */
class RoughClientsTest {
    private static final int MIB = 1024 * 1024;
    private static final String CALL = "{\"model\":\"gpt-5\",\"messages\":[]}";

    @TempDir
    Path home;

    private ScriptedUpstream upstream;
    private GatewayServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        upstream = new ScriptedUpstream();
        server = new GatewayServer(
                home,
                Map.of(
                        "STET_PROVIDER_UP_BASE_URL", upstream.baseUrl(),
                        "STET_BODY_SECONDS", "2",
                        "STET_GATEWAY_BODY_MIB", "64",
                        "STET_HELD_BODIES_MIB", "70"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.stop();
        upstream.close();
    }

    @Test
    void aClientThatReadsAByteASecondPausesItsProviderAndNobodyElse() throws Exception {
        int events = 20_000;
        String event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(2000) + "\"}}]}\n\n";
        var sent = new AtomicLong();
        upstream.answers((request, out) -> {
            if (!request.body().contains("\"stream\":true")) {
                ScriptedUpstream.ok(out, "{}");
                return;
            }
            out.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                    .getBytes(UTF_8));
            for (int i = 0; i < events; i++) {
                ScriptedUpstream.chunk(out, event);
                sent.addAndGet(event.length());
            }
            ScriptedUpstream.chunk(out, "data: [DONE]\n\n");
            out.write("0\r\n\r\n".getBytes(UTF_8));
        });

        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(8 * 1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port));
            socket.getOutputStream()
                    .write(request(
                                    "{\"model\":\"gpt-5\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}")
                            .getBytes(UTF_8));
            long before = -1;
            for (int second = 0; second < 3 || before != sent.get(); second++) {
                before = sent.get();
                assertThat(second).as("seconds until the provider was paused").isLessThan(20);
                assertThat(socket.getInputStream().read()).isNotNegative();
                assertThat(post(CALL).statusCode()).isEqualTo(200);
                Thread.sleep(1000);
            }
            assertThat(sent.get()).as("bytes the provider could send").isLessThan((long) events * event.length() / 2);

            byte[] rest = readUntilEnd(socket);

            assertThat(rest.length).isGreaterThan(events * event.length());
            assertThat(new String(rest, rest.length - 200, 200, UTF_8)).contains("data: [DONE]");
        }
    }

    @Test
    void twoHundredMebibytesReallySentAreRefusedWithoutBeingKept() throws Exception {
        upstream.answersJson("{}");
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<String>>();
            for (int i = 0; i < 3; i++) {
                Callable<String> flood = this::sendTwoHundredMebibytes;
                answers.add(senders.submit(flood));
            }
            for (var answer : answers) {
                assertThat(answer.get())
                        .containsAnyOf("HTTP/1.1 413", "HTTP/1.1 503")
                        .containsAnyOf("larger than the limit of 64 MiB", "holding as many request bytes")
                        .contains("\"error\":{", "connection: close");
            }
        }

        assertThat(upstream.received).isEmpty();
        assertThat(post("{\"model\":\"gpt-5\",\"messages\":[],\"pad\":\"" + "x".repeat(50 * MIB) + "\"}")
                        .statusCode())
                .as("nothing of the floods is held any more")
                .isEqualTo(200);
    }

    @Test
    void aBodyThatStopsHalfWayIsATimeOutInTheDialectAndIsRecorded() throws Exception {
        String half = request(CALL);
        try (var socket = server.send(half.substring(0, half.length() - 10))) {
            String answer = new String(readUntilEnd(socket), UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 408").contains("did not arrive within 2 seconds");
        }
        assertThat(upstream.received).isEmpty();
        assertThat(server.span().status().errorKind()).isEqualTo("timeout");
    }

    @Test
    void aClientThatHangsUpInTheMiddleOfItsBodyLeavesNothingHeld() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (var socket = server.send("POST /v1/chat/completions HTTP/1.1\r\nhost: stet\r\nauthorization: Bearer "
                    + server.key + "\r\ncontent-length: " + 64 * MIB + "\r\n\r\n")) {
                socket.getOutputStream().write(new byte[32 * MIB]);
            }
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> post(CALL).statusCode() == 200);
        assertThat(post("{\"model\":\"gpt-5\",\"messages\":[],\"pad\":\"" + "x".repeat(50 * MIB) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void tenThousandHeadersAreRefusedWhenTooLongAndPassedOnWhenNot() throws Exception {
        upstream.answersJson("{}");
        var many = new StringBuilder("POST /v1/chat/completions HTTP/1.1\r\nhost: stet\r\n");
        for (int i = 0; i < 10_000; i++) {
            many.append("x-").append(i).append(": 1\r\n");
        }
        try (var socket = server.send(many + "content-length: 0\r\n\r\n")) {
            assertThat(new String(readUntilEnd(socket), UTF_8)).startsWith("HTTP/1.1 431");
        }

        String small = request(CALL).replace("content-type", "a:1\r\n".repeat(10_000) + "content-type");
        try (var socket = server.send(small)) {
            var answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
            assertThat(new String(answer, UTF_8)).isEqualTo("HTTP/1.1 200");
        }
        assertThat(upstream.received.getFirst().head().lines().filter("a: 1"::equals))
                .hasSize(10_000);
    }

    private String sendTwoHundredMebibytes() throws IOException {
        var chunk = new byte[MIB];
        Arrays.fill(chunk, (byte) ' ');
        try (var socket = server.send("POST /v1/chat/completions HTTP/1.1\r\nhost: stet\r\nauthorization: Bearer "
                + server.key + "\r\ntransfer-encoding: chunked\r\n\r\n")) {
            try {
                OutputStream out = socket.getOutputStream();
                for (int i = 0; i < 200; i++) {
                    out.write("100000\r\n".getBytes(UTF_8));
                    out.write(chunk);
                    out.write("\r\n".getBytes(UTF_8));
                }
            } catch (SocketException closedByTheServer) {
                // the answer was sent before
            }
            return new String(readUntilEnd(socket), UTF_8);
        }
    }

    /** What comes until the connection ends, however it does. */
    private static byte[] readUntilEnd(Socket socket) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (SocketException reset) {
            // what came before counts
        }
        return bytes.toByteArray();
    }

    private HttpResponse<String> post(String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(server.uri("/v1/chat/completions"))
                        .header("authorization", "Bearer " + server.key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String request(String body) {
        return "POST /v1/chat/completions HTTP/1.1\r\nhost: stet\r\nauthorization: Bearer " + server.key
                + "\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: " + body.length()
                + "\r\n\r\n" + body;
    }
}
