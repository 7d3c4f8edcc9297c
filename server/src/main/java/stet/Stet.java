package stet;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stet.platform.config.Home;
import stet.platform.config.Settings;
import stet.platform.config.StartProblem;
import stet.platform.http.Listener;

/** A running server: starts when it is made, stops when it is closed, in the opposite order. */
public final class Stet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stet.class);

    private final Deque<AutoCloseable> closeLast = new ArrayDeque<>();
    private final Wiring wiring;
    private final URI url;

    /** What a server is started with. */
    public record Start(Settings settings, Map<String, String> environment, boolean demo, InstantSource clock) {}

    private Stet(Start start) {
        var settings = start.settings();
        Home home = later(Home.open(settings.home()));
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx = Listener.vertx(loops);
        later(() -> vertx.close().await(10, TimeUnit.SECONDS));
        try {
            wiring = new Wiring(this, start, home, vertx);
            var ports = new Ports(vertx, settings, loops);
            int port = later(ports.main(wiring::newHandler)).port();
            ports.otlp(wiring::newOtlpHandler).forEach(this::later);
            later(wiring.streams);
            later(wiring.releases::endWaits);
            String host =
                    settings.host().equals("0.0.0.0") || settings.host().equals("::") ? "127.0.0.1" : settings.host();
            url = URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
            wiring.listening(settings.publicUrl().orElse(url));
            home.announce(url.toString());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts a server; one that cannot start is a {@link StartProblem}, and leaves nothing behind that runs. */
    public static Stet start(Start start) {
        return new Stet(start);
    }

    /** Where this machine reaches the server. */
    public URI url() {
        return url;
    }

    Wiring wiring() {
        return wiring;
    }

    /** Closes something before everything that was there earlier. */
    <T extends AutoCloseable> T later(T part) {
        closeLast.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!closeLast.isEmpty()) {
            var part = closeLast.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("a part of the server did not stop cleanly", e);
            }
        }
    }
}
