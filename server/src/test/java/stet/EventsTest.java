package stet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    private static final String EVENTS = "/api/v1/projects/demo/events";
    private static final String SCORE = """
            {"items":[{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","name":"helpful","value":1}]}""";

    @TempDir
    Path home;

    private TestServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home, Map.of("STET_EVENT_STREAMS", "3"));
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void aPageHearsThatSomethingIsNewAndWhatItMissed() throws Exception {
        String last;
        try (var page = new Page(EVENTS + "?topics=scores,rejected", "")) {
            page.awaitEvent("ready");

            assertThat(server.post("/api/v1/projects/demo/scores", SCORE).statusCode())
                    .isEqualTo(200);

            assertThat(page.awaitEvent("changed")).contains("\"scores\"").doesNotContain("rejected");
            last = page.lastId();
        }
        assertThat(server.post("/v1/traces", "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{}]}]}]}")
                        .statusCode())
                .isEqualTo(200);
        try (var again = new Page(EVENTS + "?topics=scores,rejected", last)) {
            assertThat(again.awaitEvent("changed")).contains("\"rejected\"").doesNotContain("scores");
        }
        try (var fromElsewhere = new Page(EVENTS + "?topics=jobs", "another-7")) {
            assertThat(fromElsewhere.awaitEvent("changed")).contains("\"jobs\"");
        }
    }

    @Test
    void aSavedArtifactIsNews() throws Exception {
        try (var page = new Page(EVENTS + "?topics=artifacts,deployments", "")) {
            page.awaitEvent("ready");

            assertThat(server.ask(
                                    "POST",
                                    "/api/v1/projects/demo/artifacts",
                                    "{\"kind\":\"prompt\",\"name\":\"support\",\"content\":{\"type\":\"text\",\"templateFormat\":\"mustache\",\"text\":\"Hi\"}}")
                            .statusCode())
                    .isEqualTo(201);

            assertThat(page.awaitEvent("changed")).contains("\"artifacts\"").doesNotContain("deployments");
        }
    }

    @Test
    void manyChangesAreFewNotices() throws Exception {
        try (var page = new Page(EVENTS, "")) {
            page.awaitEvent("ready");
            long begun = System.nanoTime();
            for (int i = 0; i < 40; i++) {
                server.post("/api/v1/projects/demo/scores", SCORE);
            }
            page.awaitEvent("changed");
            double seconds = (System.nanoTime() - begun) / 1e9;

            assertThat((double) page.count("changed")).isLessThanOrEqualTo(2 * seconds + 2);
        }
    }

    @Test
    void aRevokedKeyHearsNothingMore() throws Exception {
        try (var page = new Page(EVENTS, "")) {
            page.awaitEvent("ready");
            var access = server.stet.wiring().access;
            var admin = access.callers().server();
            access.keys().list(admin, "demo").forEach(key -> access.keys().revoke(admin, "demo", key.id()));

            await().atMost(Duration.ofSeconds(15)).until(() -> page.ended);
        }
        assertThat(server.send(HttpRequest.newBuilder().GET(), EVENTS, server.key)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anUnknownTopicIsNamedWithThoseThereAre() throws Exception {
        var answer = server.get(EVENTS + "?topics=traces,weather");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("'weather' is none of traces, scores, rejected, jobs, artifacts");
    }

    @Test
    void anotherProjectsNewsAreNotTold() throws Exception {
        assertThat(server.send(HttpRequest.newBuilder().GET(), "/api/v1/projects/other/events", server.key)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theServerStopsWithoutWaitingForItsPages() throws Exception {
        try (var page = new Page(EVENTS, "")) {
            page.awaitEvent("ready");
            long begun = System.nanoTime();

            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(9));
            await().atMost(Duration.ofSeconds(5)).until(() -> page.ended);
        }
    }

    /** An open stream, read on a thread of its own. */
    private final class Page implements AutoCloseable {
        private final InputStream body;
        private final CopyOnWriteArrayList<String> lines = new CopyOnWriteArrayList<>();
        private volatile boolean ended;

        Page(String path, String lastId) throws Exception {
            var request = HttpRequest.newBuilder(server.uri(path)).header("authorization", "Bearer " + server.key);
            if (!lastId.isEmpty()) {
                request.header("last-event-id", lastId);
            }
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            body = answer.body();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (var in = new BufferedReader(new InputStreamReader(body, UTF_8))) {
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    lines.add(line);
                }
            } catch (IOException closed) {
                // the end, like any other
            }
            ended = true;
        }

        /** The data of the first event of this name. */
        String awaitEvent(String name) {
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                int at = lines.indexOf("event: " + name);
                return at >= 0 && lines.size() > at + 2;
            });
            return lines.get(lines.indexOf("event: " + name) + 1);
        }

        long count(String name) {
            return lines.stream().filter(("event: " + name)::equals).count();
        }

        String lastId() {
            return lines.stream()
                    .filter(it -> it.startsWith("id: "))
                    .reduce((_, later) -> later)
                    .orElseThrow()
                    .substring(4);
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
