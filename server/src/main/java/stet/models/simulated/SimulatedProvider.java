package stet.models.simulated;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import stet.platform.config.StartProblem;

/**
 * A model provider that pretends: an HTTP server on this machine alone, speaking OpenAI's and Anthropic's wire from a
 * script, so that calls reach it on the way they reach a real one. Every answer carries {@code stet-simulated: true}.
 */
public final class SimulatedProvider implements AutoCloseable {
    private static final int START_SECONDS = 10;

    private final HttpServer server;
    private final String token;
    private final Counters counters;

    private SimulatedProvider(HttpServer server, String token, Counters counters) {
        this.server = server;
        this.token = token;
        this.counters = counters;
    }

    /** Calls by how they went. */
    record Counters(AtomicLong calls, AtomicLong active, AtomicLong aborted) {
        Counters() {
            this(new AtomicLong(), new AtomicLong(), new AtomicLong());
        }
    }

    /** Listens on a free port of the loopback address. Not to be called on an event loop. */
    public static SimulatedProvider start(Vertx vertx, Scenario scenario, InstantSource clock) {
        var secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        var token = "simulated-" + HexFormat.of().formatHex(secret);
        var counters = new Counters();
        var script = new Script(scenario);
        var server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setTcpNoDelay(true)
                        .setMaxHeaderSize(64 * 1024))
                .requestHandler((HttpServerRequest request) ->
                        new SimulatedCall(vertx, scenario, script, clock, counters, request).serve(token));
        try {
            server.listen().await(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StartProblem("The simulated provider could not open a local port within 10 s.", e);
        }
        return new SimulatedProvider(server, token, counters);
    }

    /** Where it listens, with {@code /v1}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + server.actualPort() + "/v1";
    }

    /** The key that it asks for. */
    public String token() {
        return token;
    }

    /** Calls that arrived. */
    public long calls() {
        return counters.calls().get();
    }

    /** Calls being answered now. */
    public long active() {
        return counters.active().get();
    }

    /** Calls whose client left before the answer was complete. */
    public long aborted() {
        return counters.aborted().get();
    }

    @Override
    public void close() {
        var _ = server.close();
    }
}
