package stet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Providers on real sockets, each of which fails in the way it was told to, or answers. */
final class FailingProviders implements AutoCloseable {
    private static final String CHAT = """
            {"id":"c-1","object":"chat.completion","model":"MODEL","choices":[{"index":0,"message":
            {"role":"assistant","content":TEXT},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":2}}""";
    private static final String CHAT_EVENT = """
            data: {"id":"c1","model":"MODEL","choices":[{"index":0,"delta":{"role":"assistant","content":TEXT},"finish_reason":REASON}]}

            """;
    private static final String CHAT_DONE = "data: [DONE]\n\n";
    private static final String MESSAGE = """
            {"id":"m-1","type":"message","role":"assistant","model":"MODEL","content":[{"type":"text","text":TEXT}],
            "stop_reason":"end_turn","usage":{"input_tokens":9,"output_tokens":2}}""";
    private static final String MESSAGE_EVENTS = """
            event: message_start
            data: {"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"MODEL","content":[],"usage":{"input_tokens":9,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":TEXT}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    /** How a provider fails besides by a status. */
    static final int SILENT = -1;

    static final int CLOSES = -2;
    static final int BREAKS_OFF = -3;

    /** What a provider was asked. */
    record Asked(String provider, JsonNode body) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final AtomicInteger answers = new AtomicInteger(Integer.MAX_VALUE);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final HttpServer server;

    private volatile String text = "Because.";

    FailingProviders() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** The settings for these providers; {@code dead} is one that nobody listens for. */
    Map<String, String> settings() throws IOException {
        var settings = new HashMap<String, String>();
        for (String name : List.of("one", "two", "three", "claude-one", "claude-two")) {
            String variable = "STET_PROVIDER_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
            settings.put(variable + "_BASE_URL", base(server.getAddress().getPort(), name.replace('-', '_')));
            settings.put(variable + "_API_KEY", "secret");
            if (name.startsWith("claude")) {
                settings.put(variable + "_DIALECT", "anthropic");
            }
        }
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("STET_PROVIDER_DEAD_BASE_URL", base(free.getLocalPort(), "dead"));
        }
        return settings;
    }

    void fails(String provider, int how) {
        failures.put(provider.replace('-', '_'), how);
    }

    /** This many calls from now on are answered, whoever is asked; the rest wait for an answer that never comes. */
    void answerOnly(int calls) {
        answers.set(calls);
    }

    /** All answer again, and nothing was asked. */
    void reset() {
        failures.clear();
        answers.set(Integer.MAX_VALUE);
        asked.clear();
        text = "Because.";
    }

    /** What they answer from now on. */
    void say(String other) {
        text = other;
    }

    List<String> whoWasAsked() {
        return asked.stream().map(Asked::provider).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String provider = exchange.getRequestURI().getPath().split("/", -1)[1];
        var body = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        asked.add(new Asked(provider, body));
        int failure = answers.getAndDecrement() > 0 ? failures.getOrDefault(provider, 0) : SILENT;
        try (exchange) {
            switch (failure) {
                case 0 -> send(exchange, 200, reply(exchange, body), body);
                case SILENT -> stopped.await();
                case CLOSES -> throw new IOException("closed without an answer");
                case BREAKS_OFF -> {
                    exchange.getResponseHeaders().add("content-type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody()
                            .write(event(body.path("model").asString(), "null").getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                    throw new IOException("broke off");
                }
                default ->
                    send(exchange, failure, "{\"error\":{\"message\":\"no\",\"type\":\"x\"}}", Json.MAPPER.nullNode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String reply(HttpExchange exchange, JsonNode body) {
        boolean stream = body.path("stream").asBoolean(false);
        String model = body.path("model").asString();
        if (exchange.getRequestURI().getPath().endsWith("/messages")) {
            return (stream ? MESSAGE_EVENTS : MESSAGE).replace("MODEL", model).replace("TEXT", quoted());
        }
        return stream
                ? event(model, "\"stop\"") + CHAT_DONE
                : CHAT.replace("MODEL", model).replace("TEXT", quoted());
    }

    private String event(String model, String reason) {
        return CHAT_EVENT.replace("MODEL", model).replace("TEXT", quoted()).replace("REASON", reason);
    }

    private String quoted() {
        return Json.MAPPER.writeValueAsString(text);
    }

    private static void send(HttpExchange exchange, int status, String text, JsonNode body) throws IOException {
        boolean stream = body.path("stream").asBoolean(false);
        exchange.getResponseHeaders().add("content-type", stream ? "text/event-stream" : "application/json");
        byte[] bytes = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String base(int port, String name) {
        return "http://127.0.0.1:" + port + "/" + name + "/v1";
    }

    @Override
    public void close() {
        stopped.countDown();
        server.stop(0);
    }
}
