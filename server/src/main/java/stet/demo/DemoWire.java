package stet.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The demo bot's way to the server: the same gateway and OTLP endpoints, over the same sockets, that any application uses. */
final class DemoWire implements AutoCloseable {
    /** The gateway or the provider behind it refused a call. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final String kind;

        Refused(String kind, String message) {
            super(message);
            this.kind = kind;
        }

        String kind() {
            return kind;
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI base;
    private final String key;

    DemoWire(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /** Calls a model; the answer's message, whether it came whole or as events. */
    JsonNode chat(ObjectNode request, DemoSpan inside) throws IOException, InterruptedException, Refused {
        var answer = post("/v1/chat/completions", request, inside);
        if (answer.statusCode() != 200) {
            JsonNode error = readOrMissing(answer.body()).path("error");
            throw new Refused(
                    error.path("code").asString("http_" + answer.statusCode()),
                    error.path("message").asString("no message"));
        }
        return request.path("stream").asBoolean(false)
                ? fromEvents(answer.body())
                : Json.MAPPER.readTree(answer.body()).path("choices").path(0).path("message");
    }

    /** Sends spans by OTLP. */
    void report(List<DemoSpan> spans) throws IOException, InterruptedException {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ObjectNode resource = root.putArray("resourceSpans").addObject();
        ArrayNode attributes = resource.putObject("resource").putArray("attributes");
        attributes.addObject().put("key", "service.name").putObject("value").put("stringValue", "billing-bot");
        ObjectNode scope = resource.putArray("scopeSpans").addObject();
        scope.putObject("scope").put("name", "billing-bot");
        ArrayNode list = scope.putArray("spans");
        spans.forEach(it -> list.add(it.json()));
        var answer = send("/v1/traces", root, HttpRequest.newBuilder());
        if (answer.statusCode() != 200) {
            throw new IOException("the server refused spans with " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** Makes something by REST; false when there is one already. */
    boolean make(String path, ObjectNode body) throws IOException, InterruptedException {
        var answer = send(path, body, HttpRequest.newBuilder());
        if (answer.statusCode() != 201 && answer.statusCode() != 409) {
            throw new IOException(path + " was answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.statusCode() == 201;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpResponse<String> post(String path, ObjectNode body, DemoSpan inside)
            throws IOException, InterruptedException, Refused {
        try {
            return send(
                    path,
                    body,
                    HttpRequest.newBuilder()
                            .header("traceparent", inside.traceparent())
                            .header("stet-app", "billing-bot"));
        } catch (IOException e) {
            throw new Refused("connection", "the answer broke off: " + e.getMessage());
        }
    }

    private HttpResponse<String> send(String path, ObjectNode body, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(
                request.uri(base.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("content-type", "application/json")
                        .header("authorization", "Bearer " + key)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode readOrMissing(String body) {
        return body.startsWith("{") ? Json.MAPPER.readTree(body) : Json.MAPPER.missingNode();
    }

    private static JsonNode fromEvents(String events) throws Refused {
        ObjectNode message = Json.MAPPER.createObjectNode().put("role", "assistant");
        var text = new StringBuilder();
        ArrayNode calls = Json.MAPPER.createArrayNode();
        for (String line : events.lines().toList()) {
            if (!line.startsWith("data: {")) {
                continue;
            }
            JsonNode chunk = Json.MAPPER.readTree(line.substring("data: ".length()));
            if (chunk.has("error")) {
                throw new Refused(
                        chunk.path("error").path("code").asString("error"),
                        chunk.path("error").path("message").asString(""));
            }
            JsonNode delta = chunk.path("choices").path(0).path("delta");
            text.append(delta.path("content").asString(""));
            for (JsonNode part : delta.path("tool_calls")) {
                merge(calls, part);
            }
        }
        message.put("content", text.toString());
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        return message;
    }

    private static void merge(ArrayNode calls, JsonNode part) {
        int index = part.path("index").asInt(0);
        while (calls.size() <= index) {
            calls.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", "")
                    .put("arguments", "");
        }
        ObjectNode call = (ObjectNode) calls.get(index);
        ObjectNode function = (ObjectNode) call.path("function");
        if (part.has("id")) {
            call.put("id", part.path("id").asString());
        }
        JsonNode delta = part.path("function");
        function.put(
                "name", function.path("name").asString() + delta.path("name").asString(""));
        function.put(
                "arguments",
                function.path("arguments").asString() + delta.path("arguments").asString(""));
    }
}
