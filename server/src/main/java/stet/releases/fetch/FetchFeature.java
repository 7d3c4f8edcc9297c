package stet.releases.fetch;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import stet.access.Callers;
import stet.platform.http.Api;
import stet.platform.http.BodyReader;
import stet.platform.http.EventLoopRoute;
import stet.platform.http.ServerEvents;
import stet.registry.Registry;
import stet.releases.live.LiveReleases;

/** Gives applications what is live. */
public final class FetchFeature implements AutoCloseable {
    private final FetchRelay.Shared shared;
    private final FetchRoutes routes;
    private final List<FetchRelay> relays = new CopyOnWriteArrayList<>();

    /** What it needs of other features and of the platform. */
    public record Needs(
            LiveReleases live,
            Registry registry,
            Callers callers,
            BodyReader bodies,
            ExecutorService workers,
            ServerEvents streams) {}

    private FetchFeature(Needs needs) {
        shared = new FetchRelay.Shared(
                needs.callers(),
                new FetchDocuments(needs.live(), needs.registry(), needs.callers()),
                needs.bodies(),
                needs.workers());
        var events = new FetchEvents(needs.live());
        routes = new FetchRoutes(events, needs.streams(), needs.callers());
        var _ = needs.live().listen((before, after) -> {
            relays.forEach(it -> it.changed(after.id()));
            events.changed(before, after);
        });
    }

    public static FetchFeature create(Needs needs) {
        return new FetchFeature(needs);
    }

    /** A relay for one event loop. */
    public EventLoopRoute newRelay(Vertx vertx) {
        var relay = new FetchRelay(vertx, shared);
        relays.add(relay);
        return relay;
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    /** Answers whoever waits. */
    @Override
    public void close() {
        relays.forEach(FetchRelay::stop);
    }
}
