package stet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.cli.StetCommand;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** {@code stet pull}, {@code diff} and {@code push} against a whole server. */
class FilesCommandTest {
    private static final String HELLO = """
            ---
            type: text
            templateFormat: mustache
            ---

            Hello {{name}}.
            """;

    @TempDir
    static Path home;

    @TempDir
    Path folder;

    private static TestServer server;
    private static int projects;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String project;

    @BeforeAll
    static void start() throws Exception {
        server = new TestServer(home, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void newProject() throws Exception {
        project = "files-" + ++projects;
        server.ask("POST", "/api/v1/projects", "{\"name\":\"" + project + "\"}");
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        var all = new ArrayList<>(List.of(words));
        all.addAll(1, List.of(folder.toString(), "--project", project));
        return StetCommand.run(
                all.toArray(String[]::new),
                Map.of(
                        "STET_HOME",
                        home.toString(),
                        "STET_URL",
                        server.stet.url().toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    private void write(String file, String text) throws Exception {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }

    private String read(String file) throws Exception {
        return Files.readString(folder.resolve(file));
    }

    private JsonNode artifact(String kind, String name) throws Exception {
        return server.json("/api/v1/projects/" + project + "/artifacts/" + kind + "/" + name);
    }

    /** Somebody saves a text in the meantime, not from a file. */
    private void savedElsewhere(String name, String text) throws Exception {
        var saved = server.ask(
                "POST",
                "/api/v1/projects/" + project + "/artifacts/prompt/" + name + "/versions",
                "{\"createMissing\":true,\"message\":\"By hand\",\"content\":{\"type\":\"text\",\"templateFormat\":\"mustache\",\"text\":\""
                        + text + "\"}}");
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(201);
    }

    @Test
    void whatIsPushedIsPulledElsewhereByteForByte(@TempDir Path elsewhere) throws Exception {
        write(
                "prompts/support/50%25 off.md",
                HELLO.replace("---\ntype", "---\nstet:\n  description: A greeting\n  tags: [a, b]\ntype"));
        write("tools/lookup.yaml", "name: lookup\nparameters:\n  type: object\n  properties: {}\n");

        assertThat(run("push", "--message", "First")).as(said()).isZero();
        assertThat(said())
                .contains("created  prompts/support/50%25 off.md  version 1", "created  tools/lookup.yaml  version 1");
        assertThat(artifact("prompt", "support%2F50%25%20off")
                        .path("description")
                        .asString())
                .isEqualTo("A greeting");
        assertThat(run("push")).isZero();
        assertThat(said()).isEqualTo("everything is as on the server\n");

        var first = folder;
        folder = elsewhere;
        assertThat(run("pull")).as(said()).isZero();
        for (String file : List.of("prompts/support/50%25 off.md", "stet.lock")) {
            assertThat(read(file)).isEqualTo(Files.readString(first.resolve(file)));
        }
        assertThat(run("diff")).as(said()).isZero();
    }

    @Test
    void aChangeIsShownTriedSavedAndLabelled() throws Exception {
        write("prompts/hello.md", HELLO);
        run("push");
        write("prompts/hello.md", HELLO.replace("Hello", "Good day"));

        assertThat(run("diff")).isEqualTo(4);
        assertThat(said()).contains("changed  prompts/hello.md", "-Hello {{name}}.", "+Good day {{name}}.");
        assertThat(run("push", "--dry-run")).isZero();
        assertThat(said()).contains("save  prompts/hello.md  version 2");
        assertThat(artifact("prompt", "hello").path("latest").asInt()).isEqualTo(1);

        assertThat(run("push", "--label", "staging", "--json")).as(said()).isZero();
        var items = Json.MAPPER.readTree(out.toString(StandardCharsets.UTF_8)).path("items");
        assertThat(items.path(0).path("action").asString()).isEqualTo("saved");
        assertThat(items.path(0).path("version").asInt()).isEqualTo(2);
        assertThat(artifact("prompt", "hello").path("labels").path("staging").asInt())
                .isEqualTo(2);
        assertThat(run("push", "--label", "production")).isZero();
        assertThat(said()).contains("'production' moved to it");
    }

    @Test
    void aStaleCheckoutSavesNothingAndIsToldWhatChanged() throws Exception {
        write("prompts/hello.md", HELLO);
        write("prompts/other.md", HELLO);
        run("push");
        savedElsewhere("hello", "Hi {{name}}.");
        write("prompts/hello.md", HELLO.replace("Hello", "Good day"));
        write("prompts/other.md", HELLO.replace("Hello", "Bye"));

        assertThat(run("push")).isEqualTo(5);
        assertThat(said())
                .contains(
                        "stale  prompts/hello.md  version 2",
                        "by command line at",
                        "'By hand'",
                        "the file was taken from version 1")
                .contains("nothing was saved");
        assertThat(artifact("prompt", "other").path("latest").asInt()).isEqualTo(1);

        assertThat(run("pull")).isEqualTo(5);
        assertThat(read("prompts/hello.md")).contains("Good day");
        assertThat(run("pull", "--force")).isZero();
        assertThat(read("prompts/hello.md")).contains("Hi {{name}}.");
        write("prompts/hello.md", HELLO.replace("Hello", "Hi and good day"));
        assertThat(run("push")).as(said()).isZero();
        assertThat(artifact("prompt", "hello").path("latest").asInt()).isEqualTo(3);
    }

    @Test
    void anEarlierCheckoutStandsInForALockThatNobodyCommits(@TempDir Path before) throws Exception {
        write("prompts/hello.md", HELLO);
        run("push");
        String lock = read("stet.lock");
        write("prompts/hello.md", HELLO.replace("Hello", "Hi"));
        run("push");
        Files.createDirectories(before.resolve("prompts"));
        Files.copy(folder.resolve("prompts/hello.md"), before.resolve("prompts/hello.md"));
        write("stet.lock", lock);
        write("prompts/hello.md", HELLO.replace("Hello", "Good day"));

        assertThat(run("push")).isEqualTo(5);
        assertThat(run("push", "--base", before.toString())).as(said()).isZero();
        assertThat(artifact("prompt", "hello").path("latest").asInt()).isEqualTo(3);
    }

    @Test
    void aBrokenFileIsNamedWithItsLine() throws Exception {
        write("prompts/hello.md", "---\ntype: [\n---\n");

        assertThat(run("push")).isEqualTo(1);
        assertThat(said()).contains("prompts/hello.md: line 3: this is not YAML");
        assertThat(run("pull", "--label", "no such label!")).isEqualTo(1);
    }
}
