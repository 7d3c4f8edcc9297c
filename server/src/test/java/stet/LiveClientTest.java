package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.cli.StetCommand;
import stet.client.StetException;
import stet.client.live.Live;
import stet.client.live.LiveOptions;
import stet.client.live.LiveState.Channel;
import stet.client.live.Source;
import stet.client.live.Which;
import stet.platform.json.Json;

/** What an application's client has of what is live, while a whole server comes and goes. */
class LiveClientTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @TempDir
    Path folder;

    private TestServer server;
    private Registered registered;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home, Map.of("STET_SIMULATED", "true"));
        registered = new Registered(server);
        registered.releases(2);
        registered.deploy(1);
        registered.deploy(2);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aReleaseComesWithEverythingItPinsAndSaysThatItIsFresh() {
        try (var live = options().open()) {
            var release = live.release("billing-bot");

            assertThat(release.number()).isEqualTo(2);
            assertThat(release.headers()).isEqualTo(Map.of("stet-app", "billing-bot", "stet-release", "2"));
            assertThat(release.step("answer").path("model").path("name").asString())
                    .isEqualTo("simulated-small");
            assertThat(release.part("prompt", "greeting").orElseThrow().version())
                    .isEqualTo(2);
            assertThat(release.found().source()).isEqualTo(Source.FRESH);
            assertThat(release.found().whyNotFresh()).isEmpty();
            assertThat(live.release("billing-bot", 1).number()).isEqualTo(1);
        }
    }

    @Test
    void aRollbackIsSeenByAnOpenClient() throws Exception {
        try (var live = options().open()) {
            assertThat(live.release("billing-bot").number()).isEqualTo(2);
            await().atMost(LONG_ENOUGH).until(() -> live.state().channel() == Channel.EVENTS);

            registered.rollback();

            await().pollInterval(Duration.ofMillis(5))
                    .atMost(LONG_ENOUGH)
                    .until(() -> live.release("billing-bot").number() == 1);
            assertThat(live.release("billing-bot").found().source()).isEqualTo(Source.FRESH);
        }
    }

    @Test
    void aPromptIsFoundByLabelNumberNewestAndByWhatAReleasePins() throws Exception {
        registered.label("greeting", "beta", 0, 1);
        try (var live = options().open()) {
            assertThat(live.prompt("greeting", Which.label("beta")).version()).isEqualTo(1);
            assertThat(live.prompt("greeting", Which.number(1)).reference()).isEqualTo("greeting@1");
            assertThat(live.prompt("greeting", Which.latest()).version()).isEqualTo(2);
            assertThat(live.prompt("greeting", Which.pinnedBy("billing-bot", "production"))
                            .version())
                    .isEqualTo(2);
            await().atMost(LONG_ENOUGH).until(() -> live.state().channel() == Channel.EVENTS);

            registered.label("greeting", "beta", 1, 2);

            await().atMost(LONG_ENOUGH)
                    .until(() -> live.prompt("greeting", Which.label("beta")).version() == 2);
        }
    }

    @Test
    void whatWasLiveStaysWhileTheServerIsAwayAndIsRenewedWhenItIsBack() throws Exception {
        int port = port(server);
        try (var live = options().refreshEvery(Duration.ofMillis(200)).open()) {
            assertThat(live.release("billing-bot").number()).isEqualTo(2);

            server.close();

            await().atMost(LONG_ENOUGH)
                    .until(() -> live.release("billing-bot").found().source() == Source.STALE);
            var stale = live.release("billing-bot");
            assertThat(stale.number()).isEqualTo(2);
            await().atMost(LONG_ENOUGH).until(() -> live.state().trouble() != null);

            server = new TestServer(home, Map.of("STET_SIMULATED", "true", "STET_PORT", String.valueOf(port)));
            new Registered(server).rollback();

            await().atMost(LONG_ENOUGH).until(() -> live.release("billing-bot").number() == 1);
            await().atMost(LONG_ENOUGH).until(() -> live.state().channel() == Channel.EVENTS);
            await().atMost(LONG_ENOUGH)
                    .until(() -> live.release("billing-bot").found().source() == Source.FRESH);
        }
    }

    @Test
    void aCopyOnTheDiskOutlivesTheProcessAndOnlyItsOwnerMayReadIt() throws Exception {
        remember();
        server.close();

        try (var live = options().copiesIn(folder.resolve("copies")).open()) {
            var release = live.release("billing-bot");
            assertThat(release.number()).isEqualTo(2);
            assertThat(release.found().source()).isEqualTo(Source.DISK);
            assertThat(release.found().whyNotFresh()).isPresent();
            assertThat(release.found().age()).isLessThan(Duration.ofMinutes(5));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("copies"))))
                .isEqualTo("rwx------");
        for (var file : copies()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file)).doesNotContain(server.key);
        }
    }

    @Test
    void aDamagedCopyCountsAsNone() throws Exception {
        remember();
        var file = copies().get(0);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 20] ^= 1;
        Files.write(file, bytes);
        server.close();

        try (var live = options().copiesIn(folder.resolve("copies")).open()) {
            assertThatThrownBy(() -> live.release("billing-bot"))
                    .isInstanceOf(StetException.class)
                    .hasMessageContaining("is the server running there?");
        }
    }

    @Test
    void aBundleStandsInWhenNothingElseIsThere() throws Exception {
        var bundle = folder.resolve("bundle.json");
        try (var live = options().open()) {
            live.release("billing-bot");
            live.writeBundle(bundle);
        }
        server.close();

        try (var live = options().bundled(bundle).open()) {
            var release = live.release("billing-bot");
            assertThat(release.number()).isEqualTo(2);
            assertThat(release.found().source()).isEqualTo(Source.BUNDLED);
        }
    }

    @Test
    void aBundleIsRefreshedOnceTheServerIsThere() throws Exception {
        var bundle = folder.resolve("bundle.json");
        try (var live = options().open()) {
            live.release("billing-bot");
            live.writeBundle(bundle);
        }
        registered.rollback();

        try (var live = options().bundled(bundle).open()) {
            assertThat(live.release("billing-bot").number()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatDoesNotAnswerHoldsNobodyUpForLong() throws Exception {
        remember();
        var bundle = folder.resolve("bundle.json");
        try (var live = options().open()) {
            live.release("billing-bot");
            live.writeBundle(bundle);
        }
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var live = Live.of(URI.create("http://127.0.0.1:" + silent.getLocalPort()), "stet_x", "demo")
                        .longestWait(Duration.ofMillis(300))
                        .bundled(bundle)
                        .open()) {
            long from = System.nanoTime();
            assertThat(live.release("billing-bot").found().source()).isEqualTo(Source.BUNDLED);
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isBetween(Duration.ofMillis(250), LONG_ENOUGH);

            assertThatThrownBy(() -> live.release("other-bot")).hasMessageContaining("did not answer");
        }
    }

    @Test
    void whatTheServerRefusesIsSaidInItsWords() {
        try (var live = options().open()) {
            assertThatThrownBy(() -> live.release("no-such-bot"))
                    .isInstanceOfSatisfying(
                            StetException.class, it -> assertThat(it.status()).isEqualTo(404))
                    .hasMessage("there is no app 'no-such-bot'");
        }
        try (var live = Live.of(server.uri(""), "stet_wrong", "demo").open()) {
            assertThatThrownBy(() -> live.release("billing-bot"))
                    .isInstanceOfSatisfying(
                            StetException.class, it -> assertThat(it.status()).isEqualTo(401));
        }
    }

    @Test
    void memoryHoldsNoMoreThanItMay() {
        try (var live = options().most(2).copiesIn(folder.resolve("copies")).open()) {
            live.prompt("greeting", Which.number(1));
            live.prompt("greeting", Which.number(2));
            live.prompt("greeting", Which.latest());
            assertThat(live.state().held()).isEqualTo(2);
            live.release("billing-bot");
            assertThat(live.state().held()).isEqualTo(2);
        }
        assertThat(copies()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void changesAreLearntOfByLongPollWhereStreamsDoNotComeThrough() throws Exception {
        try (var client = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            proxy.setExecutor(threads);
            proxy.createContext("/", exchange -> {
                var path = exchange.getRequestURI().toString();
                var request = HttpRequest.newBuilder(server.uri(path));
                exchange.getRequestHeaders().forEach((name, values) -> {
                    if (name.equalsIgnoreCase("authorization") || name.equalsIgnoreCase("if-none-match")) {
                        request.header(name, values.get(0));
                    }
                });
                try {
                    if (path.endsWith("/events")) {
                        exchange.sendResponseHeaders(502, -1);
                        exchange.close();
                        return;
                    }
                    var answer = client.send(request.build(), BodyHandlers.ofByteArray());
                    answer.headers()
                            .firstValue("etag")
                            .ifPresent(it -> exchange.getResponseHeaders().set("etag", it));
                    exchange.sendResponseHeaders(
                            answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
                    exchange.getResponseBody().write(answer.body());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    exchange.close();
                }
            });
            proxy.start();
            try (var live = Live.of(
                            URI.create("http://127.0.0.1:" + proxy.getAddress().getPort()), server.key, "demo")
                    .open()) {
                assertThat(live.release("billing-bot").number()).isEqualTo(2);
                await().atMost(LONG_ENOUGH).until(() -> live.state().channel() == Channel.LONG_POLL);

                registered.rollback();

                await().atMost(LONG_ENOUGH)
                        .until(() -> live.release("billing-bot").number() == 1);
            } finally {
                threads.shutdownNow();
                proxy.stop(0);
            }
        }
    }

    @Test
    void theCommandMakesABundle() throws Exception {
        var file = folder.resolve("made.json");
        int exit = StetCommand.run(
                new String[] {
                    "release",
                    "bundle",
                    "billing-bot",
                    "--project",
                    "demo",
                    "--prompt",
                    "greeting@1",
                    "-o",
                    file.toString()
                },
                Map.of("STET_HOME", home.toString(), "STET_URL", server.uri("").toString(), "STET_KEY", server.key),
                System.out,
                System.err);
        assertThat(exit).isZero();
        assertThat(Json.MAPPER
                        .readTree(Files.readString(file, StandardCharsets.UTF_8))
                        .path("items")
                        .size())
                .isEqualTo(2);
    }

    private void remember() {
        try (var live = options().copiesIn(folder.resolve("copies")).open()) {
            assertThat(live.release("billing-bot").number()).isEqualTo(2);
        }
        assertThat(copies()).hasSize(1);
    }

    private List<Path> copies() {
        try (var files = Files.list(folder.resolve("copies"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LiveOptions options() {
        return Live.of(server.uri(""), server.key, "demo");
    }

    private static int port(TestServer of) {
        return of.uri("").getPort();
    }
}
