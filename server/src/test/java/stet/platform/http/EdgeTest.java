package stet.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stet.platform.Threads;

class EdgeTest {
    record Greeting(String name) {}

    enum Tone {
        CALM,
        LOUD;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Reminder(Instant at, UUID id, Tone tone, LocalDate day, int times) {}

    private final Vertx vertx = Listener.vertx(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;
    private BodyReader bodies;

    @BeforeEach
    void start() throws Exception {
        var api = new Api();
        api.post("/api/v1/greetings/{language}", "Greets")
                .takes(Greeting.class)
                .answers(200, Greeting.class)
                .by(call -> {
                    var asked = call.body(Greeting.class);
                    int times = call.queryInt("times", 1, 1, 3);
                    return Answer.ok(new Greeting((call.path("language") + " " + asked.name()).repeat(times)));
                });
        api.post("/api/v1/reminders", "Reminds")
                .takes(Reminder.class)
                .answers(200, Reminder.class)
                .by(call -> Answer.ok(call.body(Reminder.class)));
        api.get("/api/v1/bug", "Fails").answers(200, Greeting.class).by(_ -> {
            throw new IllegalStateException("secret inside");
        });
        bodies = new BodyReader(vertx, Duration.ofMillis(400), 4 * 1024 * 1024);
        var edge = new Edge(
                vertx,
                api,
                List.of(),
                new StaticFiles(),
                bodies,
                new HttpTimes(new SimpleMeterRegistry()),
                Threads.virtual("test"));
        server = vertx.createHttpServer(Listener.options("127.0.0.1", 0))
                .requestHandler(edge::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anOperationAnswersWhatItsHandlerReturns() throws Exception {
        var answer = post("/api/v1/greetings/de%2Fch?times=2", "{\"name\":\"Ada\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"name\":\"de/ch Adade/ch Ada\"}");
        assertThat(answer.headers().firstValue("stet-request-id"))
                .get()
                .asString()
                .startsWith("req_");
    }

    @Test
    void aRefusalIsProblemJsonThatNamesTheFieldAndTheRequest() throws Exception {
        var answer = post("/api/v1/greetings/de?times=9", "{\"name\":\"Ada\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("times: '9' is not a whole number from 1 to 3")
                .contains(answer.headers().firstValue("stet-request-id").orElseThrow());
    }

    @Test
    void aBodyThatIsNotJsonSaysWhere() throws Exception {
        var answer = post("/api/v1/greetings/de", "{\"name\":");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("line 1, column");
        assertThat(post("/api/v1/greetings/de", "").body()).contains("the body is empty");
        assertThat(post("/api/v1/greetings/de", "[1]").body())
                .contains("cannot be read as an object")
                .doesNotContain("stet.");
        assertThat(post("/api/v1/greetings/de", "{\"other\":" + "[".repeat(100_000))
                        .body())
                .contains("depth");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            at    | "yesterday" | 'yesterday' is not an RFC 3339 time such as 2026-11-23T10:00:00Z
            at    | {}          | it cannot be read as an RFC 3339 time such as 2026-11-23T10:00:00Z
            id    | "7"         | '7' is not an id, which is a UUID such as
            tone  | "shrill"    | 'shrill' is not one of calm, loud
            day   | "Monday"    | 'Monday' is not a date such as 2026-11-23
            times | "twice"     | 'twice' is not a number
            """)
    void aValueThatDoesNotFitIsNamedWithTheFormThatWould(String field, String value, String why) throws Exception {
        var answer = post("/api/v1/reminders", "{\"" + field + "\":" + value + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"field\":\"" + field + "\"")
                .contains("line 1, column")
                .contains(why);
    }

    @Test
    void aBugIsAnsweredWithoutItsSecrets() throws Exception {
        var answer =
                client.send(HttpRequest.newBuilder(uri("/api/v1/bug")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("bug in stet").doesNotContain("secret inside");
    }

    @Test
    void aWrongMethodNamesTheRightOnes() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(uri("/api/v1/greetings/de")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.body()).contains("it takes POST");
    }

    @Test
    void anAnnouncedBodyOverTheLimitIsRefusedBeforeItIsSent() throws Exception {
        var answer = raw("POST /api/v1/greetings/de HTTP/1.1\r\nhost: x\r\ncontent-length: 209715200\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("larger than the limit of 1 MiB");
        assertThat(bodies.held()).isZero();
    }

    @Test
    void aChunkedBodyOverTheLimitIsRefusedWhenItCrossesIt() throws Exception {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

        var answer = raw("POST /api/v1/greetings/de HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"
                + chunk.repeat(20));

        assertThat(answer).startsWith("HTTP/1.1 413");
        assertThat(bodies.held()).isZero();
    }

    @Test
    void aBodyThatStopsHalfWayIsRefusedAfterItsDeadline() throws Exception {
        var answer = raw("POST /api/v1/greetings/de HTTP/1.1\r\nhost: x\r\ncontent-length: 20\r\n\r\n{\"name\":");

        assertThat(answer).startsWith("HTTP/1.1 408").contains("did not arrive within");
        assertThat(bodies.held()).isZero();
    }

    @Test
    void anOfferToUpgradeIsAnsweredInHttp1WithItsWholeBody() throws Exception {
        String body = "{\"name\":\"" + "x".repeat(300_000) + "\"}";
        String request = ("POST /api/v1/greetings/de HTTP/1.1\r\nhost: x\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                + "UPGRADE: foo, h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\ncontent-length: "
                + body.length() + "\r\n\r\n" + body);

        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();

            assertThat(until("{\"name\":\"de xxx", socket)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void anOfferThatArrivesByteByByteIsIgnoredToo() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.setSoTimeout(5000);
            socket.setTcpNoDelay(true);
            String head = """
                    GET /api/v1/bug HTTP/1.1\r
                    host: x\r
                    connection: upgrade, http2-settings\r
                    upgrade: h2c\r
                    http2-settings: AAMAAABkAAQAAP__\r
                    \r
                    """;
            for (byte b : head.getBytes(UTF_8)) {
                socket.getOutputStream().write(b);
                socket.getOutputStream().flush();
            }
            assertThat(until("bug in stet", socket)).startsWith("HTTP/1.1 500");
        }
    }

    @Test
    void aClientThatBeginsWithHttp2IsAnsweredInIt() throws Exception {
        var http2 = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        var answered = http2.request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/api/v1/greetings/de")
                .compose(request -> request.send("{\"name\":\"" + "x".repeat(2_000_000) + "\"}"))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(answered.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(answered.statusCode()).isEqualTo(413);
    }

    /** What comes up to and with these words; a connection that is kept open has no other end. */
    private static String until(String end, Socket socket) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return read.toString();
            }
            read.append((char) next);
        }
        return read.toString();
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }
}
