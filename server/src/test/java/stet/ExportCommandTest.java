package stet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.cli.StetCommand;
import stet.platform.json.Json;

class ExportCommandTest {
    private static final int SPANS = 40;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private TestServer server;
    private Path home;
    private Path input;

    @BeforeEach
    void start() throws Exception {
        home = folder.resolve("home");
        server = new TestServer(
                home, Map.of("STET_EXPORT_FOLDER", folder.resolve("exports").toString()));
        assertThat(run("project", "create", "copy")).as(err()).isZero();
        var lines = new StringBuilder();
        for (int i = 0; i < SPANS; i++) {
            lines.append(
                    "{\"traceId\":\"t%s\",\"spanId\":\"s\",\"name\":\"n\",\"startedAt\":\"2026-11-23T12:00:%02dZ\"}\n"
                            .formatted(i % 7, i % 60));
            lines.append(
                    "{\"traceId\":\"t%s\",\"spanId\":\"s%s\",\"name\":\"n\",\"startedAt\":\"2026-11-23T12:00:00Z\",\"input\":\"%s\"}\n"
                            .formatted(i % 7, i, "x".repeat(3000)));
        }
        input = Files.writeString(folder.resolve("in.jsonl"), lines);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileIsImportedAndExportedAgain() throws Exception {
        assertThat(run("import", input.toString(), "--project", "demo"))
                .as(err())
                .isZero();
        assertThat(out()).contains("took in " + SPANS * 2 + " spans and 0 scores, refused 0 lines");
        stored();

        var file = folder.resolve("out.jsonl");
        assertThat(run("export", "--project", "demo", "--out", file.toString()))
                .as(err())
                .isZero();

        assertThat(err()).contains(SPANS + 7 + " records");
        assertThat(Files.readAllLines(file)).hasSize(SPANS + 7);
        try (var files = Files.list(folder)) {
            assertThat(files.map(it -> it.getFileName().toString()))
                    .containsExactlyInAnyOrder("home", "in.jsonl", "out.jsonl");
        }
        assertThat(run("export", "--project", "demo")).isZero();
        assertThat(out()).isEqualTo(Files.readString(file));
        assertThat(run("export", "--project", "demo", "--out", file.toString())).isEqualTo(2);
        assertThat(err()).contains("exists");
    }

    @Test
    void anExportThatBrokeOffGoesOnBehindItsLastWholeLine() throws Exception {
        run("import", input.toString(), "--project", "demo");
        stored();
        run("export", "--project", "demo", "--status", "ok");
        var whole = out();
        var lines = whole.lines().toList();
        var file = folder.resolve("out.jsonl");
        var part = folder.resolve("out.jsonl.part");
        Files.writeString(folder.resolve("out.jsonl.part.asked"), asked(file));
        Files.writeString(
                part, lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(0, 1000));

        assertThat(run("export", "--project", "demo", "--status", "error", "--out", file.toString()))
                .isEqualTo(2);
        assertThat(err()).contains("begun with other options");
        assertThat(run("export", "--project", "demo", "--status", "ok", "--out", file.toString()))
                .as(err())
                .isZero();

        assertThat(err()).contains("going on behind");
        assertThat(Files.readString(file)).isEqualTo(whole);
    }

    /** What the command writes beside a part, taken from a run that is refused. */
    private String asked(Path file) throws Exception {
        assertThat(run("export", "--project", "nowhere", "--status", "ok", "--out", file.toString()))
                .isEqualTo(1);
        Files.delete(folder.resolve("out.jsonl.part"));
        return Files.readString(folder.resolve("out.jsonl.part.asked"));
    }

    @Test
    void badLinesAreNamedWithTheirPlaceInTheFile() throws Exception {
        Files.writeString(input, Files.readString(input) + "{}\n");

        assertThat(run("import", input.toString(), "--project", "demo", "--dry-run"))
                .isEqualTo(1);

        assertThat(err()).contains("in.jsonl:" + (SPANS * 2 + 1) + ": traceId is missing");
        assertThat(out()).contains("would take in " + SPANS * 2 + " spans", "refused 1 lines");
        assertThat(run("import", input.toString(), "--project", "demo", "--from-line", "80", "--dry-run"))
                .isEqualTo(1);
        assertThat(out()).contains("would take in 1 spans");
        assertThat(err()).contains("in.jsonl:81:");
    }

    @Test
    void exportsAndImportsAreInTheRecordOfActions() throws Exception {
        run("import", input.toString(), "--project", "copy");
        stored();
        run("export", "--project", "copy", "--where", "user is unknown");

        var audit = server.send(
                HttpRequest.newBuilder().GET(),
                "/api/v1/audit?project=copy",
                Files.readString(home.resolve("cli-token")).strip());

        assertThat(audit.body())
                .contains("traces imported", SPANS * 2 + " spans, 0 scores", "traces exported", "user is unknown");
    }

    @Test
    void partsOfParquetAreExportedAndImported() throws Exception {
        run("import", input.toString(), "--project", "demo");
        stored();
        var parts = folder.resolve("week");

        assertThat(run("export", "--project", "demo", "--format", "parquet")).isEqualTo(2);
        assertThat(err()).contains("--out");
        assertThat(run("export", "--project", "demo", "--format", "parquet", "--out", parts.toString()))
                .as(err())
                .isZero();

        try (var files = Files.list(parts)) {
            assertThat(files.map(it -> it.getFileName().toString())).containsExactly("part-00001.parquet");
        }
        assertThat(run("export", "--project", "demo", "--format", "parquet", "--out", parts.toString()))
                .isEqualTo(2);
        assertThat(run("import", parts.resolve("part-00001.parquet").toString(), "--project", "copy"))
                .as(err())
                .isZero();
        assertThat(out()).contains("took in " + (SPANS + 7) + " spans");
    }

    @Test
    void partsOfParquetThatBrokeOffAreGoneOnWith() throws Exception {
        run("import", input.toString(), "--project", "demo");
        stored();
        run("export", "--project", "demo");
        var cursor = Json.MAPPER
                .readTree(out().lines().toList().get(SPANS))
                .path("cursor")
                .stringValue();
        var parts = Files.createDirectories(folder.resolve("week"));
        Files.writeString(parts.resolve("unfinished"), "of something else\n1\n" + cursor + "\n");
        assertThat(run("export", "--project", "demo", "--format", "parquet", "--out", parts.toString()))
                .isEqualTo(2);
        assertThat(err()).contains("begun with other options");
        Files.writeString(parts.resolve("unfinished"), "null ".repeat(8) + "[] [] []\n1\n" + cursor + "\n");

        assertThat(run("export", "--project", "demo", "--format", "parquet", "--out", parts.toString()))
                .as(err())
                .isZero();

        assertThat(parts.resolve("unfinished")).doesNotExist();
        assertThat(run("import", parts.resolve("part-00002.parquet").toString(), "--project", "copy", "--dry-run"))
                .as(err())
                .isZero();
        assertThat(out()).contains("would take in 6 spans");
    }

    @Test
    void aScheduleIsSetUpRunAgainAndEnded() {
        assertThat(run("schedule", "create", "--project", "demo", "--folder", "billing", "--every", "hour"))
                .as(err())
                .isZero();
        assertThat(out()).contains("Exports to folder 'billing' every hour");
        assertThat(run("schedule", "create", "--project", "demo", "--folder", "billing", "--format", "parquet"))
                .as(err())
                .isZero();
        assertThat(run("schedule", "list")).isZero();
        assertThat(out()).contains("demo", "day", "parquet", "folder 'billing'").doesNotContain("copy");

        assertThat(run("schedule", "run", "--project", "demo", "--from", "2026-11-20T10:00:00Z"))
                .isZero();
        assertThat(out()).contains("from 2026-11-20T00:00:00Z");

        assertThat(run("schedule", "remove", "--project", "demo")).isZero();
        assertThat(run("schedule", "run", "--project", "demo")).isEqualTo(1);
        assertThat(run("schedule", "create", "--project", "demo")).isEqualTo(2);
    }

    private void stored() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.json("/api/v1/system")
                                .path("journal")
                                .path("lagRecords")
                                .intValue()
                        == 0);
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
