package stet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.cli.StetCommand;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

class WebhookCommandTest {
    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(home, Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aWebhookIsAddedTriedRotatedSwitchedOffAndRemoved() {
        assertThat(run("webhook", "add", "http://10.0.0.1/hook", "--event", "label.moved"))
                .as(err())
                .isZero();
        assertThat(out()).contains("http://10.0.0.1/hook", "whsec_");
        var id = listed().path("id").stringValue();
        assertThat(listed().path("events").toString()).isEqualTo("[\"label.moved\"]");

        assertThat(run("webhook", "test", id)).isEqualTo(1);
        assertThat(out()).contains("webhook.test, failed", "private network");
        assertThat(run("webhook", "deliveries", id, "--state", "failed")).isZero();
        assertThat(out()).contains("webhook.test");

        assertThat(run("webhook", "rotate", id)).isZero();
        assertThat(out()).contains("whsec_");
        assertThat(run("webhook", "off", id)).isZero();
        assertThat(listed().path("enabled").booleanValue()).isFalse();
        assertThat(run("webhook", "replay", id)).isEqualTo(1);
        assertThat(err()).contains("switched off");
        assertThat(run("webhook", "on", id)).isZero();
        assertThat(run("webhook", "replay", id)).isZero();
        assertThat(out()).contains("0 messages");
        assertThat(listed().path("events").toString()).isEqualTo("[\"label.moved\"]");

        assertThat(run("webhook", "remove", id)).isZero();
        assertThat(run("webhook", "test", id)).isEqualTo(1);
        assertThat(err()).contains("there is no webhook");
    }

    private JsonNode listed() {
        assertThat(run("webhook", "list", "--json")).as(err()).isZero();
        return Json.MAPPER.readTree(out()).path("items").get(0);
    }

    private int run(String... args) {
        out.reset();
        err.reset();
        return StetCommand.run(
                args,
                Map.of("STET_HOME", home.toString()),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }
}
