package stet.platform.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.json.Json;

/** Listens on a port with one HTTP server for each event loop. */
public final class Listener implements AutoCloseable {
    /** The most bytes of a request's headers together, and of its first line. */
    public static final int MAX_HEADERS = 64 * 1024;

    public static final int MAX_FIRST_LINE = 16 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long FIRST_REQUEST_MILLIS = 30_000;
    private static final int MAX_STREAMS = 128;
    private static final int STREAM_WINDOW = 1024 * 1024;
    private static final int CONNECTION_WINDOW = 4 * 1024 * 1024;

    /** How long requests that are being served may take to end when the server stops. */
    private static final int LAST_REQUESTS_SECONDS = 10;

    private final Vertx vertx;
    private final int port;
    private final String deployment;

    private Listener(Vertx vertx, int port, String deployment) {
        this.vertx = vertx;
        this.port = port;
        this.deployment = deployment;
    }

    public int port() {
        return port;
    }

    /** Takes no more connections, lets requests end that are being served, and returns. */
    @Override
    public void close() throws TimeoutException {
        vertx.undeploy(deployment).await(LAST_REQUESTS_SECONDS + 5, TimeUnit.SECONDS);
    }

    /** What servers are made with: their connections' first bytes are looked at, see {@link FirstBytes}. */
    public static Vertx vertx(int loops) {
        var nio = Transport.NIO.implementation();
        return Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(loops))
                .withTransport(new Watched(new WatchedTransport(nio)))
                .build();
    }

    private record Watched(WatchedTransport implementation) implements Transport {
        @Override
        public String name() {
            return "watched-nio";
        }

        @Override
        public boolean available() {
            return true;
        }

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return null;
        }
    }

    /** HTTP/1.1, and HTTP/2 for those who begin with it. */
    public static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .setAcceptBacklog(1024)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(true)
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(MAX_STREAMS)
                        .setInitialWindowSize(STREAM_WINDOW)
                        .setMaxHeaderListSize(MAX_HEADERS))
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxInitialLineLength(MAX_FIRST_LINE)
                .setIdleTimeout(3600)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /**
     * Starts a server on every event loop; each asks {@code handlers} for a handler of its own.
     *
     * @param port 0 takes a free one
     */
    public static Future<Listener> start(
            Vertx vertx, String host, int port, int loops, Supplier<Handler<HttpServerRequest>> handlers) {
        int chosen = port == 0 ? freePort(host) : port;
        Supplier<VerticleBase> servers = () -> new Server(options(host, chosen), handlers.get());
        return vertx.deployVerticle(servers, new DeploymentOptions().setInstances(loops))
                .map(deployment -> new Listener(vertx, chosen, deployment));
    }

    /** Servers that share a port must know it beforehand. */
    private static int freePort(String host) {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Server extends VerticleBase {
        private final HttpServerOptions options;
        private final Handler<HttpServerRequest> handler;
        private final Map<HttpConnection, Long> silent = new ConcurrentHashMap<>();
        private @Nullable HttpServer server;

        Server(HttpServerOptions options, Handler<HttpServerRequest> handler) {
            this.options = options;
            this.handler = handler;
        }

        @Override
        public Future<HttpServer> start() {
            server = vertx.createHttpServer(options);
            return server.connectionHandler(this::closeUnlessItAsks)
                    .invalidRequestHandler(Server::refuseUnreadable)
                    .requestHandler(request -> {
                        Long timer = silent.remove(request.connection());
                        if (timer != null) {
                            vertx.cancelTimer(timer);
                        }
                        handler.handle(request);
                    })
                    .listen();
        }

        @Override
        public Future<?> stop() {
            var started = server;
            return started == null
                    ? Future.succeededFuture()
                    : started.shutdown(LAST_REQUESTS_SECONDS, TimeUnit.SECONDS);
        }

        /** Answers what is not HTTP, or is more of it than the limits allow. */
        private static void refuseUnreadable(HttpServerRequest request) {
            Throwable why = request.decoderResult().cause();
            int status = 400;
            String detail = "this cannot be read as an HTTP/1.1 request";
            if (why instanceof TooLongHttpHeaderException) {
                status = 431;
                detail = "the headers together are larger than the limit of " + BodyReader.size(MAX_HEADERS);
            } else if (why instanceof TooLongHttpLineException) {
                status = 414;
                detail = "the path with its query is longer than the limit of " + BodyReader.size(MAX_FIRST_LINE);
            }
            var problem = Json.MAPPER
                    .createObjectNode()
                    .put("type", "about:blank")
                    .put("title", "The request is not valid")
                    .put("status", status)
                    .put("detail", detail);
            request.response()
                    .setStatusCode(status)
                    .putHeader("content-type", "application/problem+json")
                    .putHeader("connection", "close")
                    .end(Buffer.buffer(Json.MAPPER.writeValueAsBytes(problem)))
                    .onComplete(_ -> request.connection().close());
        }

        /** A connection that never completes the headers of a first request would otherwise be held for ever. */
        private void closeUnlessItAsks(HttpConnection connection) {
            connection.exceptionHandler(e -> LOG.debug("a connection failed: {}", e.toString()));
            silent.put(connection, vertx.setTimer(FIRST_REQUEST_MILLIS, _ -> {
                if (silent.remove(connection) != null) {
                    connection.close();
                }
            }));
            connection.closeHandler(_ -> {
                Long timer = silent.remove(connection);
                if (timer != null) {
                    vertx.cancelTimer(timer);
                }
            });
        }
    }
}
