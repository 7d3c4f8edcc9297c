package stet.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stet.cli.StetCommand;
import stet.platform.db.Records;
import stet.platform.db.RecordsAddress;
import stet.platform.json.Json;

class ArtifactCommandTest {
    @TempDir
    Path home;

    private Records records;
    private ServedRegistry served;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws Exception {
        records = Records.open(RecordsAddress.inHome(home));
        served = new ServedRegistry(records, home);
        served.ask("POST", "/artifacts", """
                {"kind":"prompt","name":"billing/greeting","tags":["warm"],"content":{"text":"Hi {{name}}"},"message":"first"}""");
        served.ask(
                "POST", "/artifacts/prompt/billing%2Fgreeting/versions", "{\"content\":{\"text\":\"Hello {{name}}\"}}");
    }

    @AfterEach
    void stop() {
        served.close();
        records.close();
    }

    @Test
    void artifactsAndTheirVersionsAreListedAndShown() {
        assertThat(run("list", "--kind", "prompt", "greet")).isZero();
        assertThat(said()).contains("prompt  billing/greeting  2       -       warm");
        assertThat(run("versions", "prompt", "billing/greeting")).isZero();
        assertThat(said()).containsPattern("(?s)2 .*command line.*1 .*first");
        assertThat(run("show", "prompt", "billing/greeting", "1")).isZero();
        assertThat(said())
                .contains("version 1, sha256:", "by command line at", ": first", "\"text\" : \"Hi {{name}}\"");
        assertThat(run("show", "prompt", "nothing")).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no prompt 'nothing'");
    }

    @Test
    void aLabelMovesFromWhereItIsUnlessItIsHeldOrSeenElsewhere() throws Exception {
        assertThat(run("label", "prompt", "billing/greeting", "production", "1"))
                .isZero();
        assertThat(said()).isEqualTo("production: 0 to 1, moved.\n");
        assertThat(run("label", "prompt", "billing/greeting", "production", "latest", "--expected", "0"))
                .isEqualTo(1);
        assertThat(said()).contains("production points at version 1 since command line moved it, not at 0");

        served.ask("PUT", "/label-protections/prompt/production", "{\"approvals\":1}");
        assertThat(run("label", "prompt", "billing/greeting", "production", "2"))
                .isEqualTo(1);
        assertThat(said()).contains("production is protected: it needs 1 approvals and has 0");
        served.ask("POST", "/label-requests", """
                {"kind":"prompt","name":"billing/greeting","label":"production","version":2,"reason":"better"}""");
        assertThat(run("requests")).isZero();
        assertThat(said()).contains("billing/greeting  production  1     2   command line  0/1       better");
        assertThat(run("label", "prompt", "billing/greeting", "production", "2", "--break-glass", "--reason", "outage"))
                .isZero();
        assertThat(run("label", "prompt", "billing/greeting", "beta", "production", "--json"))
                .isZero();
        assertThat(Json.MAPPER.readTree(said()).path("to").asInt()).isEqualTo(2);
        assertThat(run("label", "prompt", "billing/greeting", "beta", "0")).isZero();
        assertThat(said()).isEqualTo("beta: 2 to 0, moved.\n");
    }

    @Test
    void theDifferenceOfTwoVersionsIsOneLineForEachPart() {
        assertThat(run("diff", "prompt", "billing/greeting", "1")).isZero();
        assertThat(said()).isEqualTo("version 1 to 2:\n~ /text [-Hi-]{+Hello+} {{name}}\n");
        assertThat(run("diff", "prompt", "billing/greeting", "2", "2")).isZero();
        assertThat(said()).isEqualTo("version 2 to 2: nothing is different\n");
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        var line = new String[words.length + 3];
        line[0] = "artifact";
        System.arraycopy(words, 0, line, 1, words.length);
        line[words.length + 1] = "--project";
        line[words.length + 2] = "demo";
        return StetCommand.run(
                line,
                Map.of("STET_URL", served.url(), "STET_TOKEN", served.commandLine),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
