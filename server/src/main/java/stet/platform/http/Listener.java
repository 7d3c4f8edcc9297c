package stet.platform.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Listens on a port with one HTTP server for each event loop. */
public final class Listener {
    /** The most bytes of a request's headers together, and of its first line. */
    public static final int MAX_HEADERS = 64 * 1024;

    public static final int MAX_FIRST_LINE = 16 * 1024;
    private static final long FIRST_REQUEST_MILLIS = 30_000;

    private Listener() {}

    /** Upgrade offers to HTTP/2 in clear text are ignored: some clients make one with every request. */
    public static HttpServerOptions options(String host, int port) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .setAcceptBacklog(1024)
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxInitialLineLength(MAX_FIRST_LINE)
                .setIdleTimeout(3600)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
    }

    /**
     * Starts a server on every event loop; each asks {@code handlers} for a handler of its own.
     *
     * @return the port, which is a free one when {@code port} is 0
     */
    public static Future<Integer> start(
            Vertx vertx, String host, int port, int loops, Supplier<Handler<HttpServerRequest>> handlers) {
        var bound = new AtomicInteger();
        // Vert.x shares one random port between the instances of a deployment when it is asked for port -1.
        Supplier<VerticleBase> servers = () -> new Server(options(host, port == 0 ? -1 : port), handlers.get(), bound);
        return vertx.deployVerticle(servers, new DeploymentOptions().setInstances(loops))
                .map(_ -> bound.get());
    }

    private static final class Server extends VerticleBase {
        private final HttpServerOptions options;
        private final Handler<HttpServerRequest> handler;
        private final AtomicInteger bound;
        private final Map<HttpConnection, Long> silent = new ConcurrentHashMap<>();

        Server(HttpServerOptions options, Handler<HttpServerRequest> handler, AtomicInteger bound) {
            this.options = options;
            this.handler = handler;
            this.bound = bound;
        }

        @Override
        public Future<HttpServer> start() {
            return vertx.createHttpServer(options)
                    .connectionHandler(this::closeUnlessItAsks)
                    .requestHandler(request -> {
                        Long timer = silent.remove(request.connection());
                        if (timer != null) {
                            vertx.cancelTimer(timer);
                        }
                        handler.handle(request);
                    })
                    .listen()
                    .onSuccess(server -> bound.set(server.actualPort()));
        }

        /** A connection that never completes the headers of a first request would otherwise be held for ever. */
        private void closeUnlessItAsks(HttpConnection connection) {
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
