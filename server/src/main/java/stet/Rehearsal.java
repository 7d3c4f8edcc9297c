package stet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import stet.demo.Demo;
import stet.platform.config.Settings;

/**
 * A start in a temporary folder that touches what a real start touches, so that the JVM can remember the classes it loads
 * ({@code -XX:AOTCacheOutput}) and start faster the next time.
 */
final class Rehearsal {
    private static final List<String> PAGES = List.of("/", "/health/ready", "/metrics", "/api/openapi.json");

    private Rehearsal() {}

    static int run(Map<String, String> environment) {
        Path folder = temporary();
        try {
            var alone = new HashMap<>(environment);
            alone.keySet().removeIf(it -> it.startsWith("STET_"));
            alone.put("STET_HOME", folder.resolve("home").toString());
            alone.put("STET_PORT", "0");
            var clock = InstantSource.system();
            try (var stet = Stet.start(new Stet.Start(Settings.read(alone), alone, true, clock))) {
                String key = DemoKey.of(stet.wiring().access, folder.resolve("home"));
                Demo.playOnce(stet.url(), key, stet.wiring().scenario, clock);
                visit(stet.url(), key);
            }
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            remove(folder);
        }
    }

    private static void visit(URI url, String key) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (String page : PAGES) {
                client.send(HttpRequest.newBuilder(url.resolve(page)).build(), HttpResponse.BodyHandlers.discarding());
            }
            for (String question :
                    List.of("/api/v1/projects/demo/traces", "/api/v1/projects/demo/traces/count", "/api/v1/system")) {
                client.send(
                        HttpRequest.newBuilder(url.resolve(question))
                                .header("authorization", "Bearer " + key)
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("stet-rehearsal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
