package stet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.access.AccessFeature;
import stet.cli.StetCommand;
import stet.models.providers.ProvidersFeature;
import stet.platform.config.Home;
import stet.platform.db.Records;
import stet.platform.db.RecordsAddress;
import stet.platform.http.Api;
import stet.platform.http.ServedApi;
import stet.platform.json.Json;
import stet.platform.secrets.Secrets;

class CommandLineTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Home home;
    private Records records;
    private AccessFeature access;
    private ServedApi server;

    @BeforeEach
    void start() throws Exception {
        home = Home.open(folder);
        records = Records.open(RecordsAddress.inHome(folder));
        access = AccessFeature.create(records, folder, Optional.empty(), InstantSource.system());
        var api = new Api();
        access.declare(api);
        ProvidersFeature.create(
                        records,
                        Secrets.open(folder, Optional.empty()),
                        access.callers(),
                        Map.of(),
                        List.of(),
                        InstantSource.system())
                .declare(api);
        server = new ServedApi(api);
        home.announce(server.url().toString());
    }

    @AfterEach
    void stop() {
        server.close();
        access.close();
        records.close();
        home.close();
    }

    @Test
    void aKeyMadeOnTheCommandLineWorksUntilItIsRevokedThere() {
        assertThat(run("key", "create", "--project", "demo", "--json"))
                .as(err())
                .isZero();
        String key = Json.MAPPER.readTree(out()).path("key").asString();
        assertThat(access.callers().keyHolder(key)).isPresent();

        assertThat(run("key", "list")).isZero();
        assertThat(out()).contains(key.substring(0, 11), "command line").doesNotContain(key);

        assertThat(run("key", "revoke", key.substring(0, 11))).isZero();
        assertThat(access.callers().keyHolder(key)).isEmpty();
    }

    @Test
    void projectsAreMadeOnceAndRefusedTwice() {
        assertThat(run("project", "create", "support")).isZero();
        assertThat(run("project", "create", "support")).isEqualTo(1);
        assertThat(err()).contains("there is already a project 'support'").contains("request req_");
        assertThat(run("project", "list")).isZero();
        assertThat(out()).contains("demo", "support");
        assertThat(run("key", "list", "--project", "missing")).isEqualTo(1);
        assertThat(err()).contains("there is no project 'missing'");
    }

    @Test
    void aProviderIsSavedWithAKeyFromTheEnvironmentListedByItsEndAndTested() throws Exception {
        var upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.createContext("/v1/models", exchange -> {
            boolean known =
                    "Bearer sk-secret-7890".equals(exchange.getRequestHeaders().getFirst("authorization"));
            byte[] body = "{\"data\":[{\"id\":\"small-model\"}]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        upstream.start();
        String url = "http://127.0.0.1:" + upstream.getAddress().getPort() + "/v1";

        assertThat(run("provider", "add", "local", "--base-url", url, "--key-env", "UPSTREAM_KEY"))
                .as(err())
                .isZero();
        assertThat(run("provider", "list")).isZero();
        assertThat(out()).contains("local", url, "7890", "saved").doesNotContain("sk-secret-7890");
        assertThat(run("provider", "test", "local")).as(out()).isZero();
        assertThat(out()).contains("local is reachable", "small-model");

        upstream.stop(0);
        assertThat(run("provider", "test", "local")).isEqualTo(1);
        assertThat(out()).contains("local is unreachable");
        assertThat(run("provider", "test", "missing")).isEqualTo(1);
        assertThat(err()).contains("missing");
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return StetCommand.run(
                args,
                Map.of("STET_HOME", folder.toString(), "UPSTREAM_KEY", "sk-secret-7890"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
