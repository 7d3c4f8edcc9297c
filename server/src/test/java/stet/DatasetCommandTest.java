package stet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.cli.StetCommand;

class DatasetCommandTest {
    @TempDir
    Path folder;

    private TestServer server;
    private String out = "";
    private String err = "";

    @BeforeEach
    void start() throws Exception {
        server = new TestServer(folder.resolve("home"), Map.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFileIsImportedLookedAtAndExportedAgain() throws Exception {
        var csv = Files.writeString(folder.resolve("faq.csv"), "question,answer\nHi?,Hello\nBye?,Good bye\nonly one\n");
        assertThat(run("dataset", "create", "billing/faq", "--tag", "first"))
                .as(err)
                .isZero();

        assertThat(run("dataset", "import", "billing/faq", csv.toString(), "--map", "answer:expected"))
                .isEqualTo(1);
        assertThat(out).contains("2 added", "1 of 3 rows refused", "line 4:", "Version 1 is saved.");
        assertThat(run("dataset", "list")).isZero();
        assertThat(out).contains("billing/faq");
        assertThat(run("dataset", "cases", "billing/faq")).isZero();
        assertThat(out).contains("Good bye");
        assertThat(run("dataset", "export", "billing/faq")).isZero();
        var lines = Files.writeString(folder.resolve("again.jsonl"), out);
        assertThat(run("dataset", "import", "billing/faq", lines.toString()))
                .as(out + err)
                .isZero();
        assertThat(out).contains("0 added, 0 changed, 2 unchanged");

        Files.writeString(lines, "{\"question\":\"New?\"}");
        assertThat(run("dataset", "import", "billing/faq", lines.toString(), "--replace", "--message", "afresh"))
                .isZero();
        assertThat(run("dataset", "diff", "billing/faq")).isZero();
        assertThat(out).contains("New?", "Good bye");
        assertThat(run("dataset", "versions", "billing/faq")).isZero();
        assertThat(out).contains("afresh");
        assertThat(run("dataset", "remove", "billing/faq")).isZero();
        assertThat(run("dataset", "versions", "billing/faq")).isEqualTo(1);
        assertThat(err).contains("there is no dataset 'billing/faq'");
    }

    private int run(String... arguments) {
        var written = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        int code = StetCommand.run(
                arguments,
                Map.of("STET_HOME", folder.resolve("home").toString()),
                new PrintStream(written, true, UTF_8),
                new PrintStream(errors, true, UTF_8));
        out = written.toString(UTF_8);
        err = errors.toString(UTF_8);
        return code;
    }
}
