package stet.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.access.Permission;
import stet.access.ServedAccess;
import stet.platform.Ids;
import stet.platform.Notices;
import stet.platform.db.Events;
import stet.platform.db.Outbox;
import stet.platform.http.Api;
import stet.platform.json.Json;
import stet.platform.outbound.Destinations;
import stet.platform.outbound.Network;
import stet.platform.outbound.Outbound;
import stet.platform.secrets.Secrets;
import tools.jackson.databind.JsonNode;

class WebhookTest {
    private static final String WEBHOOKS = "/api/v1/projects/demo/webhooks";
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** A message as a receiver sees it. */
    record Received(Headers headers, String body) {
        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    @TempDir
    Path home;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final InstantSource clock = now::get;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicReference<Integer> answer = new AtomicReference<>(204);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Notices notices = new Notices();
    private final ExecutorService receivers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<WebhookFeature> features = new ArrayList<>();
    private ServedAccess served;
    private Events events;
    private Outbound outbound;
    private HttpServer receiver;
    private String token;

    @BeforeEach
    void start() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(receivers);
        receiver.createContext("/", this::receive);
        receiver.start();
        served = new ServedAccess(home);
        token = Files.readString(home.resolve("cli-token")).strip();
        events = Events.follow(served.records, clock);
        outbound = new Outbound(vertx, new Destinations(List.of(Network.parse("127.0.0.1"), Network.parse("::1"))));
        var api = new Api();
        feature().declare(api);
        served.serve(api, Duration.ofSeconds(10));
    }

    private WebhookFeature feature() {
        var feature = WebhookFeature.create(
                new WebhookFeature.Needs(
                        served.records,
                        events,
                        Secrets.open(home, Optional.empty()),
                        outbound,
                        served.callers(),
                        served.access.trail(),
                        notices),
                clock,
                Duration.ofMillis(50));
        features.add(feature);
        return feature;
    }

    private void receive(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/hangs")) {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        received.add(new Received(
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        byte[] words = ("it is " + answer.get()).getBytes(UTF_8);
        boolean empty = answer.get() == 204;
        exchange.sendResponseHeaders(answer.get(), empty ? -1 : words.length);
        if (!empty) {
            exchange.getResponseBody().write(words);
        }
        exchange.close();
    }

    @AfterEach
    void stop() throws Exception {
        hanging.countDown();
        features.forEach(WebhookFeature::close);
        outbound.close();
        events.close();
        served.close();
        notices.close();
        receiver.stop(0);
        receivers.shutdownNow();
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void anEventIsSentOnceToEachWebhookThatWantsItAndIsSigned() throws Exception {
        var secret = create("/all", "").path("secret").stringValue();
        create("/labels", ",\"events\":[\"label.moved\"]");
        feature();

        happens("label.moved", "{\"name\":\"support\",\"label\":\"production\",\"version\":3}");
        happens("version.created", "{\"name\":\"support\",\"version\":4}");

        await().atMost(Duration.ofSeconds(10)).until(() -> received.size() >= 3);
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(5)).until(() -> received.size() == 3);
        var message = received.stream()
                .filter(it -> it.body().contains("version.created"))
                .findFirst()
                .orElseThrow();
        var body = Json.MAPPER.readTree(message.body());
        assertThat(body.path("type").stringValue()).isEqualTo("version.created");
        assertThat(body.path("timestamp").stringValue()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(body.path("data").path("project").stringValue()).isEqualTo("demo");
        assertThat(body.path("data").path("actor").stringValue()).isEqualTo("ada");
        assertThat(body.path("data").path("version").intValue()).isEqualTo(4);
        assertThat(message.header("webhook-id"))
                .isEqualTo("msg_" + events.after(0, 100).getLast().id());
        assertThat(verified(message, secret)).isTrue();
        assertThat(verified(new Received(message.headers(), message.body() + " "), secret))
                .isFalse();
    }

    @Test
    void whatIsNotTakenIsSentAgainLaterUnderTheSameId() throws Exception {
        var id = create("/a", "").path("item").path("id").stringValue();
        answer.set(500);
        happens("label.moved", "{}");
        var waiting = awaitTries(id, 1);

        assertThat(waiting.path("state").stringValue()).isEqualTo("waiting");
        assertThat(Instant.parse(waiting.path("nextAt").stringValue()))
                .isBetween(NOON.plusSeconds(5), NOON.plusSeconds(7));
        answer.set(204);
        now.set(NOON.plusSeconds(7));
        awaitState(id, "delivered");

        assertThat(received)
                .extracting(it -> it.header("webhook-id"))
                .hasSize(2)
                .containsOnly(received.getFirst().header("webhook-id"));
        var detail = get(200, "/" + id + "/deliveries/" + waiting.path("id").stringValue());
        assertThat(detail.path("attempts").get(0).path("problem").stringValue()).contains("it answers 500");
        assertThat(detail.path("attempts").get(0).path("response").stringValue())
                .isEqualTo("it is 500");
        assertThat(detail.path("attempts").get(1).path("status").intValue()).isEqualTo(204);
    }

    @Test
    void afterAllTriesAMessageFailsAndCanBeSentAgainByHand() throws Exception {
        var id = create("/a", "").path("item").path("id").stringValue();
        answer.set(500);
        happens("label.moved", "{}");
        for (int tries = 1; tries <= Retries.PAUSES.size(); tries++) {
            awaitTries(id, tries);
            now.set(now.get().plus(Duration.ofHours(13)));
        }
        var failed = awaitState(id, "failed");
        assertThat(failed.path("tries").intValue()).isEqualTo(Retries.PAUSES.size() + 1);
        answer.set(204);

        send(200, "PUT", "/" + id, "{\"url\":\"" + url("/a") + "\",\"enabled\":true}");
        send(200, "POST", "/" + id + "/deliveries/" + failed.path("id").stringValue() + "/replay", "{}");

        awaitState(id, "delivered");
        assertThat(get(200, "/" + id).has("failingSince")).isFalse();
    }

    @Test
    void allThatFailedInATimeCanBeSentAgain() throws Exception {
        var id = create("/a", "").path("item").path("id").stringValue();
        answer.set(500);
        happens("label.moved", "{}");
        happens("label.moved", "{}");
        awaitTries(id, 1);
        send(200, "PUT", "/" + id, "{\"url\":\"" + url("/a") + "\",\"enabled\":false}");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> get(200, "/" + id + "/deliveries?state=failed")
                                .path("items")
                                .size()
                        == 2);
        send(409, "POST", "/" + id + "/replay", "{}");
        answer.set(204);

        send(200, "PUT", "/" + id, "{\"url\":\"" + url("/a") + "\"}");
        assertThat(send(200, "POST", "/" + id + "/replay", "{}")
                        .path("replayed")
                        .intValue())
                .isEqualTo(2);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> get(200, "/" + id + "/deliveries?state=delivered")
                                .path("items")
                                .size()
                        == 2);
    }

    @Test
    void oneThatTakesNothingForDaysIsSwitchedOffAndItIsSaid() throws Exception {
        var id = create("/a", "").path("item").path("id").stringValue();
        answer.set(500);
        happens("label.moved", "{}");
        awaitTries(id, 1);
        now.set(NOON.plus(Duration.ofDays(5)));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !get(200, "/" + id).path("enabled").booleanValue());

        assertThat(get(200, "/" + id).path("disabledBecause").stringValue())
                .contains("no message for 5 days")
                .contains("500");
        assertThat(served.records).isNotNull();
        awaitState(id, "failed");
        happens("label.moved", "{}");
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(5)).until(() -> received.size() == 2);
    }

    @Test
    void oneThatIsGoneIsSwitchedOffAtOnce() throws Exception {
        var id = create("/a", "").path("item").path("id").stringValue();
        answer.set(410);
        happens("label.moved", "{}");

        await().atMost(Duration.ofSeconds(10))
                .until(() -> !get(200, "/" + id).path("enabled").booleanValue());
        assertThat(get(200, "/" + id).path("disabledBecause").stringValue()).contains("410");
    }

    @Test
    void oneThatHangsHoldsUpNoOther() throws Exception {
        create("/hangs", "");
        create("/works", "");
        for (int i = 0; i < 8; i++) {
            happens("label.moved", "{}");
        }

        await().atMost(Duration.ofSeconds(8)).until(() -> received.size() == 8);
    }

    @Test
    void anotherSecretIsUsedBesideTheOldOneForAWhile() throws Exception {
        var made = create("/a", "");
        var id = made.path("item").path("id").stringValue();
        var old = made.path("secret").stringValue();

        var rotated = send(200, "POST", "/" + id + "/rotate", "{\"overlapHours\":2}");
        var fresh = rotated.path("secret").stringValue();
        assertThat(rotated.path("item").path("previousUntil").stringValue()).isEqualTo("2026-11-23T14:00:00Z");
        happens("label.moved", "{}");
        await().atMost(Duration.ofSeconds(10)).until(() -> received.size() == 1);
        assertThat(verified(received.getFirst(), old)).isTrue();
        assertThat(verified(received.getFirst(), fresh)).isTrue();
        awaitState(id, "delivered");

        now.set(NOON.plus(Duration.ofHours(2)));
        happens("label.moved", "{}");
        await().atMost(Duration.ofSeconds(10)).until(() -> received.size() == 2);
        assertThat(verified(received.getLast(), old)).isFalse();
        assertThat(verified(received.getLast(), fresh)).isTrue();
    }

    @Test
    void aTestSaysAtOnceWhatCameOfIt() throws Exception {
        var made = create("/a", "");
        var id = made.path("item").path("id").stringValue();

        var tested = send(200, "POST", "/" + id + "/test", "");

        assertThat(tested.path("item").path("state").stringValue()).isEqualTo("delivered");
        assertThat(tested.path("payload").path("type").stringValue()).isEqualTo("webhook.test");
        assertThat(verified(received.getFirst(), made.path("secret").stringValue()))
                .isTrue();
        answer.set(503);
        var failed = send(200, "POST", "/" + id + "/test", "");
        assertThat(failed.path("item").path("state").stringValue()).isEqualTo("failed");
        assertThat(failed.path("attempts").get(0).path("problem").stringValue()).contains("503");
        assertThat(get(200, "/" + id).has("failingSince")).isFalse();
    }

    @Test
    void aPrivateAddressIsNotSentTo() throws Exception {
        var made = send(201, "POST", "", "{\"url\":\"http://10.0.0.1/hook\"}");

        var tested = send(200, "POST", "/" + made.path("item").path("id").stringValue() + "/test", "");

        assertThat(tested.path("attempts").get(0).path("problem").stringValue()).contains("private network");
    }

    @Test
    void whatIsNoWebhookIsRefusedInWords() throws Exception {
        assertThat(send(400, "POST", "", "{}").path("detail").stringValue()).contains("url: is missing");
        for (var url : List.of("ftp://example.com", "https://", "https://ada:secret@example.com", "example.com")) {
            assertThat(send(400, "POST", "", "{\"url\":\"" + url + "\"}")
                            .path("detail")
                            .stringValue())
                    .contains("is not an address such as");
        }
        assertThat(send(400, "POST", "", "{\"url\":\"https://example.com\",\"events\":[\"label.lost\"]}")
                        .path("detail")
                        .stringValue())
                .contains("'label.lost' is none of version.created");
        assertThat(get(404, "/" + Ids.next()).path("detail").stringValue()).contains("there is no webhook");
        for (int i = 0; i < Webhooks.MOST; i++) {
            create("/a", "");
        }
        assertThat(send(409, "POST", "", "{\"url\":\"https://example.com\"}")
                        .path("detail")
                        .stringValue())
                .contains("20 webhooks");
    }

    @Test
    void theLogIsFilteredAndPaged() throws Exception {
        var id = create("/a", "").path("item").path("id").stringValue();
        for (int i = 0; i < 3; i++) {
            happens("label.moved", "{}");
        }
        happens("version.created", "{}");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> get(200, "/" + id + "/deliveries?state=delivered")
                                .path("items")
                                .size()
                        == 4);

        var first = get(200, "/" + id + "/deliveries?type=label.moved&limit=2");
        var second = get(
                200,
                "/" + id + "/deliveries?type=label.moved&limit=2&cursor="
                        + first.path("nextCursor").stringValue());

        assertThat(first.path("items").size()).isEqualTo(2);
        assertThat(second.path("items").size()).isEqualTo(1);
        assertThat(second.has("nextCursor")).isFalse();
        assertThat(get(400, "/" + id + "/deliveries?state=lost").path("detail").stringValue())
                .contains("'lost' is none of");
    }

    @Test
    void aRemovedWebhookLeavesNothing() throws Exception {
        var id = create("/a", "").path("item").path("id").stringValue();
        happens("label.moved", "{}");
        awaitState(id, "delivered");

        send(204, "DELETE", "/" + id, "");

        get(404, "/" + id);
        assertThat(get(200, "").path("items").size()).isZero();
    }

    private void happens(String type, String data) {
        var installation = served.callers().server().mayEverywhere(Permission.READ_SYSTEM);
        var project = served.callers().server().project("demo").id();
        served.records
                .inInstallation(sql -> sql)
                .inTurn()
                .change(
                        installation,
                        sql -> Outbox.add(sql, project, type, "ada", now.get(), Json.MAPPER.readTree(data)));
    }

    /** As the manual tells receivers to do it. */
    private static boolean verified(Received message, String secret) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        var signed = message.header("webhook-id") + "." + message.header("webhook-timestamp") + "." + message.body();
        byte[] expected = mac.doFinal(signed.getBytes(UTF_8));
        for (var signature : message.header("webhook-signature").split(" ", -1)) {
            if (signature.startsWith("v1,")
                    && MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature.substring(3)))) {
                return true;
            }
        }
        return false;
    }

    private JsonNode create(String path, String more) throws Exception {
        return send(201, "POST", "", "{\"url\":\"" + url(path) + "\"" + more + "}");
    }

    private String url(String path) {
        return "http://localhost:" + receiver.getAddress().getPort() + path;
    }

    private JsonNode awaitTries(String id, int tries) throws Exception {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> get(200, "/" + id + "/deliveries")
                                .path("items")
                                .path(0)
                                .path("tries")
                                .intValue(0)
                        >= tries);
        return get(200, "/" + id + "/deliveries").path("items").get(0);
    }

    private JsonNode awaitState(String id, String state) throws Exception {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> get(200, "/" + id + "/deliveries?state=" + state)
                                .path("items")
                                .size()
                        > 0);
        return get(200, "/" + id + "/deliveries?state=" + state).path("items").get(0);
    }

    private JsonNode get(int status, String path) throws Exception {
        return send(status, "GET", path, "");
    }

    private JsonNode send(int status, String method, String path, String body) throws Exception {
        var answered = client.send(
                HttpRequest.newBuilder(served.url().resolve(WEBHOOKS + path))
                        .header("authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answered.statusCode()).as(answered.body()).isEqualTo(status);
        return answered.body().isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(answered.body());
    }
}
