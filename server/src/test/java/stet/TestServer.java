package stet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import stet.platform.config.Settings;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** A whole server in this process, on a free port, and a browser's and a client's way to it. */
final class TestServer implements AutoCloseable {
    final Stet stet;
    final String key;
    private final String token;
    private final HttpClient client = HttpClient.newHttpClient();

    TestServer(Path home, Map<String, String> more) throws Exception {
        this(home, more, InstantSource.system());
    }

    TestServer(Path home, Map<String, String> more, InstantSource clock) throws Exception {
        var environment = new HashMap<>(more);
        environment.put("STET_HOME", home.toString());
        environment.putIfAbsent("STET_PORT", "0");
        environment.putIfAbsent("STET_ADMIN_PASSWORD", "a-long-enough-password");
        stet = Stet.start(new Stet.Start(Settings.read(environment), environment, false, clock));
        token = Files.readString(home.resolve("cli-token")).strip();
        var access = stet.wiring().access;
        key = access.keys().create(access.callers().server(), "demo", "test").key();
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder().GET(), path, token);
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                HttpRequest.newBuilder()
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                path,
                key);
    }

    /** Asked as the command line. */
    HttpResponse<String> ask(String method, String path, String body) throws Exception {
        return send(
                HttpRequest.newBuilder()
                        .header("content-type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)),
                path,
                token);
    }

    JsonNode json(String path) throws Exception {
        return Json.MAPPER.readTree(get(path).body());
    }

    HttpResponse<String> send(HttpRequest.Builder request, String path, String bearer) throws Exception {
        return client.send(
                request.uri(uri(path))
                        .header("authorization", "Bearer " + bearer)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** All that a chat completion brings, also when its connection breaks. */
    String raw(String body) throws Exception {
        byte[] bytes = body.getBytes(UTF_8);
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), stet.url().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(
                            ("POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer "
                                            + key + "\r\ncontent-type: application/json\r\ncontent-length: "
                                            + bytes.length
                                            + "\r\n\r\n")
                                    .getBytes(UTF_8));
            socket.getOutputStream().write(bytes);
            var came = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(came);
            } catch (IOException broken) {
                came.writeBytes(broken.toString().getBytes(UTF_8));
            }
            return came.toString(UTF_8);
        }
    }

    URI uri(String path) {
        return URI.create(stet.url() + path);
    }

    @Override
    public void close() {
        client.shutdownNow();
        stet.close();
    }
}
