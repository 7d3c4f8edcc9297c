package stet.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import stet.access.Callers;
import stet.models.providers.Providers;
import stet.platform.config.Settings;
import stet.platform.http.BodyReader;
import stet.platform.http.EventLoopRoute;
import stet.platform.http.Listener;
import stet.releases.live.LiveProject;
import stet.traces.Pricing;
import stet.traces.RawSink;
import stet.traces.RawSpans;
import stet.traces.SpanSink;

/** The provider proxy: relays calls byte for byte and records them. */
public final class GatewayFeature implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 2_048;
    private static final int CONNECT_MILLIS = 10_000;
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final Duration LAST_RECORDS = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final GatewayRelay.Shared shared;
    private final CallRecorder recorder;
    private final OwnCalls ownCalls;

    private GatewayFeature(Vertx vertx, GatewayRelay.Shared shared, CallRecorder recorder, CallSpans spans) {
        this.vertx = vertx;
        this.shared = shared;
        this.recorder = recorder;
        ownCalls = new OwnCalls(client(), shared, spans);
    }

    /**
     * What the gateway needs of other features.
     *
     * @param live what is live in a project
     * @param workers where what may take a while is done
     */
    public record Needs(
            Callers callers,
            Providers providers,
            Pricing pricing,
            SpanSink sink,
            RawSink rawSink,
            Function<UUID, Optional<LiveProject>> live,
            ExecutorService workers) {}

    /** Reads the calls that the gateway put on the journal unread. */
    public static RawSpans rawSpans(Pricing pricing) {
        var spans = new CallSpans(pricing);
        return (project, entry) ->
                CallEntry.read(project, entry).stream().map(spans::ofStored).toList();
    }

    public static GatewayFeature create(
            Vertx vertx,
            Settings settings,
            Needs needs,
            BodyReader bodies,
            MeterRegistry registry,
            InstantSource clock) {
        var meters = new GatewayMeters(registry);
        var spans = new CallSpans(needs.pricing());
        var recorder = new CallRecorder(spans, needs.sink(), needs.rawSink(), meters, settings.waitingCalls());
        registry.gauge("stet.gateway.waiting.bytes", recorder, CallRecorder::waiting);
        var limits = new Exchange.Limits(
                settings.firstByteTimeout(),
                settings.fallbackTimeout(),
                settings.totalTimeout(),
                settings.captureLimit());
        return new GatewayFeature(
                vertx,
                new GatewayRelay.Shared(
                        needs.callers(),
                        needs.providers(),
                        bodies,
                        settings.gatewayBodyLimit(),
                        limits,
                        recorder,
                        meters,
                        clock,
                        new AppRequest(needs.live()),
                        needs.workers()),
                recorder,
                spans);
    }

    /** Waits for the records of the last calls. */
    @Override
    public void close() {
        recorder.close(LAST_RECORDS);
    }

    /** Calls of the server's own. */
    public OwnCalls ownCalls() {
        return ownCalls;
    }

    /** A relay with connections of its own, for one event loop. */
    public EventLoopRoute newRelay() {
        return new GatewayRelay(vertx, client(), shared);
    }

    private HttpClient client() {
        var options = new HttpClientOptions()
                .setTcpNoDelay(true)
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(Listener.MAX_HEADERS)
                .setDecompressionSupported(false);
        var pool = new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS);
        return vertx.createHttpClient(options, pool);
    }
}
