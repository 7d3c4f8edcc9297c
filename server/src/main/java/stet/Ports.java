package stet;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.config.Settings;
import stet.platform.config.SidePort;
import stet.platform.config.StartProblem;
import stet.platform.http.Listener;

/** Opens the ports that a server listens on. */
record Ports(Vertx vertx, Settings settings, int loops) {
    private static final Logger LOG = LoggerFactory.getLogger(Ports.class);
    private static final int START_SECONDS = 30;

    /** The port for everything; one that cannot be opened is a {@link StartProblem}. */
    Listener main(Supplier<Handler<HttpServerRequest>> handlers) {
        return open("STET_PORT", settings.port(), handlers);
    }

    /** The ports on which exporters look for telemetry unless they are told otherwise. */
    List<Listener> otlp(Supplier<Handler<HttpServerRequest>> handlers) {
        return Stream.of(
                        side("STET_OTLP_GRPC_PORT", settings.otlpGrpcPort(), handlers),
                        side("STET_OTLP_HTTP_PORT", settings.otlpHttpPort(), handlers))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A port that nobody asked for is done without if another program has it. */
    private Optional<Listener> side(
            String setting, Optional<SidePort> port, Supplier<Handler<HttpServerRequest>> handlers) {
        if (port.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(open(setting, port.get().number(), handlers));
        } catch (StartProblem problem) {
            if (port.get().asked()) {
                throw problem;
            }
            LOG.warn(
                    "Port {} is in use, so telemetry is taken on port {} only; set {} to another port, or to off.",
                    port.get().number(),
                    settings.port(),
                    setting);
            return Optional.empty();
        }
    }

    private Listener open(String setting, int port, Supplier<Handler<HttpServerRequest>> handlers) {
        try {
            return Listener.start(vertx, settings.host(), port, loops, handlers)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BindException) {
                throw new StartProblem(
                        "Port " + port + " on " + settings.host() + " is in use: stop the program that has it, or set "
                                + setting + " to another port.",
                        e);
            }
            throw new StartProblem(
                    "The server cannot listen on " + settings.host() + ":" + port + " (" + e.getMessage()
                            + "): check STET_HOST and " + setting + ".",
                    e);
        } catch (TimeoutException e) {
            throw new StartProblem("The server could not open its port within " + START_SECONDS + " seconds.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartProblem("The start was interrupted.", e);
        }
    }
}
