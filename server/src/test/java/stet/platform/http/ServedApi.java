package stet.platform.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import stet.platform.Threads;

/** Operations served for a test on a free port, as the server serves them. */
public final class ServedApi implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    public ServedApi(Api api) throws Exception {
        this(api, Duration.ofSeconds(10));
    }

    public ServedApi(Api api, Duration bodyDeadline) throws Exception {
        var edge = new Edge(
                vertx,
                api,
                List.of(),
                new StaticFiles(),
                new BodyReader(vertx, bodyDeadline, 16 * 1024 * 1024),
                new HttpTimes(new SimpleMeterRegistry()),
                Threads.virtual("test"));
        server = vertx.createHttpServer(Listener.options("127.0.0.1", 0))
                .requestHandler(edge::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
