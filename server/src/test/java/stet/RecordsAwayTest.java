package stet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.platform.config.StartProblem;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** A whole server whose PostgreSQL is really stopped, and started again with what it had. */
class RecordsAwayTest {
    private static final String PROJECT = "/api/v1/projects/demo";
    private static final String PRODUCTION = PROJECT + "/apps/billing-bot/environments/production";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CALL =
            "{\"model\":\"app/billing-bot\",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}";

    @TempDir
    Path home;

    @TempDir
    Path data;

    private int port;
    private EmbeddedPostgres database;

    @BeforeEach
    void startTheDatabase() throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try {
            database = open();
        } catch (IOException e) {
            abort("PostgreSQL cannot run here: " + e.getMessage());
        }
    }

    @AfterEach
    void stopTheDatabase() throws IOException {
        database.close();
    }

    @Test
    void whatIsLiveIsServedWhileTheDatabaseIsAwayAndDeploymentsGoOnWhenItIsBack() throws Exception {
        try (var server = new TestServer(home, settings())) {
            String prompt =
                    "{\"kind\":\"prompt\",\"name\":\"answer\",\"content\":{\"type\":\"text\",\"text\":\"Hello\",\"model\":{\"name\":\"simulated-small\",\"parameters\":{}}}}";
            ok(server, "POST", PROJECT + "/artifacts", prompt, 201);
            for (String code : new String[] {"a", "b"}) {
                ok(
                        server,
                        "POST",
                        PROJECT + "/apps/billing-bot/releases",
                        "{\"manifest\":{\"steps\":{\"answer\":{\"prompt\":\"answer\"}},\"codeRevision\":\"" + code
                                + "\"}}",
                        201);
            }
            ok(server, "POST", PRODUCTION + "/deploy", "{\"release\":1}", 200);
            ok(server, "POST", PRODUCTION + "/deploy", "{\"release\":2}", 200);

            database.close();

            assertThat(fetched(server)).isEqualTo(2);
            var answer = server.post("/v1/chat/completions", CALL);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(server.get("/health/ready").body()).contains("\"name\":\"records\",\"ok\":false");
            var refused = server.ask("POST", PRODUCTION + "/rollback", "{}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("record store");
            assertThat(fetched(server)).isEqualTo(2);

            database = open();

            await().atMost(PATIENCE).until(() -> server.get("/health/ready").statusCode() == 200);
            ok(server, "POST", PRODUCTION + "/rollback", "{}", 200);
            assertThat(fetched(server)).isEqualTo(1);
            String trace = answer.headers().firstValue("stet-trace-id").orElseThrow();
            await().atMost(PATIENCE)
                    .until(() -> server.get(PROJECT + "/traces/" + trace).statusCode() == 200);
            assertThat(server.json(PROJECT + "/traces/" + trace)
                            .at("/trace/release")
                            .asString())
                    .isEqualTo("2");
        }
    }

    @Test
    void aServerDoesNotStartWithoutItsDatabaseAndSaysWhichAndWhatToDo() throws Exception {
        new TestServer(home, settings()).close();
        database.close();

        assertThatExceptionOfType(StartProblem.class)
                .isThrownBy(() -> new TestServer(home, settings()).close())
                .withMessageContaining("localhost:" + port)
                .withMessageContaining("check STET_RECORDS_URL and that the database accepts connections");
    }

    private EmbeddedPostgres open() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private Map<String, String> settings() {
        return Map.of(
                "STET_SIMULATED",
                "true",
                "STET_RECORDS_URL",
                "postgres://postgres:postgres@localhost:" + port + "/postgres");
    }

    private static int fetched(TestServer server) throws Exception {
        var answer = server.send(HttpRequest.newBuilder().GET(), PROJECT + "/fetch/apps/billing-bot", server.key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.body()).path("release").asInt();
    }

    private static JsonNode ok(TestServer server, String method, String path, String body, int status)
            throws Exception {
        var answer = server.ask(method, path, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        return Json.MAPPER.readTree(answer.body());
    }
}
