package stet.platform.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import stet.platform.Threads;

/** Operations served for a test on a free port, as the server serves them. */
public final class ServedApi implements AutoCloseable {
    private final Vertx vertx = Listener.vertx(1);
    private final HttpServer server;

    public ServedApi(Api api) throws Exception {
        this(api, Duration.ofSeconds(10));
    }

    public ServedApi(Api api, Duration bodyDeadline) throws Exception {
        this(api, bodyDeadline, _ -> {});
    }

    public ServedApi(Api api, Duration bodyDeadline, Consumer<Grpc> methods) throws Exception {
        var bodies = new BodyReader(vertx, bodyDeadline, 16 * 1024 * 1024);
        var times = new HttpTimes(new SimpleMeterRegistry());
        var workers = Threads.virtual("test");
        var grpc = new Grpc(vertx, bodies, times, workers);
        methods.accept(grpc);
        var edge = new Edge(vertx, api, List.of(grpc), new StaticFiles(), bodies, times, workers);
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
