package stet.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real HTTP server that answers what a test told it to. */
final class CannedServer implements AutoCloseable {
    private record Canned(int status, String body) {}

    final List<String> asked = new ArrayList<>();
    private final Map<String, Canned> answers = new HashMap<>();
    private final HttpServer server;

    CannedServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().toString();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String token = exchange.getRequestHeaders().getFirst("authorization");
            asked.add((exchange.getRequestMethod() + " " + path + " " + body + " as " + token).replace("  ", " "));
            var canned = answers.getOrDefault(
                    exchange.getRequestMethod() + " " + path.replaceFirst("[?].*", ""),
                    new Canned(404, "{\"detail\":\"there is no page " + path + "\"}"));
            byte[] bytes = canned.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(canned.status(), canned.status() == 204 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes, 0, canned.status() == 204 ? 0 : bytes.length);
            exchange.close();
        });
        server.start();
    }

    CannedServer answers(String methodAndPath, int status, String body) {
        answers.put(methodAndPath, new Canned(status, body));
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
