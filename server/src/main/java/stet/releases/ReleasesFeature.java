package stet.releases;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import stet.access.Callers;
import stet.markers.Marker;
import stet.markers.MarkerSource;
import stet.platform.db.Events;
import stet.platform.db.Records;
import stet.platform.http.Api;
import stet.platform.http.BodyReader;
import stet.platform.http.EventLoopRoute;
import stet.platform.http.ServerEvents;
import stet.registry.Kind;
import stet.registry.RegistryFeature;
import stet.releases.deployments.Deployment;
import stet.releases.deployments.Deployments;
import stet.releases.deployments.DeploymentsFeature;
import stet.releases.fetch.FetchFeature;
import stet.releases.live.LiveReleases;

/** Apps, their releases, what is deployed where, and what is live for whom. */
public final class ReleasesFeature implements AutoCloseable {
    private final ReleaseRoutes routes;
    private final DeploymentsFeature deployments;
    private final LiveReleases live;
    private final FetchFeature fetch;

    /** What it needs of other features and of the platform. */
    public record Needs(
            Records records,
            Callers callers,
            RegistryFeature registry,
            Events events,
            BodyReader bodies,
            ExecutorService workers,
            ServerEvents streams) {}

    private ReleasesFeature(Needs needs, Path copies, InstantSource clock) {
        var registry = needs.registry().registry();
        var rules = new ManifestRules(registry);
        needs.registry().understands(Kind.APP, rules);
        var releases = new AppReleases(registry, rules);
        routes = new ReleaseRoutes(releases, needs.callers());
        deployments = DeploymentsFeature.create(
                needs.records(), needs.callers(), releases, needs.registry().gates(), clock);
        live = LiveReleases.start(
                new LiveReleases.Needs(registry, deployments.deployments(), needs.callers(), needs.events()), copies);
        needs.registry()
                .reliedOnBy((project, kind, name) -> live.project(project.projectId())
                        .map(it -> it.reliantOn(kind, name))
                        .orElse(List.of()));
        fetch = FetchFeature.create(new FetchFeature.Needs(
                live, registry, needs.callers(), needs.bodies(), needs.workers(), needs.streams()));
    }

    /** @param copies the folder for copies of what is live */
    public static ReleasesFeature create(Needs needs, Path copies, InstantSource clock) {
        return new ReleasesFeature(needs, copies, clock);
    }

    public Deployments deployments() {
        return deployments.deployments();
    }

    public LiveReleases live() {
        return live;
    }

    /** Serves applications from memory, on one event loop. */
    public EventLoopRoute newFetchRelay(Vertx vertx) {
        return fetch.newRelay(vertx);
    }

    /** Deployments, as what happened on time axes. */
    public MarkerSource markers() {
        return (project, from, to, app, environment, limit) ->
                deployments.deployments().between(project, from, to, app, environment, limit).stream()
                        .map(ReleasesFeature::marker)
                        .toList();
    }

    public void declare(Api api) {
        routes.declare(api);
        deployments.declare(api);
        fetch.declare(api);
    }

    /** Answers applications that wait for something else to become live; for a server that stops. */
    public void endWaits() {
        fetch.close();
    }

    private static Marker marker(Deployment made) {
        return new Marker(
                made.id(),
                made.at(),
                Marker.Kind.DEPLOY,
                made.app(),
                made.environment(),
                switch (made.kind()) {
                    case DEPLOY -> "release " + made.release();
                    case ROLLBACK -> "back to release " + made.release();
                },
                null,
                made.at(),
                made.actor());
    }

    @Override
    public void close() {
        live.close();
    }
}
