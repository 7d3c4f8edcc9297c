package stet.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** A running stet with a home of its own, a project and a key. */
public final class StetServer {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PROJECT = "demo";

    private final ServerProcess process;
    private final int port;
    private final String key;
    private final HttpClient http = HttpClient.newHttpClient();

    private StetServer(ServerProcess process, int port, String key) {
        this.process = process;
        this.port = port;
        this.key = key;
    }

    /** Starts {@code ./stet serve}, which builds what is missing. */
    public static StetServer start(Workplace place, Map<String, String> settings) {
        var process = place.startStet(settings);
        int port = process.port(PATIENCE);
        var create =
                List.of(Workplace.root().resolve("stet").toString(), "key", "create", "--project", PROJECT, "--json");
        String printed = ServerProcess.run(create, place.stetEnvironment(settings), place.folder(), PATIENCE);
        String key = JsonMapper.shared().readTree(printed).path("key").asString("");
        if (key.isEmpty()) {
            throw new CannotMeasure("stet made no key: " + printed);
        }
        return new StetServer(process, port, key);
    }

    /** The settings of an OpenAI-compatible provider. */
    public static Map<String, String> provider(String name, int port) {
        var settings = new HashMap<String, String>();
        String prefix = "STET_PROVIDER_" + name;
        settings.put(prefix + "_BASE_URL", "http://127.0.0.1:" + port + "/v1");
        settings.put(prefix + "_API_KEY", "x");
        settings.put(prefix + "_DIALECT", "openai");
        return settings;
    }

    public ServerProcess process() {
        return process;
    }

    public int port() {
        return port;
    }

    public String key() {
        return key;
    }

    /** How many traces the project holds. */
    public long traces() {
        var count = JsonMapper.shared().readTree(get("/api/v1/projects/" + PROJECT + "/traces/count"));
        return count.path("count").asLong(-1);
    }

    /** How far the store is behind the journal, and how many spans it holds. */
    public record Standing(long lagRecords, double lagMillis, long spans, long bytes) {}

    public Standing system() {
        var system = JsonMapper.shared().readTree(get("/api/v1/system"));
        return new Standing(
                system.path("journal").path("lagRecords").asLong(-1),
                system.path("journal").path("lagMs").asDouble(0),
                system.path("store").path("spans").asLong(-1),
                system.path("store").path("bytes").asLong(-1));
    }

    /** What the project answers at a path. */
    String project(String path) {
        return get("/api/v1/projects/" + PROJECT + path);
    }

    /** The sum of a metric over its labels; 0 when it was never counted. */
    public double metric(String name) {
        var line = Pattern.compile("(?m)^" + Pattern.quote(name) + "(\\{[^}]*})? ([0-9.eE+-]+)$");
        return line.matcher(get("/metrics"))
                .results()
                .mapToDouble(it -> Double.parseDouble(it.group(2)))
                .sum();
    }

    private String get(String path) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("authorization", "Bearer " + key)
                .timeout(Duration.ofSeconds(60))
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new CannotMeasure(path + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new CannotMeasure(path + " cannot be read: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }
}
