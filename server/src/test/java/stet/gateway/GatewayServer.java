package stet.gateway;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import stet.access.AccessFeature;
import stet.models.providers.ProvidersFeature;
import stet.platform.Threads;
import stet.platform.config.Settings;
import stet.platform.db.Records;
import stet.platform.db.RecordsAddress;
import stet.platform.http.Api;
import stet.platform.http.BodyReader;
import stet.platform.http.Edge;
import stet.platform.http.HttpTimes;
import stet.platform.http.Listener;
import stet.platform.http.StaticFiles;
import stet.platform.secrets.Secrets;
import stet.traces.Pricing;
import stet.traces.RawSpans;
import stet.traces.Span;

/** The gateway on real sockets, with real keys and providers; its spans end in a list. */
final class GatewayServer {
    private static final Pricing PRICES = (_, _, _, _) -> Span.Cost.unknown("prices are not part of this test");

    private final RawSpans unread = GatewayFeature.rawSpans(PRICES);
    final List<Span> spans = new CopyOnWriteArrayList<>();
    final String key;
    final int port;
    private final Vertx vertx = Vertx.vertx();
    private final Records records;
    private final AccessFeature access;

    GatewayServer(Path home, Map<String, String> environment) throws Exception {
        var all = new HashMap<>(environment);
        all.put("STET_HOME", home.toString());
        var settings = Settings.read(all);
        var clock = InstantSource.system();
        records = Records.open(RecordsAddress.inHome(home));
        access = AccessFeature.create(records, home, Optional.of("a-long-enough-password"), clock);
        key = access.keys().create(access.callers().server(), "demo", "test").key();
        var providers = ProvidersFeature.create(
                records, Secrets.open(home, Optional.empty()), access.callers(), environment, List.of(), clock);
        var bodies = new BodyReader(vertx, settings.bodyDeadline(), settings.heldBodies());
        var workers = Threads.virtual("test");
        var meters = new SimpleMeterRegistry();
        var gateway = GatewayFeature.create(
                vertx,
                settings,
                new GatewayFeature.Needs(
                        access.callers(),
                        providers.providers(),
                        PRICES,
                        this::keep,
                        (project, entry) -> keep(project, unread.read(project, entry)),
                        _ -> Optional.empty(),
                        workers),
                bodies,
                meters,
                clock);
        var edge = new Edge(
                vertx,
                new Api(),
                List.of(gateway.newRelay()),
                new StaticFiles(),
                bodies,
                new HttpTimes(meters),
                workers);
        port = Listener.start(vertx, "127.0.0.1", 0, 1, () -> edge::handle)
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .port();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The only span there is, once it is there. */
    Span span() {
        await().atMost(Duration.ofSeconds(5)).until(() -> !spans.isEmpty());
        return spans.getFirst();
    }

    /** Opens a connection and sends these bytes. */
    Socket send(String request) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        access.close();
        records.close();
    }

    private CompletableFuture<Void> keep(UUID project, List<Span> more) {
        spans.addAll(more);
        return CompletableFuture.completedFuture(null);
    }
}
