package stet.datasets;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import stet.access.AccessFeature;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.platform.http.ServedApi;
import stet.platform.journal.Position;
import stet.platform.json.Json;
import stet.traces.Span;
import stet.traces.TraceStore;
import stet.traces.duckdb.DuckDbSettings;
import stet.traces.duckdb.DuckDbTraceStore;
import tools.jackson.databind.JsonNode;

/** Datasets behind their REST operations, beside a trace store. */
final class ServedDatasets implements AutoCloseable {
    private final ServedApi server;
    private final TraceStore traces;
    private final AccessFeature access;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();

    record Answered(int status, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode body() {
            return Json.MAPPER.readTree(bytes);
        }

        JsonNode at(String pointer) {
            return body().at(pointer);
        }
    }

    ServedDatasets(Records records, Path home) throws Exception {
        access = AccessFeature.create(records, home, Optional.of("a-long-enough-password"), InstantSource.system());
        token = Files.readString(home.resolve("cli-token")).strip();
        traces = DuckDbTraceStore.open(
                new DuckDbSettings(home.resolve("traces"), 256L * 1024 * 1024, 2, Duration.ofSeconds(20)));
        var api = new Api();
        DatasetFeature.create(records, access.callers(), traces, home.resolve("temporary"), InstantSource.system())
                .declare(api);
        server = new ServedApi(api);
    }

    void recorded(Span... spans) {
        var project = access.callers().server().project("demo").id();
        traces.store(
                List.of(spans).stream()
                        .map(it -> new TraceStore.Recorded(project, it))
                        .toList(),
                Position.START);
    }

    Answered get(String path) throws Exception {
        return ask("GET", path, "");
    }

    Answered ask(String method, String path, String body) throws Exception {
        return ask(method, path, body.getBytes(StandardCharsets.UTF_8));
    }

    Answered ask(String method, String path, byte[] body) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(server.url().resolve("/api/v1/projects/demo/datasets" + path))
                        .header("authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        return new Answered(answer.statusCode(), answer.body());
    }

    @Override
    public void close() {
        server.close();
        traces.close();
        access.close();
    }
}
