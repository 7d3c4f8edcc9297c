package stet.playground;

import java.util.concurrent.ExecutorService;
import stet.access.Callers;
import stet.gateway.OwnCalls;
import stet.platform.Threads;
import stet.platform.http.Api;
import stet.platform.http.ServerEvents;
import stet.prompts.Prompts;
import stet.traces.TraceStore;

/** Where prompts are tried before they are saved. */
public final class PlaygroundFeature implements AutoCloseable {
    private final PlaygroundRoutes routes;
    private final ExecutorService workers;

    private PlaygroundFeature(PlaygroundRoutes routes, ExecutorService workers) {
        this.routes = routes;
        this.workers = workers;
    }

    /** What the playground needs of other features. */
    public record Needs(Callers callers, Prompts prompts, OwnCalls calls, TraceStore traces, ServerEvents streams) {}

    public static PlaygroundFeature create(Needs needs) {
        var workers = Threads.virtual("playground");
        var playground = new Playground(needs.prompts(), needs.calls(), needs.traces(), workers);
        return new PlaygroundFeature(new PlaygroundRoutes(playground, needs.streams(), needs.callers()), workers);
    }

    public void declare(Api api) {
        routes.declare(api);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
