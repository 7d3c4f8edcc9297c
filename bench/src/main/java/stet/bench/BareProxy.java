package stet.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The least a recording proxy on Vert.x can do: read and parse the request, forward it, relay the reply, read its usage, queue a
 * record. No keys, no limits, no timeouts, and the record goes nowhere.
 */
public final class BareProxy extends VerticleBase {
    /** What a recorder would be handed. */
    private record Call(JsonNode asked, Buffer reply, JsonNode usage, long nanos) {}

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<String> HOP =
            Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "host");
    private static final BlockingQueue<Call> CALLS = new LinkedBlockingQueue<>(10_000);

    private final int port;
    private final int plainPort;
    private final int eventsPort;

    private BareProxy(int port, int plainPort, int eventsPort) {
        this.port = port;
        this.plainPort = plainPort;
        this.eventsPort = eventsPort;
    }

    /** Takes the port of the provider of plain replies, and that of the provider of events. */
    public static void main(String[] args) throws InterruptedException {
        int loops = Runtime.getRuntime().availableProcessors();
        int port = Workplace.freePort();
        int plain = Integer.parseInt(args[0]);
        int events = Integer.parseInt(args[1]);
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops))
                .deployVerticle(() -> new BareProxy(port, plain, events), new DeploymentOptions().setInstances(loops))
                .await();
        System.out.println("ready http://127.0.0.1:" + port);
        while (true) {
            CALLS.take();
        }
    }

    @Override
    public Future<HttpServer> start() {
        var client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(2048));
        return vertx.createHttpServer(
                        new HttpServerOptions().setTcpNoDelay(true).setAcceptBacklog(1024))
                .requestHandler(request -> request.body().onSuccess(body -> forward(client, request, body)))
                .listen(port, "127.0.0.1");
    }

    private void forward(HttpClient client, HttpServerRequest request, Buffer body) {
        long started = System.nanoTime();
        JsonNode asked = JSON.readTree(body.getBytes());
        boolean stream = asked.path("stream").asBoolean(false);
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(stream ? eventsPort : plainPort)
                .setURI(request.uri());
        client.request(options)
                .compose(upstream -> {
                    copy(request.headers(), upstream.headers());
                    return upstream.send(body);
                })
                .onSuccess(reply -> relay(request, reply, asked, started))
                .onFailure(_ -> request.response().setStatusCode(502).end());
    }

    private void relay(HttpServerRequest request, HttpClientResponse reply, JsonNode asked, long started) {
        var response = request.response().setStatusCode(reply.statusCode());
        copy(reply.headers(), response.headers());
        String length = reply.getHeader("content-length");
        if (length == null) {
            response.setChunked(true);
        } else {
            response.putHeader("content-length", length);
        }
        var kept = Buffer.buffer();
        reply.handler(chunk -> {
            kept.appendBuffer(chunk);
            response.write(chunk);
            if (response.writeQueueFull()) {
                reply.pause();
                response.drainHandler(_ -> reply.resume());
            }
        });
        reply.endHandler(_ -> {
            response.end();
            CALLS.offer(new Call(asked, kept, usage(kept, length == null), System.nanoTime() - started));
        });
    }

    /** The usage of a reply, or of the last event that has one. */
    private static JsonNode usage(Buffer reply, boolean events) {
        if (!events) {
            return JSON.readTree(reply.getBytes()).path("usage");
        }
        JsonNode usage = JSON.missingNode();
        for (String line : reply.toString().split("\n", -1)) {
            if (line.startsWith("data: {")) {
                usage = JSON.readTree(line.substring(6)).path("usage");
            }
        }
        return usage;
    }

    private static void copy(MultiMap from, MultiMap to) {
        for (var header : from) {
            if (!HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }
}
