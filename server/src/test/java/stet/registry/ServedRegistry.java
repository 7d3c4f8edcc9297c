package stet.registry;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import stet.access.AccessFeature;
import stet.access.Caller;
import stet.access.KeyRole;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.platform.http.ServedApi;
import stet.platform.json.Json;
import stet.registry.drafts.DraftFeature;
import tools.jackson.databind.JsonNode;

/** The registry behind its REST operations, and ways to ask it. */
final class ServedRegistry implements AutoCloseable {
    final AccessFeature access;
    final RegistryFeature feature;
    final Caller admin;
    final String commandLine;
    final String developer;
    final String application;
    private final ServedApi server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param status of the answer */
    record Answered(int status, JsonNode body) {
        String text(String field) {
            return body.path(field).asString();
        }
    }

    ServedRegistry(Records records, Path home) throws Exception {
        access = AccessFeature.create(records, home, Optional.of("a-long-enough-password"), InstantSource.system());
        admin = access.callers().server();
        feature = RegistryFeature.create(records, access.callers(), InstantSource.system());
        commandLine = Files.readString(home.resolve("cli-token")).strip();
        developer = access.keys()
                .create(admin, "demo", "developer", KeyRole.DEVELOPER)
                .key();
        application = access.keys().create(admin, "demo", "application").key();
        var api = new Api();
        access.declare(api);
        feature.declare(api);
        DraftFeature.create(records, access.callers(), feature.registry(), InstantSource.system())
                .declare(api);
        server = new ServedApi(api);
    }

    String url() {
        return server.url().toString();
    }

    Answered get(String path) throws Exception {
        return ask("GET", path, "", commandLine);
    }

    Answered ask(String method, String path, String body) throws Exception {
        return ask(method, path, body, commandLine);
    }

    Answered ask(String method, String path, String body, String key) throws IOException, InterruptedException {
        var answer = client.send(
                HttpRequest.newBuilder(
                                server.url().resolve((path.startsWith("/api/") ? "" : "/api/v1/projects/demo") + path))
                        .header("authorization", "Bearer " + key)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Answered(
                answer.statusCode(),
                answer.body().isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(answer.body()));
    }

    /** Someone who signed in: a member. */
    final class Person {
        private final String cookie;
        private final String csrf;

        Person(String name) throws Exception {
            var someone = "{\"name\":\"" + name + "\",\"password\":\"a-long-enough-password\"}";
            ServedRegistry.this.ask("POST", "/api/v1/people", someone);
            var session = client.send(
                    HttpRequest.newBuilder(server.url().resolve("/api/v1/session"))
                            .POST(HttpRequest.BodyPublishers.ofString(someone))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            var header = session.headers().firstValue("set-cookie").orElseThrow();
            cookie = header.substring(0, header.indexOf(';'));
            csrf = Json.MAPPER.readTree(session.body()).path("csrf").asString();
        }

        Answered ask(String method, String path, String body) throws Exception {
            var answer = client.send(
                    HttpRequest.newBuilder(server.url().resolve("/api/v1/projects/demo" + path))
                            .header("cookie", cookie)
                            .header("stet-csrf", csrf)
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return new Answered(
                    answer.statusCode(),
                    answer.body().isEmpty() ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(answer.body()));
        }
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close();
        access.close();
    }
}
