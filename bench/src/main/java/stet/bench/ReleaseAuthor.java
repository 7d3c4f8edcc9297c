package stet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/** Makes prompts and releases and deploys them, as the command line of the server's machine would. */
final class ReleaseAuthor {
    static final String APP = "bench-bot";
    private static final String PROJECT = "/api/v1/projects/demo";
    private static final String PRODUCTION = PROJECT + "/apps/" + APP + "/environments/production";

    private final int port;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param home the server's */
    ReleaseAuthor(int port, Path home) {
        this.port = port;
        try {
            this.token = Files.readString(home.resolve("cli-token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void prompt(String name, String text) {
        var content = JsonMapper.shared().createObjectNode().put("type", name.equals("tone") ? "text" : "chat");
        if (name.equals("tone")) {
            content.put("text", text);
        } else {
            content.putArray("messages").addObject().put("role", "system").put("content", text + " {{> tone}}");
            content.putObject("model")
                    .put("name", "bench-model")
                    .putObject("parameters")
                    .put("temperature", 0.2);
        }
        String body = "{\"content\":" + content + "}";
        var saved = send("POST", PROJECT + "/artifacts/prompt/" + name + "/versions", body, token);
        if (saved.statusCode() == 404) {
            saved = send(
                    "POST",
                    PROJECT + "/artifacts",
                    "{\"kind\":\"prompt\",\"name\":\"" + name + "\",\"content\":" + content + "}",
                    token);
        }
        require(saved);
    }

    void release() {
        require(send(
                "POST",
                PROJECT + "/apps/" + APP + "/releases",
                "{\"manifest\":{\"steps\":{\"answer\":{\"prompt\":\"answer\"}}}}",
                token));
    }

    void deploy(int release) {
        require(send("POST", PRODUCTION + "/deploy", "{\"release\":" + release + "}", token));
    }

    void rollback(int release) {
        require(send("POST", PRODUCTION + "/rollback", "{\"to\":" + release + "}", token));
    }

    String etag(String path, String key) {
        var answer = send("GET", path, "", key);
        require(answer);
        return answer.headers().firstValue("etag").orElseThrow();
    }

    HttpResponse<String> send(String method, String path, String body, String bearer) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("authorization", "Bearer " + bearer)
                            .header("content-type", "application/json")
                            .method(
                                    method,
                                    body.isEmpty()
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotMeasure("interrupted");
        }
    }

    private static void require(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new CannotMeasure(answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }
}
