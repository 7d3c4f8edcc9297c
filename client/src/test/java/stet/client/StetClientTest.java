package stet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StetClientTest {
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("stet-request-id", "req_1");
            exchange.sendResponseHeaders(status, status == 204 ? -1 : body.length);
            exchange.getResponseBody().write(body, 0, status == 204 ? 0 : body.length);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private StetClient stet() {
        return StetClient.to(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), "stet_secret");
    }

    @Test
    void aKeyIsMadeAndItsSecretStaysOutOfText() {
        status = 201;
        answer = "{\"key\":\"stet_abcdef123\",\"item\":{\"id\":\"1\",\"name\":\"ci\",\"prefix\":\"stet_abcdef\","
                + "\"createdAt\":\"2026-11-23T10:06:39.123456Z\",\"createdBy\":\"admin\",\"later\":1}}";

        var made = stet().keys("a b").create("ci");

        assertThat(made.key()).isEqualTo("stet_abcdef123");
        assertThat(made.item().createdAt()).hasToString("2026-11-23T10:06:39.123456Z");
        assertThat(made.item().revokedAt()).isNull();
        assertThat(made.toString()).doesNotContain("stet_abcdef123");
        assertThat(asked).containsExactly("POST /api/v1/projects/a%20b/keys Bearer stet_secret {\"name\":\"ci\"}");
    }

    @Test
    void aRefusalCarriesTheServersWordsItsFixAndTheRequestId() {
        status = 404;
        answer = "{\"title\":\"Not found\",\"detail\":\"there is no project 'x'\",\"fix\":\"name another\"}";

        assertThatThrownBy(() -> stet().keys("x").list()).isInstanceOfSatisfying(StetException.class, e -> {
            assertThat(e).hasMessage("there is no project 'x'; name another");
            assertThat(e.status()).isEqualTo(404);
            assertThat(e.requestId()).contains("req_1");
        });
    }

    @Test
    void anAnswerThatIsNotStetsIsSaidToBeThat() {
        answer = "<html>hello</html>";
        assertThatThrownBy(() -> stet().projects().list())
                .isInstanceOf(StetException.class)
                .hasMessageContaining("is it a stet server?");

        status = 502;
        assertThatThrownBy(() -> stet().projects().list())
                .isInstanceOf(StetException.class)
                .hasMessageContaining("answered 502 without saying why");
    }

    @Test
    void aServerThatIsNotReadyStillListsItsChecks() {
        status = 503;
        answer = "{\"status\":\"not ready\",\"checks\":[{\"name\":\"stores\",\"ok\":false,\"detail\":\"full\"}]}";

        var health = stet().health();

        assertThat(health.ready()).isFalse();
        assertThat(health.checks()).containsExactly(new Health.Check("stores", false, "full"));
    }

    @Test
    void filtersAreEncodedAndMayRepeat() {
        answer = "{\"items\":[{\"traceId\":\"t\",\"costUsd\":0.10}]}";

        var page = stet().traces("demo")
                .list(TraceQuery.newest(5).where("model", "a/b").where("model", "c&d"));

        assertThat(page.at("/items/0/costUsd").decimalValue()).isEqualByComparingTo("0.10");
        assertThat(asked.get(0)).startsWith("GET /api/v1/projects/demo/traces?limit=5&model=a%2Fb&model=c%26d ");
    }

    @Test
    void nobodyThereAndASilentServerAreToldApart() throws Exception {
        server.stop(0);
        assertThatThrownBy(() -> stet().projects().list())
                .isInstanceOfSatisfying(
                        StetException.class, e -> assertThat(e.status()).isZero())
                .hasMessageContaining("is the server running there?");

        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            var hasty = StetClient.to(url, "", Duration.ofSeconds(1), Duration.ofMillis(200));
            assertThatThrownBy(() -> hasty.projects().list()).hasMessageContaining("did not answer within");
        }
    }

    @Test
    void anAddressWithoutASchemeIsRefusedAtOnce() {
        assertThatThrownBy(() -> StetClient.to(URI.create("localhost:7070"), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://127.0.0.1:7070");
    }
}
