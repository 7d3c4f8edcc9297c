package stet.models.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import stet.models.Dialect;
import stet.models.Endpoint;
import stet.models.ErrorKind;
import stet.models.simulated.SimulatedProvider.Counters;
import stet.models.wire.DialectErrors;
import stet.models.wire.MalformedBody;
import stet.models.wire.RequestFacts;
import stet.models.wire.RequestHead;
import stet.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One call to the simulated provider, on its event loop: waiting is a timer, never a thread. */
final class SimulatedCall {
    private static final int MAX_BODY = 64 * 1024 * 1024;

    private final Vertx vertx;
    private final Scenario scenario;
    private final Script script;
    private final InstantSource clock;
    private final Counters counters;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private boolean over;
    private long timer = -1;

    SimulatedCall(
            Vertx vertx,
            Scenario scenario,
            Script script,
            InstantSource clock,
            Counters counters,
            HttpServerRequest request) {
        this.vertx = vertx;
        this.scenario = scenario;
        this.script = script;
        this.clock = clock;
        this.counters = counters;
        this.request = request;
        this.response = request.response();
    }

    void serve(String token) {
        counters.calls().incrementAndGet();
        counters.active().incrementAndGet();
        response.putHeader("stet-simulated", "true").putHeader("x-request-id", "req_simulated_" + counters.calls());
        response.putHeader("request-id", "req_simulated_" + counters.calls());
        response.closeHandler(_ -> left());
        response.exceptionHandler(_ -> left());
        var body = Buffer.buffer();
        request.exceptionHandler(_ -> left());
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= MAX_BODY) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(_ -> answer(token, body.getBytes()));
    }

    private void left() {
        if (!over) {
            over = true;
            counters.active().decrementAndGet();
            counters.aborted().incrementAndGet();
            vertx.cancelTimer(timer);
        }
    }

    private void answer(String token, byte[] body) {
        var path = String.valueOf(request.path());
        var endpoint = endpoint(path);
        var dialect = dialect(endpoint);
        if (!authorized(token)) {
            refuse(dialect, 401, ErrorKind.AUTHENTICATION, "the simulated provider was called with a wrong key", 0);
        } else if (request.method().name().equals("GET") && path.equals("/v1/models")) {
            end(200, models(dialect));
        } else if (endpoint == null || !request.method().name().equals("POST")) {
            refuse(dialect, 404, ErrorKind.NOT_FOUND, "the simulated provider has no " + path, 0);
        } else if (RequestHead.scan(body) instanceof MalformedBody malformed) {
            refuse(dialect, 400, ErrorKind.INVALID_REQUEST, malformed.message(), 0);
        } else {
            answer(endpoint, RequestFacts.read(endpoint, body));
        }
    }

    private void answer(Endpoint endpoint, RequestFacts facts) {
        var dialect = endpoint.dialect();
        if (endpoint == Endpoint.EMBEDDINGS && EmbeddingReplies.MODEL.equals(facts.model())) {
            end(200, EmbeddingReplies.whole(facts));
            return;
        }
        var found = script.reply(facts);
        if (found.isEmpty() || endpoint == Endpoint.EMBEDDINGS) {
            refuse(dialect, 404, ErrorKind.NOT_FOUND, "there is no simulated model '" + facts.model() + "' here", 0);
            return;
        }
        var reply = found.get();
        var fault = reply.fault();
        if (fault == null) {
            reply(endpoint, facts, reply, false);
            return;
        }
        switch (fault.kind()) {
            case RATE_LIMITED ->
                after(
                        20,
                        () -> refuse(
                                dialect,
                                429,
                                ErrorKind.RATE_LIMITED,
                                "simulated: too many requests",
                                fault.retryAfterSeconds()));
            case SERVER_ERROR ->
                after(20, () -> refuse(dialect, 500, ErrorKind.UPSTREAM_ERROR, "simulated: the server failed", 0));
            case OVERLOADED -> after(20, () -> refuse(dialect, 529, ErrorKind.OVERLOADED, "simulated: overloaded", 0));
            case BROKEN -> reply(endpoint, facts, reply, true);
            case HTML ->
                end(
                        502,
                        "text/html",
                        "<html><head><title>502 Bad Gateway</title></head><body>simulated</body></html>"
                                .getBytes(UTF_8));
            case SILENT -> {
                // the client waits until it gives up
            }
        }
    }

    private void reply(Endpoint endpoint, RequestFacts facts, ScriptedReply reply, boolean broken) {
        long created = clock.instant().getEpochSecond();
        if (!facts.streaming()) {
            var whole = switch (endpoint) {
                case CHAT_COMPLETIONS -> ChatReplies.whole(reply, created);
                case RESPONSES -> ResponseReplies.whole(reply, created);
                case MESSAGES, COMPLETIONS, EMBEDDINGS -> MessageReplies.whole(reply);
            };
            after(reply.wholeMs(), () -> {
                if (broken) {
                    breakOff(Json.MAPPER.writeValueAsBytes(whole));
                } else {
                    end(200, whole);
                }
            });
            return;
        }
        var frames = switch (endpoint) {
            case CHAT_COMPLETIONS -> ChatReplies.frames(reply, created, facts.asksForStreamUsage());
            case RESPONSES -> ResponseReplies.frames(reply, created);
            case MESSAGES, COMPLETIONS, EMBEDDINGS -> MessageReplies.frames(reply);
        };
        long tokens = Math.max(1, frames.stream().mapToLong(Frame::tokens).sum());
        after(reply.firstTokenMs(), () -> {
            response.setStatusCode(200).putHeader("content-type", "text/event-stream; charset=utf-8");
            response.putHeader("cache-control", "no-cache").setChunked(true);
            stream(frames, 0, broken ? frames.size() / 2 : frames.size(), 0, reply.streamMs() / tokens, now());
        });
    }

    private void stream(List<Frame> frames, int from, int to, long tokensBefore, double msPerToken, double startedMs) {
        int at = from;
        long tokens = tokensBefore;
        while (!over && at < to) {
            double wait = startedMs + tokens * msPerToken - now();
            if (response.writeQueueFull()) {
                int next = at;
                long sent = tokens;
                response.drainHandler(_ -> stream(frames, next, to, sent, msPerToken, startedMs));
                return;
            }
            if (wait >= 1) {
                int next = at;
                long sent = tokens;
                timer = vertx.setTimer((long) wait, _ -> stream(frames, next, to, sent, msPerToken, startedMs));
                return;
            }
            var frame = frames.get(at++);
            tokens += frame.tokens();
            var _ = response.write(Buffer.buffer(frame.bytes()));
        }
        if (over) {
            return;
        }
        if (to < frames.size()) {
            finished();
            var _ = request.connection().close();
        } else {
            finished();
            var _ = response.end();
        }
    }

    private void breakOff(byte[] body) {
        finished();
        response.setStatusCode(200).putHeader("content-type", "application/json");
        response.putHeader("content-length", Integer.toString(body.length));
        response.write(Buffer.buffer(body).slice(0, body.length / 2))
                .onComplete(_ -> request.connection().close());
    }

    private void after(double milliseconds, Runnable work) {
        if (milliseconds < 1) {
            work.run();
        } else {
            timer = vertx.setTimer((long) milliseconds, _ -> {
                if (!over) {
                    work.run();
                }
            });
        }
    }

    private void refuse(Dialect dialect, int status, ErrorKind kind, String message, int retryAfter) {
        if (retryAfter > 0) {
            response.putHeader("retry-after", Integer.toString(retryAfter));
        }
        end(status, "application/json", DialectErrors.body(dialect, kind, message, null, null));
    }

    private void end(int status, JsonNode body) {
        end(status, "application/json", Json.MAPPER.writeValueAsBytes(body));
    }

    private void end(int status, String contentType, byte[] body) {
        if (!over) {
            finished();
            response.setStatusCode(status).putHeader("content-type", contentType);
            var _ = response.end(Buffer.buffer(body));
        }
    }

    private void finished() {
        over = true;
        counters.active().decrementAndGet();
    }

    private boolean authorized(String token) {
        return ("Bearer " + token).equals(request.getHeader("authorization"))
                || token.equals(request.getHeader("x-api-key"));
    }

    private Dialect dialect(@Nullable Endpoint endpoint) {
        if (endpoint != null) {
            return endpoint.dialect();
        }
        return request.getHeader("anthropic-version") == null ? Dialect.OPENAI : Dialect.ANTHROPIC;
    }

    private static @Nullable Endpoint endpoint(String path) {
        for (var endpoint : Endpoint.values()) {
            if (endpoint != Endpoint.COMPLETIONS && path.equals("/v1" + endpoint.path())) {
                return endpoint;
            }
        }
        return null;
    }

    private JsonNode models(Dialect dialect) {
        var root = JsonNodeFactory.instance.objectNode();
        if (dialect == Dialect.OPENAI) {
            root.put("object", "list");
        }
        var data = root.putArray("data");
        for (var model : scenario.models()) {
            switch (dialect) {
                case OPENAI ->
                    data.addObject()
                            .put("id", model.model())
                            .put("object", "model")
                            .put("created", 0)
                            .put("owned_by", "simulated");
                case ANTHROPIC ->
                    data.addObject()
                            .put("type", "model")
                            .put("id", model.model())
                            .put("display_name", model.model() + " (simulated)")
                            .put("created_at", "1970-01-01T00:00:00Z");
            }
        }
        switch (dialect) {
            case OPENAI ->
                data.addObject()
                        .put("id", EmbeddingReplies.MODEL)
                        .put("object", "model")
                        .put("created", 0)
                        .put("owned_by", "simulated");
            case ANTHROPIC -> root.put("has_more", false).putNull("first_id").putNull("last_id");
        }
        return root;
    }

    private static double now() {
        return System.nanoTime() / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
