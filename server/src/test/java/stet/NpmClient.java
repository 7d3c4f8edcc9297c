package stet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Other products' own clients from npm, run as scripts against a server of a test. */
final class NpmClient {
    private static final int INSTALL_MINUTES = 5;
    private static final int RUN_MINUTES = 2;

    private final Path folder;

    private NpmClient(Path folder) {
        this.folder = folder;
    }

    /** The packages that {@code package.json} in a folder of the test's resources pins; skips the test, and says why, where npm gives none. */
    static NpmClient installed(String resources) throws Exception {
        Path from = Path.of("src/test/resources").resolve(resources);
        Path folder = Files.createDirectories(Path.of("target/npm").resolve(resources))
                .toAbsolutePath();
        String wanted = Files.readString(from.resolve("package.json"));
        Path marker = folder.resolve("installed.json");
        if (!Files.exists(marker) || !Files.readString(marker).equals(wanted)) {
            Files.writeString(folder.resolve("package.json"), wanted);
            install(folder);
            Files.writeString(marker, wanted);
        }
        try (var scripts = Files.newDirectoryStream(from, "*.{mjs,cjs}")) {
            for (Path script : scripts) {
                Files.copy(script, folder.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return new NpmClient(folder);
    }

    private static void install(Path folder) throws InterruptedException {
        String why;
        try {
            var done = run(
                    folder,
                    Map.of(),
                    INSTALL_MINUTES,
                    List.of("npm", "install", "--legacy-peer-deps", "--no-audit", "--no-fund", "--loglevel=error"));
            why = done.code() == 0 ? null : done.err();
        } catch (IOException e) {
            why = e.getMessage();
        }
        if (why != null) {
            System.out.println("skipped: npm cannot install what " + folder + " needs: " + why);
        }
        Assumptions.assumeTrue(why == null, "npm cannot install the client: " + why);
    }

    /** The last line that a script prints, as JSON. */
    JsonNode run(String script, TestServer server, String key) throws Exception {
        var done = run(
                folder,
                Map.of("STET_URL", server.stet.url().toString(), "STET_KEY", key),
                RUN_MINUTES,
                List.of("node", script));
        assertThat(done.code()).as(done.out() + done.err()).isZero();
        return Json.MAPPER.readTree(done.out().lines().toList().getLast());
    }

    private record Done(int code, String out, String err) {}

    private static Done run(Path folder, Map<String, String> environment, int minutes, List<String> command)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " took more than " + minutes + " minutes");
        }
        return new Done(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
