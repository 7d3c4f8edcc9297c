package stet.releases;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import stet.access.AccessFeature;
import stet.access.Caller;
import stet.platform.Threads;
import stet.platform.db.Events;
import stet.platform.db.Records;
import stet.platform.http.BodyReader;
import stet.platform.http.ServerEvents;
import stet.platform.json.Json;
import stet.prompts.PromptFeature;
import stet.registry.Kind;
import stet.registry.NewVersion;
import stet.registry.RegistryFeature;
import stet.registry.SaveOutcome;
import stet.releases.deployments.DeployOutcome;
import stet.releases.deployments.Deployments;
import stet.releases.live.LiveProject;
import tools.jackson.databind.JsonNode;

/** What one server of several on one record store knows of releases. */
final class ReleasesNode implements AutoCloseable {
    static final String PROJECT = "demo";
    static final String APP = "billing-bot";

    final AccessFeature access;
    final Caller admin;
    final RegistryFeature registry;
    final ReleasesFeature releases;
    private final Events events;
    private final Vertx vertx = Vertx.vertx();
    private final ServerEvents streams = new ServerEvents(10);
    private final ExecutorService workers = Threads.virtual("test");

    ReleasesNode(Records records, Path home) {
        var clock = InstantSource.system();
        access = AccessFeature.create(records, home, Optional.of("a-long-enough-password"), clock);
        admin = access.callers().server();
        events = Events.follow(records, clock);
        registry = RegistryFeature.create(records, access.callers(), clock);
        var _ = PromptFeature.create(registry, access.callers());
        releases = ReleasesFeature.create(
                new ReleasesFeature.Needs(
                        records,
                        access.callers(),
                        registry,
                        events,
                        new BodyReader(vertx, Duration.ofSeconds(5), 1024 * 1024),
                        workers,
                        streams),
                home.resolve("live"),
                clock);
    }

    /** Saves a prompt and a release that pins it; the release's number. */
    int release(String text) {
        save(
                Kind.PROMPT,
                "greeting",
                Json.MAPPER.readTree("{\"type\":\"text\",\"text\":\"" + text
                        + "\",\"model\":{\"name\":\"simulated-small\",\"parameters\":{}}}"));
        return save(Kind.APP, APP, Json.MAPPER.readTree("{\"steps\":{\"answer\":{\"prompt\":\"greeting\"}}}"));
    }

    int save(Kind kind, String name, JsonNode content) {
        return switch (registry.registry()
                .save(admin, PROJECT, kind, name, new NewVersion(content, null, null, null, null, true))) {
            case SaveOutcome.Saved saved -> saved.version().number();
            case SaveOutcome.Unchanged unchanged -> unchanged.version().number();
            case SaveOutcome.Stale stale -> throw new IllegalStateException(stale.words());
        };
    }

    DeployOutcome deploy(int release, @Nullable Integer expected) {
        return releases.deployments()
                .deploy(
                        admin,
                        PROJECT,
                        APP,
                        "production",
                        new Deployments.Wanted(Integer.toString(release), expected, null, false));
    }

    DeployOutcome rollback() {
        return releases.deployments().rollback(admin, PROJECT, APP, "production", null, null, null);
    }

    /** The number of the release that is live; 0 for none. */
    int live() {
        return project()
                .flatMap(it -> it.release(APP, "production"))
                .map(it -> it.number())
                .orElse(0);
    }

    Optional<LiveProject> project() {
        return releases.live()
                .project(access.callers().server().project(PROJECT).id());
    }

    @Override
    public void close() {
        releases.close();
        streams.close();
        events.close();
        access.close();
        workers.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
