package stet.platform.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stet.platform.Threads;

class EdgeTest {
    record Greeting(String name) {}

    private final Vertx vertx = Vertx.vertx();
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
